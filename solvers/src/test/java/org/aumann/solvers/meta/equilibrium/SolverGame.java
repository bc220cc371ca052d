package org.aumann.solvers.meta.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;

/**
 * A small game that meta-solvers must solve, by name.
 *
 * @param name what it is, for people
 * @param payoffs makes its tensor, the same at every call; the caller closes it
 */
public record SolverGame(String name, Function<String, PayoffTensor> payoffs) {
    /**
     * Makes the tensor.
     *
     * @return the payoffs, which the caller closes
     */
    public PayoffTensor open() {
        return payoffs.apply(name);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * Games without and with interior, equilibria that are unique, strict or neither, and ties of every kind.
     *
     * @return all of them
     */
    public static List<SolverGame> all() {
        return Stream.concat(regular(), degenerate()).toList();
    }

    /** Random payoffs: no ties. */
    static Stream<SolverGame> regular() {
        return Stream.of(
                gaussian(2, 2),
                gaussian(3, 2),
                gaussian(4, 3),
                gaussian(5, 4),
                gaussian(2, 3, 2),
                gaussian(3, 3, 4),
                gaussian(2, 3, 2, 2),
                catalogued("rank(actions=5x4,seed=3)"),
                catalogued("rank(actions=3x3x3,seed=4)"),
                catalogued("covariant(actions=4x3x2,rho=-0.4,seed=5)"),
                catalogued("covariant(actions=4x4,rho=0.9,seed=6)"));
    }

    /** Ties, no interior, or nothing to choose. */
    static Stream<SolverGame> degenerate() {
        return Stream.of(
                new SolverGame(
                        "constant 3x2", _ -> RandomGames.constant(JointActionIndex.of(3, 2), Precision.FLOAT64, -2.5)),
                new SolverGame("one player, 5 actions", _ -> random(5)),
                new SolverGame("no choice 1x3", _ -> random(1, 3)),
                new SolverGame("duplicated actions 4x3", _ -> duplicated()),
                new SolverGame("dominated chain 4x4", _ -> dominatedChain()),
                new SolverGame("integers 3x3x2", _ -> integers(3, 3, 2)),
                new SolverGame("integers 4x4", _ -> integers(4, 4)),
                catalogued("zero_sum(actions=4x4,seed=7)"),
                catalogued("zero_sum(actions=5x3,seed=8,repeated=true)"),
                catalogued("coordination(players=3,actions=3,seed=9)"),
                catalogued("congestion(players=3,actions=3,seed=10)"),
                catalogued("dispersion(players=3,actions=3)"),
                catalogued("matrix_pd"),
                catalogued("matrix_shapleys_game"));
    }

    private static SolverGame gaussian(int... shape) {
        return new SolverGame("gaussian " + JointActionIndex.of(shape), _ -> random(shape));
    }

    private static SolverGame catalogued(String specification) {
        return new SolverGame(specification, name -> ((NormalFormGame) GameCatalogue.game(name)).payoffs());
    }

    private static PayoffTensor random(int... shape) {
        return RandomGames.gaussian(JointActionIndex.of(shape), Precision.FLOAT64, new Philox(Seeds.seed()));
    }

    /** Payoffs −1, 0 or 1: many best responses. */
    private static PayoffTensor integers(int... shape) {
        Philox random = new Philox(Seeds.seed());
        PayoffTensor payoffs = PayoffTensor.allocate(JointActionIndex.of(shape), Precision.FLOAT64);
        for (int p = 0; p < shape.length; p++) {
            for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                payoffs.set(p, a, random.nextInt(-1, 2));
            }
        }
        return payoffs;
    }

    /** The row player's actions 0 and 1 are the same, and 2 and 3; so are the column player's 1 and 2. */
    private static PayoffTensor duplicated() {
        try (PayoffTensor distinct = random(2, 2)) {
            return PhysicalCopies.of(distinct, new int[][] {{2, 2}, {1, 2}});
        }
    }

    /** Each action is strictly dominated once the ones before it are gone: (3, 3) is the only equilibrium. */
    private static PayoffTensor dominatedChain() {
        int actions = 4;
        List<Double> row = new ArrayList<>();
        List<Double> column = new ArrayList<>();
        for (int r = 0; r < actions; r++) {
            for (int c = 0; c < actions; c++) {
                row.add(r - 2.0 * Math.max(0, r - c - 1) * r);
                column.add(c - 2.0 * Math.max(0, c - r - 1) * c);
            }
        }
        return PayoffTensor.of(
                JointActionIndex.of(actions, actions),
                row.stream().mapToDouble(Double::doubleValue).toArray(),
                column.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
