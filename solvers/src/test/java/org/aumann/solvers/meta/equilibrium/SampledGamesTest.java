package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Games whose models are over a sample of their joint actions. */
class SampledGamesTest {
    private static final double TOLERANCE = 1e-8;

    /** Twice what these games take; with quadratic models a Gini solve took up to 289. */
    private static final int EVALUATIONS = 60;

    @ParameterizedTest
    @CsvSource({
        "mecce, 'rank(players=5,actions=8,seed=1)'",
        "mgcce, 'rank(players=5,actions=8,seed=1)'",
        "mece, 'rank(players=5,actions=8,seed=1)'",
        "mgce, 'rank(players=5,actions=8,seed=1)'",
        "mecce, 'covariant(players=3,actions=30,seed=2)'",
        "mgcce, 'covariant(players=3,actions=30,seed=2)'",
        "mgcce, 'zero_sum(actions=150,seed=3)'"
    })
    void isSolvedInFewEvaluations(String solver, String specification) {
        try (ComputeBackend backend = Backends.named("cpu");
                NormalFormGame game = (NormalFormGame) GameCatalogue.game(specification)) {
            double range = game.payoffs().range(0).width();
            MetaSolver metaSolver = MetaSolvers.named(solver, 1e-3 * range);
            SolveOutcome outcome = metaSolver.solve(
                    MetaGame.of(game.payoffs()),
                    backend,
                    SolveOptions.defaults().withTolerance(TOLERANCE));
            assertThat(outcome).as(outcome.status()).isInstanceOf(SolveOutcome.Optimal.class);
            SolveReport report = outcome.report();
            double gain = report.certificate().gap(metaSolver.concept()).largestGain();
            assertThat(gain).isLessThanOrEqualTo((1e-3 + 2 * TOLERANCE) * range);
            assertThat(report.evaluations()).isLessThanOrEqualTo(EVALUATIONS);
        }
    }

    /** Without time there is an answer all the same, with what it lacks. */
    @Test
    void theClockEndsASolve() {
        try (ComputeBackend backend = Backends.named("cpu");
                NormalFormGame game = (NormalFormGame) GameCatalogue.game("rank(players=5,actions=8,seed=1)")) {
            SolveOutcome outcome = MetaSolvers.named("mgcce", 0)
                    .solve(
                            MetaGame.of(game.payoffs()),
                            backend,
                            SolveOptions.defaults().withTimeLimit(Duration.ZERO));
            assertThat(outcome).as(outcome.status()).isInstanceOf(SolveOutcome.TimeLimit.class);
            assertThat(outcome.report().evaluations()).isLessThanOrEqualTo(2);
        }
    }
}
