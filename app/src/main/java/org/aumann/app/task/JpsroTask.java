package org.aumann.app.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.IterationDocument;
import org.aumann.app.report.JpsroDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.GameTree;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.RolloutOperator;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.aumann.solvers.psro.JointPsro;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.JointPsroParts;
import org.aumann.solvers.psro.JointPsroResult;
import org.aumann.solvers.psro.RolloutPayoffs;
import org.jspecify.annotations.Nullable;

/**
 * Runs Joint PSRO on an extensive game.
 *
 * @param game a file or a game of the catalogue
 * @param options how the run goes
 * @param episodes of every joint policy, whose means the payoffs are; null for exact payoffs
 * @param settings those that its meta-solvers were made with
 * @param backend the back end
 * @param out folder for the distribution with its policies, if any
 */
public record JpsroTask(
        String game,
        JointPsroOptions options,
        @Nullable Long episodes,
        SelectionSettings settings,
        BackendChoice backend,
        @Nullable Path out)
        implements Task {
    /** Refuses no episodes, settings that no meta-solver looks at, a back end that cannot run, and a folder that cannot be written. */
    public JpsroTask {
        if (out != null) {
            new PolicyFolder(out).requireWritable();
        }
        if (episodes != null && !(episodes >= 1 && episodes <= EpisodeDraws.EPISODE_LIMIT)) {
            throw new InvalidInputException("--episodes (" + episodes + ") must be at least 1 and at most "
                    + EpisodeDraws.EPISODE_LIMIT + " of a joint policy");
        }
        UsedSettings.require(settings, false, options.train(), options.eval());
        backend = backend.needing(options.needs());
        if (episodes != null) {
            backend = backend.needing(Set.of(Capability.ROLLOUTS));
        }
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + game);
        GameTree tree = GameSource.tree(game);
        settings.requirePlayers(tree.playerCount());
        try (ComputeBackend opened = backend.open(tree)) {
            BackendChoice.log(opened, listener);
            LoopWatcher watcher = new LoopWatcher(listener, options.limits().iterations());
            watcher.start(IterationDocument.header());
            long started = System.nanoTime();
            JointPsroResult result = result(tree, opened, watcher);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            listener.row("");
            listener.result(JpsroDocument.of(result, options, episodes, GameSummary.of(tree), opened.id(), elapsed));
            if (out != null) {
                new PolicyFolder(out)
                        .write(tree, result.policies(), result.evaluation().sigma());
            }
            return result.status() != Status.SOLVER_FAILURE;
        }
    }

    private JointPsroResult result(GameTree tree, ComputeBackend opened, LoopWatcher watcher) {
        if (episodes == null) {
            return result(tree, opened, UnaryOperator.identity(), watcher);
        }
        try (RolloutOperator rollouts = opened.rollouts(tree)) {
            return result(
                    tree,
                    opened,
                    parts -> parts.withPayoffs(new RolloutPayoffs(tree, rollouts, episodes, options.seed())),
                    watcher);
        }
    }

    private JointPsroResult result(
            GameTree tree, ComputeBackend opened, UnaryOperator<JointPsroParts> parts, LoopWatcher watcher) {
        try (JointPsro jpsro = new JointPsro(tree, opened, options, parts, iteration -> {
            IterationDocument document = IterationDocument.of(iteration);
            watcher.ended(iteration.iteration(), document.row(), document);
        })) {
            return jpsro.run();
        }
    }
}
