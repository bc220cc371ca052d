package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The event that an iteration of {@code aumann jpsro} has ended.
 *
 * @param event {@code iteration}
 * @param iteration the iteration, as in the history
 */
public record IterationProgress(String event, @JsonUnwrapped IterationDocument iteration) {
    /**
     * The event of an iteration.
     *
     * @param iteration the iteration
     * @return the event
     */
    public static IterationProgress of(IterationDocument iteration) {
        return new IterationProgress("iteration", iteration);
    }
}
