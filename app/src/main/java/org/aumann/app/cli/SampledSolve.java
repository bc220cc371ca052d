package org.aumann.app.cli;

import org.aumann.app.report.GameSummary;
import org.aumann.app.report.Plays;
import org.aumann.app.report.SamplingProgress;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.ReducedNormalForm;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.RolloutOperator;
import org.aumann.solvers.empirical.AdaptiveSampling;
import org.aumann.solvers.empirical.SamplingOptions;
import org.aumann.solvers.empirical.SamplingResult;
import org.aumann.solvers.empirical.SamplingResult.Decision;
import org.aumann.solvers.empirical.TreeEpisodes;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.program.SelectionSettings;

/** {@code aumann solve --episodes}: a game over its reduced pure strategies, known by episodes. */
final class SampledSolve {
    private final MetaSolver solver;
    private final SamplingOptions sampling;
    private final SolveOptions options;
    private final SelectionSettings settings;
    private final SigmaOption out;

    SampledSolve(
            MetaSolver solver,
            SamplingOptions sampling,
            SolveOptions options,
            SelectionSettings settings,
            SigmaOption out) {
        this.solver = solver;
        this.sampling = sampling;
        this.options = options;
        this.settings = settings;
        this.out = out;
    }

    /** Samples, solves, writes and prints; an {@link ExitStatus}. */
    int run(String name, BackendChoice choice, Output output) {
        GameTree tree = GameSource.tree(name);
        ReducedNormalForm form = ReducedNormalForm.withoutPayoffs(tree);
        try (NormalFormGame game = form.game();
                ComputeBackend backend = choice.open(sampling.episodes());
                RolloutOperator operator = backend.rollouts(tree)) {
            out.requireWritable(game);
            settings.requirePlayers(tree.playerCount());
            AdaptiveSampling.requireInRange(sampling, game.payoffs().index());
            BackendChoice.log(backend, output);
            TreeEpisodes episodes = new TreeEpisodes(tree, operator, form.policies(tree));
            SamplingResult result = new AdaptiveSampling(episodes, solver, backend, sampling, options)
                    .run(game.payoffs(), new SolveWatcher(output), round -> {
                        SamplingProgress progress = SamplingProgress.of(round);
                        output.status(progress.describe());
                        output.event(() -> progress);
                    });
            boolean decided = result.decision() == Decision.EQUILIBRIUM || result.decision() == Decision.NOT_ASKED;
            boolean solved = decided && result.last().outcome() instanceof SolveOutcome.Optimal;
            JointDistribution sigma = result.last().outcome().report().sigma();
            output.result(
                    SolveDocument.of(result, sampling, GameSummary.of(tree), Plays.of(game, sigma), backend.id()));
            if (solved) {
                out.write(sigma, game);
            }
            return solved ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }
}
