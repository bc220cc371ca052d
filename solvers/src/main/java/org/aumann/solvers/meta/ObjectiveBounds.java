package org.aumann.solvers.meta;

/**
 * An objective that is maximised, with what is known about its optimum.
 *
 * @param value the objective of the returned distribution
 * @param lower what the optimum is at least: the objective of the returned distribution, if it is within ε but for rounding;
 *     −∞ where nothing is known
 * @param upper what the optimum is at most, from weak duality; infinite where nothing is known
 */
public record ObjectiveBounds(double value, double lower, double upper) {
    /** What sums of float64 numbers may be off by, relative to the largest of them. */
    private static final double ROUNDING = 0x1p-46;

    /**
     * An objective of whose optimum nothing is known.
     *
     * @param value the objective
     * @return infinite bounds
     */
    public static ObjectiveBounds unknown(double value) {
        return new ObjectiveBounds(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Bounds that were computed in float64, rounded outwards by what their arithmetic may be off. Where they contradict each
     * other, violations that are taken for rounding were none, and the lower one says nothing.
     *
     * @param value the objective
     * @param lower bound as computed
     * @param upper bound as computed
     * @param magnitude of the numbers that were added up
     * @return the bounds
     */
    public static ObjectiveBounds rounded(double value, double lower, double upper, double magnitude) {
        double rounding = ROUNDING * Math.max(Math.abs(magnitude), Math.abs(value));
        boolean isContradiction = lower - rounding > upper + rounding;
        return new ObjectiveBounds(
                value, isContradiction ? Double.NEGATIVE_INFINITY : lower - rounding, upper + rounding);
    }
}
