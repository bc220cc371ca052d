package org.aumann.solvers.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.api.Test;

class ProjectedReplicatorTest {
    private static final double[] BIASED = {0, -0.25, 0.5, 0.25, 0, -0.05, -0.5, 0.05, 0};

    private static SolveOutcome solve(PayoffTensor payoffs) {
        try (ComputeBackend backend = Backends.named("cpu")) {
            return new ProjectedReplicator().solve(MetaGame.of(payoffs), backend, SolveOptions.defaults());
        }
    }

    private static PayoffTensor zeroSum(double scale, double shift, double... payoffs) {
        return PayoffTensor.of(
                JointActionIndex.of(3, 3),
                Arrays.stream(payoffs).map(u -> scale * u + shift).toArray(),
                Arrays.stream(payoffs).map(u -> -u).toArray());
    }

    @Test
    void theAverageIsNearTheEquilibriumOfAZeroSumGame() {
        double[] nash = {1 / 16.0, 10 / 16.0, 5 / 16.0};
        try (PayoffTensor payoffs = zeroSum(1, 0, BIASED)) {
            SolveReport report = solve(payoffs).report();
            assertClose("row", report.sigma().marginal(0), nash, 0.02);
            assertClose("column", report.sigma().marginal(1), nash, 0.02);
            assertThat(report.certificate().gap(SolutionConcept.CCE).max()).isLessThan(0.005);
            assertThat(report.notes()).anyMatch(note -> note.contains("NashConv"));
        }
    }

    /** Powers of two and integers change no rounding, so that the dynamics are the same to the last bits. */
    @Test
    void unitsDoNotMatter() {
        try (PayoffTensor payoffs = zeroSum(1, 0, 0, -1, 2, 1, 0, -1, -2, 1, 0);
                PayoffTensor scaled = zeroSum(1024, 0, 0, -1, 2, 1, 0, -1, -2, 1, 0)) {
            assertClose(
                    "sigma",
                    solve(scaled).report().sigma().toArray(),
                    solve(payoffs).report().sigma().toArray(),
                    1e-12);
        }
    }

    /** Defection has all but the floor, 1e-6; what that costs is the residual. */
    @Test
    void theFloorKeepsItOffPureEquilibria() {
        try (PayoffTensor payoffs =
                PayoffTensor.of(JointActionIndex.of(2, 2), new double[] {5, 0, 10, 1}, new double[] {5, 10, 0, 1})) {
            SolveOutcome outcome = solve(payoffs);
            assertClose("cooperation", outcome.report().sigma().marginal(0)[0], 1e-6, 1e-8, 0);
            assertThat(outcome).isInstanceOf(SolveOutcome.IterationLimit.class);
            if (outcome instanceof SolveOutcome.IterationLimit(SolveReport _, double residual)) {
                assertClose("residual", residual, 2e-7, 2e-9, 0);
            }
        }
    }

    @Test
    void aProductOfStrategiesComesOut() {
        try (PayoffTensor payoffs = zeroSum(1, 0, BIASED)) {
            SolveReport report = solve(payoffs).report();
            double[] row = report.sigma().marginal(0);
            double[] column = report.sigma().marginal(1);
            for (int a = 0; a < 9; a++) {
                assertClose("product", report.sigma().probability(a), row[a / 3] * column[a % 3], 1e-12, 0);
            }
        }
    }
}
