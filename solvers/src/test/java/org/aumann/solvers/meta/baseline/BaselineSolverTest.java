package org.aumann.solvers.meta.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.aumann.core.Seeds;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.program.StrictDominance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineSolverTest {
    private static SolveReport solve(PayoffTensor payoffs, String id) {
        try (ComputeBackend backend = Backends.named("reference")) {
            return MetaSolvers.named(id, 0)
                    .solve(
                            MetaGame.of(payoffs),
                            backend,
                            SolveOptions.defaults().withSeed(Seeds.seed()))
                    .report();
        }
    }

    /** Player 1's middle action of three is dominated; player 0's first one once it is gone. */
    private static PayoffTensor partlyDominated() {
        return PayoffTensor.of(JointActionIndex.of(3, 3), new double[] {0, 9, 0, 1, 0, 2, 2, 0, 1}, new double[] {
            1, 0, 2, 3, -1, 1, 1, 0, 3
        });
    }

    @Test
    void theUniformDistributionOfWhatSurvives() {
        try (PayoffTensor payoffs = partlyDominated()) {
            SolveReport report = solve(payoffs, "undominated_uni");
            assertThat(report.sigma().toArray()).containsExactly(0, 0, 0, .25, 0, .25, .25, 0, .25);
            assertThat(report.notes()).contains("strictly dominated actions eliminated: 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"undominated_rj", "undominated_rd"})
    void drawsStayAmongTheSurvivors(String id) {
        try (PayoffTensor payoffs = partlyDominated()) {
            double[] sigma = solve(payoffs, id).sigma().toArray();
            for (int dominated : new int[] {0, 1, 2, 4, 7}) {
                assertThat(sigma[dominated]).as(Seeds.replay()).isZero();
            }
        }
    }

    /** Where nothing is dominated, the same seed gives the same distribution with and without elimination. */
    @ParameterizedTest
    @ValueSource(strings = {"uni", "rj", "rd"})
    void nothingDominatedNothingChanged(String id) {
        try (PayoffTensor payoffs =
                RandomGames.gaussian(JointActionIndex.of(3, 2, 3), Precision.FLOAT32, new Philox(Seeds.seed()))) {
            for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                for (int p = 0; p < payoffs.playerCount(); p++) {
                    boolean agree = payoffs.index().action(a, 0) % 2
                            == payoffs.index().action(a, 2) % 2
                                    + payoffs.index().action(a, 1) % 2;
                    payoffs.set(p, a, payoffs.index().action(a, p) == 0 || agree ? 1 : 0);
                }
            }
            boolean any = StrictDominance.of(payoffs).eliminatesAny();
            double[] without = solve(payoffs, "undominated_" + id).sigma().toArray();
            assertThat(any).isFalse();
            assertThat(without).isEqualTo(solve(payoffs, id).sigma().toArray());
        }
    }
}
