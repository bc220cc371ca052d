package org.aumann.app.cli;

import org.aumann.app.report.SolveProgress;
import org.aumann.solvers.meta.SolveListener;

/** Tells the output of a solve, at most ten times a second: solvers can be faster than a reader. */
final class SolveWatcher implements SolveListener {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long PERIOD_NANOS = 100_000_000;

    private final Output output;
    private final long started = System.nanoTime();
    private long due = started;

    SolveWatcher(Output output) {
        this.output = output;
    }

    @Override
    public void onIteration(String phase, long iteration, double residual) {
        long now = System.nanoTime();
        if (now < due) {
            return;
        }
        due = now + PERIOD_NANOS;
        SolveProgress progress = SolveProgress.of(phase, iteration, residual, (now - started) / NANOS_PER_SECOND);
        output.status(progress.describe());
        output.event(() -> progress);
    }
}
