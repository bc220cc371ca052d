package org.aumann.app.report;

import org.jspecify.annotations.Nullable;

/**
 * An event of a solve.
 *
 * @param event {@code solve}
 * @param phase what the solver is doing
 * @param iteration from 1
 * @param residual largest violation of the optimality conditions, relative; null where it is not finite
 * @param seconds since the start
 */
public record SolveProgress(
        String event,
        String phase,
        long iteration,
        @Nullable Double residual,
        double seconds) {
    /**
     * The event of an iteration.
     *
     * @param phase what the solver is doing
     * @param iteration from 1
     * @param residual largest violation of the optimality conditions, relative
     * @param seconds since the start
     * @return the event
     */
    public static SolveProgress of(String phase, long iteration, double residual, double seconds) {
        return new SolveProgress("solve", phase, iteration, Double.isFinite(residual) ? residual : null, seconds);
    }

    /**
     * The event for people.
     *
     * @return a short text
     */
    public String describe() {
        return phase + ", iteration " + Numbers.count(iteration)
                + (residual == null ? "" : ", residual " + Numbers.gap(residual));
    }
}
