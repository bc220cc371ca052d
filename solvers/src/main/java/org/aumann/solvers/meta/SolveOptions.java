package org.aumann.solvers.meta;

import java.time.Duration;

/**
 * When a solve stops.
 *
 * @param tolerance largest violation of the optimality conditions, relative to the units of the gains, {@link
 *     org.aumann.core.equilibrium.GainUnits}
 * @param iterationLimit most iterations
 * @param timeLimit most wall-clock time; checked between passes over the tensor
 * @param seed for the solvers that draw
 */
public record SolveOptions(double tolerance, int iterationLimit, Duration timeLimit, long seed) {
    /** Checks the ranges. */
    public SolveOptions {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance (" + tolerance + ") must be in (0, 1)");
        }
        if (iterationLimit < 1) {
            throw new IllegalArgumentException("iterationLimit (" + iterationLimit + ") must be at least 1");
        }
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("timeLimit (" + timeLimit + ") must not be negative");
        }
    }

    /**
     * Tolerance 1e-9, 1000 iterations, ten minutes, seed 0.
     *
     * @return the defaults
     */
    public static SolveOptions defaults() {
        return new SolveOptions(1e-9, 1000, Duration.ofMinutes(10), 0);
    }

    /**
     * The same with another seed.
     *
     * @param seed for the solvers that draw
     * @return a copy
     */
    public SolveOptions withSeed(long seed) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed);
    }

    /**
     * The same with another tolerance.
     *
     * @param tolerance relative to the units of the gains
     * @return a copy
     */
    public SolveOptions withTolerance(double tolerance) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed);
    }

    /**
     * The same with another iteration limit.
     *
     * @param iterationLimit most iterations
     * @return a copy
     */
    public SolveOptions withIterationLimit(int iterationLimit) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed);
    }

    /**
     * The same with another time limit.
     *
     * @param timeLimit most wall-clock time
     * @return a copy
     */
    public SolveOptions withTimeLimit(Duration timeLimit) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed);
    }
}
