package org.aumann.solvers.meta.equilibrium;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Seeds;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;

/**
 * A family of random games: 2 to 5 players with 1 to 6 actions each, at most 256 joint actions; every kind of
 * degeneracy among them. The first games of a longer family are those of a shorter one.
 */
final class RandomFamily {
    private static final int GREATEST_SIZE = 256;

    private enum Kind {
        GAUSSIAN,
        FEW_VALUES,
        ZERO_SUM,
        DUPLICATED,
        DOMINATED,
        CONSTANT_PLAYER,
        TEAM,
        HUGE,
        TINY
    }

    private RandomFamily() {}

    /** So many games. */
    static List<SolverGame> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Kind kind = Kind.values()[i % Kind.values().length];
                    return new SolverGame("random " + i + " " + kind, _ -> game(kind, new Philox(Seeds.seed() + i)));
                })
                .toList();
    }

    private static PayoffTensor game(Kind kind, RandomGenerator random) {
        JointActionIndex index;
        do {
            int players = kind == Kind.ZERO_SUM ? 2 : 2 + random.nextInt(4);
            index = JointActionIndex.of(IntStream.generate(() -> 1 + random.nextInt(6))
                    .limit(players)
                    .toArray());
        } while (index.jointActionCount() > GREATEST_SIZE || index.jointActionCount() < 4);
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                payoffs.set(p, a, payoff(kind, payoffs, p, a, random));
            }
        }
        return payoffs;
    }

    private static double payoff(Kind kind, PayoffTensor payoffs, int p, long a, RandomGenerator random) {
        JointActionIndex index = payoffs.index();
        double gaussian = random.nextGaussian();
        int action = index.action(a, p);
        return switch (kind) {
            case GAUSSIAN -> gaussian;
            case FEW_VALUES -> random.nextInt(3) - 1;
            case ZERO_SUM -> p == 0 ? Math.rint(2 * gaussian) : -payoffs.get(0, a);
            case DUPLICATED -> action % 2 == 1 ? payoffs.get(p, a - index.stride(p)) : gaussian;
            case DOMINATED -> gaussian - 3 * action;
            case CONSTANT_PLAYER -> p == 0 ? 2.5 : gaussian;
            case TEAM -> p == 0 ? gaussian : payoffs.get(0, a);
            case HUGE -> 1e9 * gaussian + 1e9;
            case TINY -> 1e-9 * gaussian;
        };
    }
}
