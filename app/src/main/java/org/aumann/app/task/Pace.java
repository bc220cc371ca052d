package org.aumann.app.task;

/** Whether it is time to say something again: at most ten times a second, as solvers can be faster than a reader. */
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long PERIOD_NANOS = 100_000_000;

    private final long started = System.nanoTime();
    private long due = started;

    /** Whether a period is over; the next one then begins. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - due < 0) {
            return false;
        }
        due = now + PERIOD_NANOS;
        return true;
    }

    /** Seconds since the start. */
    double seconds() {
        return (System.nanoTime() - started) / NANOS_PER_SECOND;
    }
}
