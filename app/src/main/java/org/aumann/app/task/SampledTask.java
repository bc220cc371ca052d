package org.aumann.app.task;

import java.util.EnumSet;
import java.util.Set;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.Plays;
import org.aumann.app.report.SamplingProgress;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.strategic.ReducedNormalForm;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.RolloutOperator;
import org.aumann.solvers.empirical.AdaptiveSampling;
import org.aumann.solvers.empirical.SamplingOptions;
import org.aumann.solvers.empirical.SamplingResult;
import org.aumann.solvers.empirical.SamplingResult.Decision;
import org.aumann.solvers.empirical.TreeEpisodes;
import org.aumann.solvers.meta.SolveOutcome;

/** A solve of a game over its reduced pure strategies, known by episodes. */
final class SampledTask implements Task {
    private final SolveRequest request;
    private final SamplingOptions sampling;
    private final BackendChoice choice;

    SampledTask(SolveRequest request, SamplingOptions sampling) {
        this.request = request;
        this.sampling = sampling;
        request.reading().requirePlain(request.game(), "a game to be sampled");
        Set<Capability> needs = EnumSet.of(Capability.ROLLOUTS);
        needs.addAll(request.solver().needs());
        this.choice = request.backend().needing(needs);
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + request.game());
        GameTree tree = GameSource.tree(request.game());
        ReducedNormalForm form = ReducedNormalForm.withoutPayoffs(tree);
        try (NormalFormGame game = form.game();
                ComputeBackend backend = choice.open(sampling.episodes());
                RolloutOperator operator = backend.rollouts(tree)) {
            if (request.out() != null) {
                DistributionFiles.requireWritable(request.out(), game);
            }
            request.settings().requirePlayers(tree.playerCount());
            AdaptiveSampling.requireInRange(sampling, game.payoffs().index());
            BackendChoice.log(backend, listener);
            TreeEpisodes episodes = new TreeEpisodes(tree, operator, form.policies(tree));
            SamplingResult result = new AdaptiveSampling(
                            episodes, request.solver(), backend, sampling, request.options())
                    .run(game.payoffs(), new SolveWatcher(listener), round -> {
                        SamplingProgress progress = SamplingProgress.of(round);
                        listener.status(progress.describe());
                        listener.event("round", progress);
                    });
            boolean decided = result.decision() == Decision.EQUILIBRIUM || result.decision() == Decision.NOT_ASKED;
            boolean solved = decided && result.last().outcome() instanceof SolveOutcome.Optimal;
            JointDistribution sigma = result.last().outcome().report().sigma();
            listener.result(
                    SolveDocument.of(result, sampling, GameSummary.of(tree), Plays.of(game, sigma), backend.id()));
            if (solved && request.out() != null) {
                DistributionFiles.write(sigma, game, request.out());
            }
            return solved;
        }
    }
}
