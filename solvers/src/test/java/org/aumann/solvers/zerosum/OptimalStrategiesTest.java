package org.aumann.solvers.zerosum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.strategic.ReducedNormalForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimalStrategiesTest {
    private static final double TINY = 1e-12;

    private static PayoffTensor integers(int rows, int columns, int greatest, RandomGenerator random) {
        PayoffTensor payoffs = PayoffTensor.allocate(JointActionIndex.of(rows, columns), Precision.FLOAT64);
        for (long a = 0; a < (long) rows * columns; a++) {
            int payoff = random.nextInt(2 * greatest + 1) - greatest;
            payoffs.set(0, a, payoff);
            payoffs.set(1, a, -payoff);
        }
        return payoffs;
    }

    private static OptimalStrategies solved(ZeroSumMatrix matrix) {
        return OptimalStrategies.of(matrix, Deadline.never()).orElseThrow();
    }

    /** Every action is used or worse against the other strategy, and what is used is worth the value: ties, copies and all. */
    @ParameterizedTest
    @CsvSource({"3, 3, 1", "5, 9, 1", "9, 5, 2", "12, 40, 1", "40, 12, 3", "30, 30, 2", "1, 4, 2", "4, 1, 2"})
    void everyActionIsUsedOrWorse(int rows, int columns, int greatest) {
        for (int game = 0; game < 10; game++) {
            try (PayoffTensor payoffs = integers(rows, columns, greatest, new Philox(Seeds.seed(), game))) {
                ZeroSumMatrix.of(payoffs).ifPresent(matrix -> {
                    OptimalStrategies strategies = solved(matrix);
                    double[] x = strategies.rows();
                    double[] y = strategies.columns();
                    assertClose(
                            "sum",
                            IntStream.range(0, rows).mapToDouble(i -> x[i]).sum(),
                            1,
                            TINY,
                            0);
                    for (int i = 0; i < rows; i++) {
                        int row = i;
                        double worth = IntStream.range(0, columns)
                                .mapToDouble(j -> matrix.entry(row, j) * y[j])
                                .sum();
                        requireComplements("row " + i, x[i], strategies.value() - worth);
                    }
                    for (int j = 0; j < columns; j++) {
                        int column = j;
                        double worth = IntStream.range(0, rows)
                                .mapToDouble(i -> matrix.entry(i, column) * x[i])
                                .sum();
                        requireComplements("column " + j, y[j], worth - strategies.value());
                    }
                });
            }
        }
    }

    private static void requireComplements(String what, double probability, double slack) {
        assertThat(slack).as(what + ", " + Seeds.replay()).isGreaterThan(-TINY);
        if (probability > 0) {
            assertClose("slack of used " + what, slack, 0, TINY, 0);
        } else {
            assertThat(slack).as("slack of unused " + what).isGreaterThan(1e-9);
        }
    }

    @Test
    void kuhnPokerHasItsValue() {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        try (NormalFormGame game = ReducedNormalForm.of(tree).game()) {
            ZeroSumMatrix matrix = ZeroSumMatrix.of(game.payoffs()).orElseThrow();
            OptimalStrategies strategies = solved(matrix);
            ZeroSumEquilibria equilibria = new ZeroSumEquilibria(matrix, strategies);
            assertThat(equilibria.rows()).hasSize(8);
            assertThat(equilibria.columns()).hasSize(4);
            assertThat(equilibria.dimension()).isEqualTo(12);
        }
    }

    /** Scales, and terms that the co-player alone decides, hide nothing; a term of one's own action is another game. */
    @Test
    void interestsAreOpposedWhateverIsAddedForTheOthers() {
        RandomGenerator random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = integers(5, 7, 9, random)) {
            OptimalStrategies before = solved(ZeroSumMatrix.of(payoffs).orElseThrow());
            double[] ofRows = random.doubles(5).map(d -> Math.rint(1e12 * d)).toArray();
            double[] ofColumns = random.doubles(7).map(d -> Math.rint(1e12 * d)).toArray();
            for (int a = 0; a < 35; a++) {
                payoffs.set(0, a, 8 * payoffs.get(0, a) + ofColumns[a % 7]);
                payoffs.set(1, a, payoffs.get(1, a) + ofRows[a / 7]);
            }
            OptimalStrategies after = solved(ZeroSumMatrix.of(payoffs).orElseThrow());
            assertClose("rows", after.rows(), before.rows(), 1e-9);
            assertClose("columns", after.columns(), before.columns(), 1e-9);
            payoffs.set(0, 3, payoffs.get(0, 3) + 1);
            assertThat(ZeroSumMatrix.of(payoffs)).isEmpty();
        }
    }
}
