package org.aumann.solvers.nash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ConstantSumNash} and {@link RegretNash}. */
class NashTest {
    private static final double[] BIASED = {0, -0.25, 0.5, 0.25, 0, -0.05, -0.5, 0.05, 0};

    private static final int ITERATIONS = 100;

    private static SolveOutcome solve(String id, PayoffTensor payoffs) {
        SolveOptions options = SolveOptions.defaults()
                .withTolerance(1e-9)
                .withIterationLimit(ITERATIONS)
                .withSeed(Seeds.seed());
        try (ComputeBackend backend = Backends.named("cpu")) {
            return MetaSolvers.named(id, 0).solve(MetaGame.of(payoffs), backend, options);
        }
    }

    private static SolveReport solved(String id, PayoffTensor payoffs) {
        SolveOutcome outcome = solve(id, payoffs);
        assertThat(outcome).as("%s", outcome).isInstanceOf(SolveOutcome.Optimal.class);
        return outcome.report();
    }

    private static PayoffTensor constantSum(double sum, int columns, double... payoffs) {
        return PayoffTensor.of(
                JointActionIndex.of(payoffs.length / columns, columns),
                payoffs,
                Arrays.stream(payoffs).map(u -> sum - u).toArray());
    }

    /** Spec 02: the equilibrium of biased rock-paper-scissors is (1, 10, 5) / 16 for both; also with a constant sum of 3. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 3})
    void biasedRockPaperScissors(double sum) {
        double[] nash = {1 / 16.0, 10 / 16.0, 5 / 16.0};
        try (PayoffTensor payoffs = constantSum(sum, 3, BIASED)) {
            SolveReport report = solved("nash", payoffs);
            assertClose("row", report.sigma().marginal(0), nash, 1e-9);
            assertClose("column", report.sigma().marginal(1), nash, 1e-9);
            assertClose("value", report.objective().value(), 0, 1e-12, 0);
            assertClose("lower", report.objective().lower(), 0, 1e-12, 0);
            assertClose("upper", report.objective().upper(), 0, 1e-12, 0);
            assertThat(report.notes()).anyMatch(note -> note.contains("exploitability"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero_sum(actions=30x30,seed=1)",
                "zero_sum(actions=30x30,seed=2,repeated=true)",
                "zero_sum(actions=30x30,seed=3,repeated=true)",
                "zero_sum(actions=7x30,seed=4)",
                "zero_sum(actions=1x5,seed=5)",
                "zero_sum(actions=5x1,seed=6)",
                "matrix_rps"
            })
    void bothSidesMeetInTheValue(String specification) {
        try (NormalFormGame game = (NormalFormGame) GameCatalogue.game(specification)) {
            PayoffTensor payoffs = game.payoffs();
            SolveReport report = solved("nash", payoffs);
            double range = payoffs.range(0).width();
            double value = report.objective().value();
            assertThat(report.objective().lower()).isLessThanOrEqualTo(value + 1e-12 * range);
            assertThat(report.objective().upper()).isGreaterThanOrEqualTo(value - 1e-12 * range);
            assertClose(
                    "bracket", report.objective().upper(), report.objective().lower(), 1e-9 * range, 0);
            assertThat(report.certificate().gap(SolutionConcept.CE).largestGain())
                    .isLessThan(1e-9 * range);
            SolveOutcome learnt = solve("regret_nash", payoffs);
            assertClose("value of play", learnt.report().certificate().values()[0], value, 1e-4 * range, 0);
        }
    }

    /** Payoffs that were rounded to float32, one by one, still have a constant sum. */
    @Test
    void roundedPayoffsAreConstantSum() {
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = PayoffTensor.allocate(JointActionIndex.of(6, 5), Precision.FLOAT32)) {
            for (long a = 0; a < 30; a++) {
                double payoff = 100 * random.nextGaussian();
                payoffs.set(0, a, payoff);
                payoffs.set(1, a, 77.7 - payoff);
            }
            SolveReport report = solved("nash", payoffs);
            assertThat(report.certificate().gap(SolutionConcept.CE).largestGain())
                    .isLessThan(1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"matrix_pd", "matrix_shapleys_game", "congestion(players=3,actions=3,seed=1)"})
    void otherGamesAreRefusedWithAnAlternative(String specification) {
        try (NormalFormGame game = (NormalFormGame) GameCatalogue.game(specification)) {
            assertThatThrownBy(() -> solve("nash", game.payoffs()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be")
                    .hasMessageContaining("regret_nash")
                    .hasMessageNotContaining("\n");
        }
    }

    /** The strategies of the last round become pure; their average never does. */
    @Test
    void pureEquilibriaAreFoundExactly() {
        try (NormalFormGame game = (NormalFormGame) GameCatalogue.game("matrix_pd")) {
            SolveReport report = solved("regret_nash", game.payoffs());
            assertThat(report.sigma().toArray()).containsExactly(0, 0, 0, 1);
            assertThat(report.notes()).noneMatch(note -> note.contains("exploitability"));
        }
    }

    /** Three players, no guarantee: whatever the status, the residual is the largest best-response gain. */
    @Test
    void theResidualIsThatOfTheProduct() {
        try (NormalFormGame game = (NormalFormGame) GameCatalogue.game("covariant(players=3,actions=8,seed=2)")) {
            SolveOutcome outcome = solve("regret_nash", game.payoffs());
            assertThat(outcome).isInstanceOf(SolveOutcome.IterationLimit.class);
            double[] gains =
                    outcome.report().certificate().gap(SolutionConcept.CCE).largestGainPerPlayer();
            double expected = 0;
            for (int p = 0; p < gains.length; p++) {
                expected =
                        Math.max(expected, gains[p] / game.payoffs().spread(p).largestDifference());
            }
            if (outcome instanceof SolveOutcome.IterationLimit(SolveReport _, double residual)) {
                assertClose("residual", residual, expected, 1e-9, 1e-6);
            }
        }
    }
}
