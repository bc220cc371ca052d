package org.aumann.app.report;

import java.time.Duration;

/** Durations as JSON has them. */
final class Durations {
    private static final double NANOS_PER_SECOND = 1e9;

    private Durations() {}

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
