package org.aumann.solvers.loop;

import java.time.Duration;

/** Time since the last lap. Not safe for use by several threads. */
public final class Stopwatch {
    private long last = System.nanoTime();

    /** Starts. */
    public Stopwatch() {}

    /**
     * Begins another lap.
     *
     * @return the time of the last one
     */
    public Duration lap() {
        long now = System.nanoTime();
        Duration lap = Duration.ofNanos(now - last);
        last = now;
        return lap;
    }
}
