package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.Arrays;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zero-sum games: the equilibria have no interior, and the multipliers of a maximum Gini one reach thousands. */
class DegenerateGamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero_sum(actions=40,seed=2)",
                "zero_sum(actions=40,seed=3)",
                "zero_sum(actions=40,repeated=true,seed=1)"
            })
    void theMaximumGiniCoarseEquilibriumIsFound(String specification) {
        try (ComputeBackend backend = Backends.named("reference");
                NormalFormGame game = (NormalFormGame) GameCatalogue.game(specification)) {
            SolveOutcome outcome =
                    MetaSolvers.named("mgcce", 0).solve(MetaGame.of(game.payoffs()), backend, SolveOptions.defaults());
            assertThat(outcome).as(outcome.status()).isInstanceOf(SolveOutcome.Optimal.class);
            double range = game.payoffs().range(0).width();
            SolveReport report = outcome.report();
            assertThat(report.certificate().gap(SolutionConcept.CCE).largestGain())
                    .isLessThanOrEqualTo(1e-9 * range);
            double impurity = report.objective().value();
            assertClose("impurity", impurity, report.objective().upper(), 1e-9 * (1 - impurity), 0);
        }
    }

    /** All 1 740 rows are tight: a Newton step on the dual would cost their number cubed. */
    @ParameterizedTest
    @ValueSource(strings = {"mgce", "mece", "mwce", "min_epsilon_mece"})
    void correlatedEquilibriaOfThirtyActionsAreFound(String id) {
        try (ComputeBackend backend = Backends.named("cpu");
                NormalFormGame game =
                        (NormalFormGame) GameCatalogue.game("zero_sum(actions=30,repeated=true,seed=1)")) {
            SolveOptions options = SolveOptions.defaults().withTimeLimit(Duration.ofMinutes(1));
            SolveOutcome outcome = MetaSolvers.named(id, 0).solve(MetaGame.of(game.payoffs()), backend, options);
            assertThat(outcome).as(outcome.toString()).isInstanceOf(SolveOutcome.Optimal.class);
            double range = game.payoffs().range(0).width();
            SolveReport report = outcome.report();
            assertThat(report.certificate().gap(SolutionConcept.CE).largestGain())
                    .isLessThanOrEqualTo(1e-9 * range);
            double width = report.objective().upper() - report.objective().value();
            assertThat(width).isLessThanOrEqualTo(1e-6 * Math.max(1, range));
        }
    }

    /** Every σ leaves somebody a gain: that is said, whatever method would have found an equilibrium. */
    @ParameterizedTest
    @ValueSource(strings = {"mgce", "mece", "mwce"})
    void anEpsilonBelowTheSmallestIsInfeasible(String id) {
        try (ComputeBackend backend = Backends.named("cpu");
                NormalFormGame game = (NormalFormGame) GameCatalogue.game("zero_sum(actions=16,seed=1)")) {
            double range = game.payoffs().range(0).width();
            SolveOutcome outcome = MetaSolvers.named(id, -0.01 * range)
                    .solve(MetaGame.of(game.payoffs()), backend, SolveOptions.defaults());
            assertThat(outcome).as(outcome.toString()).isInstanceOf(SolveOutcome.Infeasible.class);
            assertThat(outcome.report().certificate().gap(SolutionConcept.CE).largestGain())
                    .isLessThanOrEqualTo(1e-6 * range);
        }
    }

    /** An answer comes within a second after the time limit, whatever the solver was in the middle of. */
    @ParameterizedTest
    @ValueSource(strings = {"mgce", "mece", "mwce", "min_epsilon_mgce", "fsmgce", "compressed_regretce"})
    void theClockEndsEverySolve(String id) {
        try (ComputeBackend backend = Backends.named("cpu");
                NormalFormGame game =
                        (NormalFormGame) GameCatalogue.game("zero_sum(actions=30,repeated=true,seed=1)")) {
            Duration limit = Duration.ofMillis(200);
            MetaSolver solver = MetaSolvers.named(id, 0);
            solver.prepare();
            long start = System.nanoTime();
            SolveOutcome outcome = solver.solve(
                    MetaGame.of(game.payoffs()),
                    backend,
                    SolveOptions.defaults().withTimeLimit(limit));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            assertThat(elapsed).isLessThan(limit.plusSeconds(2)); // a second, and one for machines that are busy
            assertThat(outcome.status()).isIn("optimal", "iteration_limit", "time_limit");
            double sum = Arrays.stream(outcome.report().sigma().toArray()).sum();
            assertClose("sum", sum, 1, 1e-9, 0);
        }
    }
}
