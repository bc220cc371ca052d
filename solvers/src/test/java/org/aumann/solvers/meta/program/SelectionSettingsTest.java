package org.aumann.solvers.meta.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.aumann.core.Tolerances.assertClose;

import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.RunnableBackends;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights, tilt, prior, an ε a player and its unit, on Chicken. */
class SelectionSettingsTest {
    private static final SelectionSettings DEFAULTS = SelectionSettings.defaults();

    /** Chicken, player 0's payoffs scaled and shifted. */
    private static PayoffTensor chicken(double factor, double shift) {
        double[] first = {0, 7, 2, 6};
        for (int a = 0; a < first.length; a++) {
            first[a] = factor * first[a] + shift;
        }
        return PayoffTensor.of(JointActionIndex.of(2, 2), first, new double[] {0, 2, 7, 6});
    }

    private static SolveReport solve(PayoffTensor payoffs, String backend, String id, SelectionSettings settings) {
        try (ComputeBackend runs = Backends.named(backend)) {
            SolveOutcome outcome =
                    MetaSolvers.named(id, settings).solve(MetaGame.of(payoffs), runs, SolveOptions.defaults());
            assertThat(outcome).as(outcome.toString()).isInstanceOf(SolveOutcome.Optimal.class);
            return outcome.report();
        }
    }

    private static Stream<String> backends() {
        return RunnableBackends.ids();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anEquilibriumIsClosestToItself(String backend) {
        try (PayoffTensor payoffs = chicken(1, 0)) {
            JointDistribution prior = solve(payoffs, backend, "mgce", DEFAULTS).sigma();
            SolveReport report = solve(payoffs, backend, "rece", DEFAULTS.withPrior(prior));
            assertClose("sigma", report.sigma().toArray(), prior.toArray(), 1e-7);
            assertClose("relative entropy", report.objective().value(), 0, 1e-9, 0);
        }
    }

    /** With the uniform prior, or none, it is maximum entropy up to log J. */
    @ParameterizedTest
    @MethodSource("backends")
    void theUniformPriorIsNone(String backend) {
        try (PayoffTensor payoffs = chicken(1, 0)) {
            double[] expected = {.14834372, .29668743, .29668743, .25828141};
            JointDistribution uniform = JointDistribution.uniform(payoffs.index());
            SolveReport with = solve(payoffs, backend, "recce", DEFAULTS.withPrior(uniform));
            SolveReport without = solve(payoffs, backend, "recce", DEFAULTS);
            assertClose("sigma", with.sigma().toArray(), expected, 1e-6);
            assertClose("sigma", without.sigma().toArray(), expected, 1e-6);
            assertClose(
                    "objective", with.objective().value(), without.objective().value() - Math.log(4), 1e-9, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aPriorMustBePositive(String backend) {
        try (PayoffTensor payoffs = chicken(1, 0);
                ComputeBackend runs = Backends.named(backend)) {
            JointDistribution pure = JointDistribution.of(payoffs.index(), 0, 1, 0, 0);
            MetaSolver solver = MetaSolvers.named("rece", DEFAULTS.withPrior(pure));
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> solver.solve(MetaGame.of(payoffs), runs, SolveOptions.defaults()))
                    .withMessageContaining("the prior has probability 0.0 at joint action [0, 0]");
        }
    }

    /** The more welfare counts the more there is, up to the most that an equilibrium has, 10.5. */
    @ParameterizedTest
    @MethodSource("backends")
    void tiltRaisesWelfare(String backend) {
        try (PayoffTensor payoffs = chicken(1, 0)) {
            for (String id : List.of("mgce", "mece")) {
                double welfare = Double.NEGATIVE_INFINITY;
                for (double tilt : new double[] {0, 0.02, 0.1, 100}) {
                    SolveReport report = solve(payoffs, backend, id, DEFAULTS.withTilt(tilt));
                    double next = report.certificate().welfare();
                    assertThat(next).as(id + " tilted by " + tilt).isGreaterThan(welfare);
                    double spread = id.equals("mgce")
                            ? report.certificate().gini()
                            : report.certificate().entropy();
                    assertClose("objective of " + id, report.objective().value(), spread + tilt * next, 1e-9, 1e-9);
                    welfare = next;
                }
                assertClose("welfare of " + id, welfare, 10.5, 0.01, 0);
            }
        }
    }

    /** The best correlated equilibrium for player 0 is the pure one it wants: (dare, chicken), 7 and 2. */
    @ParameterizedTest
    @MethodSource("backends")
    void weightsChooseTheWelfare(String backend) {
        try (PayoffTensor payoffs = chicken(1, 0)) {
            SolveReport report = solve(payoffs, backend, "mwce", DEFAULTS.withWeights(List.of(1.0, 0.0)));
            assertClose("sigma", report.sigma().toArray(), new double[] {0, 1, 0, 0}, 1e-9);
            assertClose("objective", report.objective().value(), 7, 1e-9, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyPlayerHasItsEpsilon(String backend) {
        try (PayoffTensor payoffs = chicken(1, 0)) {
            for (String id : List.of("mwce", "mgce", "mece", "mwcce")) {
                SolveReport report = solve(payoffs, backend, id, DEFAULTS.withEpsilons(List.of(0.1, -0.01)));
                SolutionConcept concept = id.endsWith("cce") ? SolutionConcept.CCE : SolutionConcept.CE;
                double[] gains = report.certificate().gap(concept).largestGainPerPlayer();
                assertThat(gains[0]).as(id).isLessThanOrEqualTo(0.1 + 1e-7).isGreaterThan(0.01);
                assertThat(gains[1]).as(id).isLessThanOrEqualTo(-0.01 + 1e-7);
                assertThat(report.epsilons()).containsExactly(0.1, -0.01);
            }
        }
    }

    /** An ε in parts of the range does not see the units of a player's payoffs; one in payoff units does. */
    @ParameterizedTest
    @MethodSource("backends")
    void rangesMakePayoffsInvariant(String backend) {
        SelectionSettings relative = DEFAULTS.withEpsilon(0.01).withUnit(GainUnit.RANGE);
        try (PayoffTensor payoffs = chicken(1, 0);
                PayoffTensor scaled = chicken(1_000, -50)) {
            for (String id : List.of("mgce", "mecce", "min_epsilon_mgce", "approx_mece")) {
                assertClose(
                        id,
                        solve(scaled, backend, id, relative).sigma().toArray(),
                        solve(payoffs, backend, id, relative).sigma().toArray(),
                        1e-6);
            }
            SelectionSettings absolute = DEFAULTS.withEpsilon(0.07);
            double[] plain = solve(payoffs, backend, "mgce", absolute).sigma().toArray();
            double[] other = solve(scaled, backend, "mgce", absolute).sigma().toArray();
            assertThat(Math.abs(plain[0] - other[0])).isGreaterThan(1e-4);
        }
    }
}
