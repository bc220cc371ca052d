package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
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
import org.aumann.solvers.meta.SolveOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worst that equilibria of a game can be. */
class LeastWelfareTest {
    private static double welfare(PayoffTensor payoffs, String id) {
        try (ComputeBackend backend = Backends.named("cpu")) {
            SolveOutcome outcome =
                    MetaSolvers.named(id, 0).solve(MetaGame.of(payoffs), backend, SolveOptions.defaults());
            assertThat(outcome).as(Seeds.replay()).isInstanceOf(SolveOutcome.Optimal.class);
            double welfare =
                    Arrays.stream(outcome.report().certificate().values()).sum();
            if (id.startsWith("lw")) {
                assertClose("objective", outcome.report().objective().value(), -welfare, 1e-9, 1e-9);
            }
            return welfare;
        }
    }

    /**
     * Both get 1 for the first action, 2 for the second, nothing if they differ. Of recommendations (s, s/2, s/2, s/4) each is
     * just followed, so that the miscoordinated ones are as likely as they can be: 2 · 4/9 + 4 · 1/9.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ce", "cce"})
    void ofACoordinationGame(String concept) {
        double[] payoff = {1, 0, 0, 2};
        try (PayoffTensor payoffs = PayoffTensor.of(JointActionIndex.of(2, 2), payoff, payoff)) {
            assertClose("least welfare", welfare(payoffs, "lw" + concept), 4.0 / 3, 1e-9, 0);
            assertClose("welfare", welfare(payoffs, "mw" + concept), 4, 1e-9, 0);
        }
    }

    /** No equilibrium of another objective is worse, and a coarse one may be worse than a correlated one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void nothingIsWorse(int seed) {
        try (PayoffTensor payoffs =
                RandomGames.gaussian(JointActionIndex.of(3, 4, 2), Precision.FLOAT64, new Philox(Seeds.seed(), seed))) {
            double least = welfare(payoffs, "lwcce");
            assertThat(welfare(payoffs, "lwce")).as(Seeds.replay()).isGreaterThanOrEqualTo(least - 1e-8);
            for (String id : new String[] {"mgcce", "mecce", "mwcce", "rvcce", "mgce"}) {
                assertThat(welfare(payoffs, id))
                        .as("%s, %s", id, Seeds.replay())
                        .isGreaterThanOrEqualTo(least - 1e-8);
            }
        }
    }
}
