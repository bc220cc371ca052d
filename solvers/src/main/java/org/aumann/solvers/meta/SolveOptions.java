package org.aumann.solvers.meta;

import java.time.Duration;
import org.aumann.core.Deadline;

/**
 * When a solve stops.
 *
 * @param tolerance largest violation of the optimality conditions, relative to the units of the gains, {@link
 *     org.aumann.core.equilibrium.GainUnits}
 * @param iterationLimit most iterations
 * @param timeLimit most wall-clock time from the start of the solve
 * @param seed for the solvers that draw
 * @param deadline ends the solve too, and may be cancelled
 */
public record SolveOptions(double tolerance, int iterationLimit, Duration timeLimit, long seed, Deadline deadline) {
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
        return new SolveOptions(1e-9, 1000, Duration.ofMinutes(10), 0, Deadline.never());
    }

    /**
     * The same with another seed.
     *
     * @param seed for the solvers that draw
     * @return a copy
     */
    public SolveOptions withSeed(long seed) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed, deadline);
    }

    /**
     * The same with another tolerance.
     *
     * @param tolerance relative to the units of the gains
     * @return a copy
     */
    public SolveOptions withTolerance(double tolerance) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed, deadline);
    }

    /**
     * The same with another iteration limit.
     *
     * @param iterationLimit most iterations
     * @return a copy
     */
    public SolveOptions withIterationLimit(int iterationLimit) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed, deadline);
    }

    /**
     * The same with another time limit.
     *
     * @param timeLimit most wall-clock time
     * @return a copy
     */
    public SolveOptions withTimeLimit(Duration timeLimit) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed, deadline);
    }

    /**
     * The same with another deadline.
     *
     * @param deadline of the work that the solve is a part of
     * @return a copy
     */
    public SolveOptions withDeadline(Deadline deadline) {
        return new SolveOptions(tolerance, iterationLimit, timeLimit, seed, deadline);
    }
}
