package org.aumann.app.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.aumann.app.report.MeanFieldDocument;
import org.aumann.app.report.MeanFieldIterationDocument;
import org.aumann.app.report.MediatorDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.meanfield.FictitiousPlay;
import org.aumann.solvers.meanfield.MeanFieldBaseline;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.aumann.solvers.meanfield.MeanFieldLearner;
import org.aumann.solvers.meanfield.MeanFieldPsro;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.MeanFieldPsroResult;
import org.aumann.solvers.meanfield.OnlineMirrorDescent;
import org.jspecify.annotations.Nullable;

/**
 * Runs mean-field PSRO, or a baseline, on a mean-field game.
 *
 * @param game a game of the catalogue of mean-field games
 * @param method what solves it
 * @param options how it goes; a baseline looks at the concept and the limits only
 * @param learningRate of mirror descent
 * @param backend the back end
 * @param out file for the mediator with its policies, if any
 */
public record MfpsroTask(
        String game,
        MeanFieldMethod method,
        MeanFieldPsroOptions options,
        double learningRate,
        BackendChoice backend,
        @Nullable Path out)
        implements Task {
    /** Refuses what a baseline cannot find, a back end that cannot run, and a file that cannot be written. */
    public MfpsroTask {
        MeanFieldConcept concept = options.concept();
        if (method != MeanFieldMethod.PSRO && concept != MeanFieldConcept.NASH) {
            throw new InvalidInputException("--method " + method.id() + " --concept "
                    + concept.name().toLowerCase(Locale.ROOT) + ": the baselines look for nash");
        }
        if (out != null) {
            MediatorDocument.requireWritable(out);
        }
        backend = backend.needing(method == MeanFieldMethod.PSRO ? Set.of(Capability.MEAN_FIELDS) : Set.of());
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + game);
        MeanFieldModel model = GameSource.meanField(game);
        try (ComputeBackend opened = backend.open(model.successorCount())) {
            BackendChoice.log(opened, listener);
            LoopWatcher watcher = new LoopWatcher(listener, options.limits().iterations());
            watcher.start(MeanFieldIterationDocument.header());
            long started = System.nanoTime();
            MeanFieldPsroResult result = result(model, opened, iteration -> {
                MeanFieldIterationDocument document = MeanFieldIterationDocument.of(iteration);
                watcher.ended(iteration.iteration(), document.row(), document);
            });
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            String runBy = method == MeanFieldMethod.PSRO ? opened.id() : "none";
            listener.row("");
            listener.result(MeanFieldDocument.of(result, method.id(), options.concept(), model, runBy, elapsed));
            if (out != null) {
                MediatorDocument.of(result.policies(), result.mediator()).write(out);
            }
            return true;
        }
    }

    private MeanFieldPsroResult result(
            MeanFieldModel model, ComputeBackend opened, LoopListener<MeanFieldIteration> listener) {
        if (method == MeanFieldMethod.PSRO) {
            try (MeanFieldPsro psro = new MeanFieldPsro(model, opened, options, listener)) {
                return psro.run();
            }
        }
        MeanFieldLearner baseline = method == MeanFieldMethod.FICTITIOUS_PLAY
                ? new FictitiousPlay(model)
                : new OnlineMirrorDescent(model, learningRate);
        try (MeanFieldBaseline run = new MeanFieldBaseline(baseline, options.limits(), listener)) {
            return run.run();
        }
    }
}
