package org.aumann.solvers.psro;

import java.time.Duration;

/**
 * When a Joint PSRO run ends.
 *
 * @param tolerance a gap of the full game at or below this is closed, relative to the widest range of a player's payoffs
 * @param patience iterations at a closed gap and without a novel best response before the run ends: in a row, or, with
 *     exploration, since the reported welfare last rose; 0 ends at the first closed gap
 * @param iterations most iterations
 * @param time most wall-clock time
 */
public record JointPsroLimits(double tolerance, int patience, int iterations, Duration time) {
    /** Checks the ranges. */
    public JointPsroLimits {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance (" + tolerance + ") must be at least 0");
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience (" + patience + ") must be at least 0");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations (" + iterations + ") must be at least 1");
        }
    }

    /**
     * Tolerance 1e-6, patience 5, 40 iterations, one hour.
     *
     * @return the defaults
     */
    public static JointPsroLimits defaults() {
        return new JointPsroLimits(1e-6, 5, 40, Duration.ofHours(1));
    }
}
