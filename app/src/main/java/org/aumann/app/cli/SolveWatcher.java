package org.aumann.app.cli;

import org.aumann.app.report.SolveProgress;
import org.aumann.solvers.meta.SolveListener;

/** Tells the output of a solve, at a {@link Pace}. */
final class SolveWatcher implements SolveListener {
    private final Output output;
    private final Pace pace = new Pace();

    SolveWatcher(Output output) {
        this.output = output;
    }

    @Override
    public void onIteration(String phase, long iteration, double residual) {
        if (pace.isDue()) {
            SolveProgress progress = SolveProgress.of(phase, iteration, residual, pace.seconds());
            output.status(progress.describe());
            output.event(() -> progress);
        }
    }
}
