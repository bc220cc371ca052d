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
 * Small random games with payoffs as people have them: penalties, large constants, payoffs that depend on the others
 * alone, players on other scales, copies of actions, constant sums.
 */
final class AwkwardGames {
    private static final int[][] SHAPES = {{2, 2}, {2, 3}, {3, 3}, {2, 2, 2}, {3, 2, 2}, {4, 3}};

    /** What is done to a game with payoffs −9…9. */
    enum Kind {
        /** −10⁴ … −10¹² at one to three places. */
        PENALTY,
        /** 10³ … 10¹³ added to all payoffs. */
        OFFSET,
        /** Integers up to 10¹² that depend on the others' actions alone. */
        OTHERS,
        /** A player's payoffs times 10^±12. */
        SCALE,
        /** Means of the same scores in another order, for two actions of a player. */
        COPY,
        /** The second player's payoffs are those of the first with the sign changed. */
        CONSTANT_SUM,
        /** The same and 10⁻⁹ of noise. */
        NOISE
    }

    private AwkwardGames() {}

    static List<SolverGame> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Kind kind = Kind.values()[i % Kind.values().length];
                    return new SolverGame(
                            "awkward " + i + " " + kind, _ -> game(kind, new Philox(7919 * Seeds.seed() + i)));
                })
                .toList();
    }

    private static PayoffTensor game(Kind kind, RandomGenerator random) {
        boolean isTwo = kind == Kind.CONSTANT_SUM || kind == Kind.NOISE;
        int[] shape;
        do {
            shape = SHAPES[random.nextInt(SHAPES.length)];
        } while (isTwo && shape.length != 2);
        JointActionIndex index = JointActionIndex.of(shape);
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                boolean isOpposed = isTwo && p == 1;
                payoffs.set(p, a, isOpposed ? -payoffs.get(0, a) : random.nextInt(19) - 9);
            }
        }
        change(kind, payoffs, random);
        return payoffs;
    }

    private static void change(Kind kind, PayoffTensor payoffs, RandomGenerator random) {
        JointActionIndex index = payoffs.index();
        int size = (int) index.jointActionCount();
        int player = random.nextInt(index.playerCount());
        switch (kind) {
            case PENALTY -> {
                for (int k = random.nextInt(3); k >= 0; k--) {
                    double penalty = -Math.pow(10, 4 + random.nextInt(9));
                    payoffs.set(random.nextInt(index.playerCount()), random.nextInt(size), penalty);
                }
            }
            case OFFSET -> {
                double offset = Math.pow(10, 3 + random.nextInt(11));
                for (int p = 0; p < index.playerCount(); p++) {
                    for (int a = 0; a < size; a++) {
                        payoffs.set(p, a, payoffs.get(p, a) + offset);
                    }
                }
            }
            case OTHERS -> {
                double greatest = Math.pow(10, 3 + random.nextInt(10));
                double[] added = new double[size];
                for (int a = 0; a < size; a++) {
                    added[a] = Math.rint((2 * random.nextDouble() - 1) * greatest);
                }
                for (int a = 0; a < size; a++) {
                    payoffs.set(player, a, payoffs.get(player, a) + added[(int) index.base(a, player)]);
                }
            }
            case SCALE -> {
                double scale = random.nextBoolean() ? 1e12 : 1e-12;
                for (int a = 0; a < size; a++) {
                    payoffs.set(player, a, payoffs.get(player, a) * scale);
                }
            }
            case COPY -> copy(payoffs, player, random);
            case CONSTANT_SUM -> {}
            case NOISE -> {
                for (int p = 0; p < 2; p++) {
                    for (int a = 0; a < size; a++) {
                        payoffs.set(p, a, payoffs.get(p, a) + 1e-9 * random.nextGaussian());
                    }
                }
            }
        }
    }

    /** Actions 0 and 1 of a player are means of the same scores, for all players, added up from either end. */
    private static void copy(PayoffTensor payoffs, int player, RandomGenerator random) {
        JointActionIndex index = payoffs.index();
        for (long a = 0; a < index.jointActionCount(); a++) {
            if (index.action(a, player) == 0) {
                for (int p = 0; p < index.playerCount(); p++) {
                    double[] scores = random.doubles(7).toArray();
                    double forwards = 0;
                    double backwards = 0;
                    for (int k = 0; k < scores.length; k++) {
                        forwards += scores[k];
                        backwards += scores[scores.length - 1 - k];
                    }
                    payoffs.set(p, a, forwards / scores.length);
                    payoffs.set(p, a + index.stride(player), backwards / scores.length);
                }
            }
        }
    }
}
