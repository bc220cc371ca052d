package org.aumann.solvers.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
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
}
