package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The event that an outer iteration of {@code aumann mfpsro} has ended.
 *
 * @param event {@code iteration}
 * @param iteration the iteration, as in the history
 */
public record MeanFieldProgress(String event, @JsonUnwrapped MeanFieldIterationDocument iteration) {
    /**
     * The event of an iteration.
     *
     * @param iteration the iteration
     * @return the event
     */
    public static MeanFieldProgress of(MeanFieldIterationDocument iteration) {
        return new MeanFieldProgress("iteration", iteration);
    }
}
