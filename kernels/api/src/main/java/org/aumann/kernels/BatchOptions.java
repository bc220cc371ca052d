package org.aumann.kernels;

/**
 * What the games of a batch are solved to.
 *
 * @param epsilon gain that a deviation may have, relative to the most that any of its player can change; a positive one gives
 *     every game an interior and bounded multipliers, a negative one may be infeasible
 * @param tolerance largest residual, relative likewise
 * @param iterationLimit most Newton steps for a game
 */
public record BatchOptions(double epsilon, double tolerance, int iterationLimit) {
    /** Games that need more than half of it are rare, see docs/design-notes.md. */
    private static final int ITERATION_LIMIT = 100;

    /** Checks the ranges. */
    public BatchOptions {
        if (!Double.isFinite(epsilon)) {
            throw new IllegalArgumentException("epsilon (" + epsilon + ") must be finite");
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance (" + tolerance + ") must be in (0, 1)");
        }
        if (iterationLimit < 1) {
            throw new IllegalArgumentException("iterationLimit (" + iterationLimit + ") must be at least 1");
        }
    }

    /**
     * ε = 0, tolerance 1e-9, 100 iterations.
     *
     * @return the defaults
     */
    public static BatchOptions defaults() {
        return new BatchOptions(0, 1e-9, ITERATION_LIMIT);
    }

    /**
     * The same with another ε.
     *
     * @param epsilon relative to the most that a deviation can change
     * @return a copy
     */
    public BatchOptions withEpsilon(double epsilon) {
        return new BatchOptions(epsilon, tolerance, iterationLimit);
    }

    /**
     * The same with another tolerance.
     *
     * @param tolerance relative to the most that a deviation can change
     * @return a copy
     */
    public BatchOptions withTolerance(double tolerance) {
        return new BatchOptions(epsilon, tolerance, iterationLimit);
    }

    /**
     * The same with another iteration limit.
     *
     * @param iterationLimit most Newton steps for a game
     * @return a copy
     */
    public BatchOptions withIterationLimit(int iterationLimit) {
        return new BatchOptions(epsilon, tolerance, iterationLimit);
    }
}
