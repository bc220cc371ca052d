package org.aumann.app.report;

import org.aumann.solvers.meta.ObjectiveBounds;
import org.jspecify.annotations.Nullable;

/**
 * The objective with its bracket; null where a number is infinite or there is none.
 *
 * @param value of the returned distribution
 * @param lower bound on the optimum
 * @param upper bound on the optimum
 */
public record ObjectiveSummary(
        @Nullable Double value,
        @Nullable Double lower,
        @Nullable Double upper) {
    /**
     * The summary of bounds.
     *
     * @param bounds an objective
     * @return its summary
     */
    public static ObjectiveSummary of(ObjectiveBounds bounds) {
        return new ObjectiveSummary(finite(bounds.value()), finite(bounds.lower()), finite(bounds.upper()));
    }

    private static @Nullable Double finite(double bound) {
        return Double.isFinite(bound) ? bound : null;
    }

    void writeTo(TextReport text) {
        text.line("objective", Numbers.bound(value) + bracket());
    }

    private String bracket() {
        if (lower != null && upper != null) {
            return ", optimum in [" + Numbers.value(lower) + ", " + Numbers.value(upper) + "]";
        }
        if (upper != null) {
            return ", optimum at most " + Numbers.value(upper);
        }
        return lower == null ? "" : ", optimum at least " + Numbers.value(lower);
    }
}
