package org.aumann.app.report;

import org.jspecify.annotations.Nullable;

/**
 * How far a solve is.
 *
 * @param phase what the solver is doing
 * @param iteration from 1
 * @param residual largest violation of the optimality conditions, relative; null where it is not finite
 * @param seconds since the start
 */
public record SolveProgress(
        String phase, long iteration, @Nullable Double residual, double seconds) {
    /** Has no residual that is not finite. */
    public SolveProgress {
        residual = residual == null || !Double.isFinite(residual) ? null : residual;
    }

    /**
     * The same for people.
     *
     * @return a short text
     */
    public String describe() {
        return phase + ", iteration " + Numbers.count(iteration)
                + (residual == null ? "" : ", residual " + Numbers.gap(residual));
    }
}
