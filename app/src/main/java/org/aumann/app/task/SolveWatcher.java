package org.aumann.app.task;

import org.aumann.app.report.SolveProgress;
import org.aumann.solvers.meta.SolveListener;

/** Tells a listener of a solve, at a {@link Pace}. */
final class SolveWatcher implements SolveListener {
    private final TaskListener listener;
    private final Pace pace = new Pace();

    SolveWatcher(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public void onIteration(String phase, long iteration, double residual) {
        if (pace.isDue()) {
            SolveProgress progress = new SolveProgress(phase, iteration, residual, pace.seconds());
            listener.status(progress.describe());
            listener.event("solve", progress);
        }
    }
}
