package org.aumann.app.task;

import java.nio.file.Path;
import java.time.Duration;
import org.aumann.app.report.JalDocument;
import org.aumann.app.report.JalIterationDocument;
import org.aumann.app.report.StationaryPolicyDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.Loop;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.stochastic.JointActionIteration;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.QLearning;
import org.aumann.solvers.stochastic.QLearningOptions;
import org.aumann.solvers.stochastic.Selection;
import org.aumann.solvers.stochastic.StationaryEquilibrium;
import org.aumann.solvers.stochastic.ValueIteration;
import org.jspecify.annotations.Nullable;

/**
 * Plans, learns or solves a stochastic game for a stationary joint policy, and certifies it.
 *
 * @param game a file, or a game of the catalogue of stochastic games
 * @param method what finds the policy
 * @param limits when it ends
 * @param backend the back end
 * @param out file for the policy, if any
 */
public record JalTask(
        String game,
        JalMethod method,
        LoopLimits limits,
        BackendChoice backend,
        @Nullable Path out) implements Task {
    /** Refuses a back end that cannot run, and a file that cannot be written. */
    public JalTask {
        if (out != null) {
            StationaryPolicyDocument.requireWritable(out);
        }
        backend = backend.needing(method.needs());
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + game);
        StochasticModel model = GameSource.stochastic(game);
        try (ComputeBackend opened = backend.open(model.successorCount())) {
            LoopWatcher watcher = new LoopWatcher(listener, limits.iterations());
            try (Loop<JointActionIteration, JointActionResult> loop =
                    loop(model, opened, iteration -> tell(iteration, watcher))) {
                BackendChoice.log(opened, listener);
                return run(loop, how(model, opened), watcher);
            }
        }
    }

    private boolean run(Loop<JointActionIteration, JointActionResult> loop, JalDocument.Run how, LoopWatcher watcher) {
        watcher.start(JalIterationDocument.header());
        long started = System.nanoTime();
        JointActionResult result = loop.run();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        TaskListener listener = watcher.listener();
        listener.row("");
        listener.result(JalDocument.of(result, how, elapsed));
        if (out != null) {
            StationaryPolicyDocument.of(result.policy()).write(out);
        }
        return result.status() != Status.STALLED && result.status() != Status.SOLVER_FAILURE;
    }

    private JalDocument.Run how(StochasticModel model, ComputeBackend opened) {
        boolean isNormalised = method instanceof JalMethod.Learning(QLearningOptions options) && options.isNormalised();
        return new JalDocument.Run(
                method.id(),
                method.selected().map(Selection::id).orElse(null),
                isNormalised ? 1 - model.discount() : 1,
                method instanceof JalMethod.Stationary ? "none" : opened.id());
    }

    private Loop<JointActionIteration, JointActionResult> loop(
            StochasticModel model, ComputeBackend opened, LoopListener<JointActionIteration> listener) {
        return switch (method) {
            case JalMethod.Planning(Selection selection) ->
                new ValueIteration(model, selection, opened, limits, listener);
            case JalMethod.Learning(QLearningOptions options) -> {
                if (options.isNormalised() && model.discount() == 1) {
                    throw new InvalidInputException("--normalise: found a game of discount 1, expected one below 1");
                }
                yield new QLearning(model, options, opened, limits, listener);
            }
            case JalMethod.Stationary _ -> new StationaryEquilibrium(model, limits, listener);
        };
    }

    /** All iterations for programs; for people those of round numbers, as there may be thousands. */
    private static void tell(JointActionIteration iteration, LoopWatcher watcher) {
        JalIterationDocument document = JalIterationDocument.of(iteration);
        if (isRound(iteration.number())) {
            watcher.ended(iteration.number(), document.row(), document);
        } else {
            watcher.passed(iteration.number(), document);
        }
    }

    /** Whether a number is 1, 2 or 5 times a power of ten. */
    private static boolean isRound(int number) {
        int digits = number;
        while (digits % 10 == 0) {
            digits /= 10;
        }
        return digits == 1 || digits == 2 || digits == 5;
    }
}
