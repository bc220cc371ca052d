package org.aumann.solvers.loop;

import java.time.Duration;
import org.aumann.core.InvalidInputException;

/**
 * When a loop ends.
 *
 * @param tolerance a certified gap at or below this is closed, relative to what the loop says
 * @param patience iterations at a closed gap and without anything new before the loop ends; 0 ends at the first closed gap
 * @param iterations most iterations, at least 1
 * @param time most wall-clock time
 */
public record LoopLimits(double tolerance, int patience, int iterations, Duration time) {
    /** Checks the ranges. */
    public LoopLimits {
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("tolerance (" + tolerance + ") must be a finite number, at least 0");
        }
        if (patience < 0) {
            throw new InvalidInputException("patience (" + patience + ") must be at least 0");
        }
        if (iterations < 1) {
            throw new InvalidInputException("iterations (" + iterations + ") must be at least 1");
        }
    }

    /**
     * The same with another tolerance.
     *
     * @param other a gap at or below this is closed
     * @return a copy
     */
    public LoopLimits withTolerance(double other) {
        return new LoopLimits(other, patience, iterations, time);
    }

    /**
     * The same with another patience.
     *
     * @param other quiet iterations before the loop ends
     * @return a copy
     */
    public LoopLimits withPatience(int other) {
        return new LoopLimits(tolerance, other, iterations, time);
    }

    /**
     * The same with another limit of iterations.
     *
     * @param other most iterations
     * @return a copy
     */
    public LoopLimits withIterations(int other) {
        return new LoopLimits(tolerance, patience, other, time);
    }

    /**
     * The same with another time limit.
     *
     * @param other most wall-clock time
     * @return a copy
     */
    public LoopLimits withTime(Duration other) {
        return new LoopLimits(tolerance, patience, iterations, other);
    }
}
