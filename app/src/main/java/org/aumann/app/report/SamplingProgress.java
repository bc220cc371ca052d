package org.aumann.app.report;

import org.aumann.solvers.empirical.SamplingRound;

/**
 * A round of adaptive sampling.
 *
 * @param round from 1
 * @param episodes played so far
 * @param status how the solve ended
 * @param largestGain estimate of the largest gain, payoff units
 * @param lower the largest gain is at least this
 * @param upper the largest gain is at most this
 */
public record SamplingProgress(
        int round, long episodes, String status, double largestGain, double lower, double upper) {
    /**
     * The progress that a round is.
     *
     * @param round the round
     * @return the progress
     */
    public static SamplingProgress of(SamplingRound round) {
        return new SamplingProgress(
                round.round(),
                round.episodes(),
                round.outcome().status(),
                round.certificate().largestGain(),
                round.certificate().lowerBound(),
                round.certificate().upperBound());
    }

    /**
     * The same for people.
     *
     * @return a short text
     */
    public String describe() {
        return "round " + round + ", " + Numbers.count(episodes, "episode") + ", largest gain in [" + Numbers.gap(lower)
                + ", " + Numbers.gap(upper) + "]";
    }
}
