package org.aumann.solvers.meanfield;

import org.aumann.core.InvalidInputException;

/**
 * Additive noise of the payoffs that a restricted-game solver sees: {@code J + ε}, ε the average of several independent
 * samples of N(0, σ²). Muller et al. 2021, section 5.4.
 *
 * @param deviation σ, at least 0, in reward units
 * @param sampleCount number of samples that are averaged, at least 1
 */
public record PayoffNoise(double deviation, int sampleCount) {
    /** Exact payoffs. */
    public static final PayoffNoise NONE = new PayoffNoise(0, 1);

    /** Checks the numbers. */
    public PayoffNoise {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("noise (" + deviation + ") must be a finite number, at least 0");
        }
        if (sampleCount < 1) {
            throw new InvalidInputException("noise samples (" + sampleCount + ") must be at least 1");
        }
    }

    /** Standard deviation of the average. */
    double ofAverage() {
        return deviation / Math.sqrt(sampleCount);
    }
}
