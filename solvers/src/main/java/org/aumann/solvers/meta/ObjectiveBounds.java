package org.aumann.solvers.meta;

/**
 * An objective that is maximised, with what is proven about its optimum.
 *
 * @param value the objective of the returned distribution
 * @param lower a lower bound on the optimum at the certified ε (the value itself)
 * @param upper an upper bound on the optimum at the asked ε, from weak duality; infinite where none is known
 */
public record ObjectiveBounds(double value, double lower, double upper) {
    /**
     * An objective of which nothing else is known.
     *
     * @param value the objective
     * @return bounds with an infinite upper end
     */
    public static ObjectiveBounds unbounded(double value) {
        return new ObjectiveBounds(value, value, Double.POSITIVE_INFINITY);
    }
}
