package org.aumann.app.report;

import org.aumann.solvers.empirical.SamplingRound;

/**
 * An event of adaptive sampling: a round.
 *
 * @param event {@code round}
 * @param round from 1
 * @param episodes played so far
 * @param status how the solve ended
 * @param largestGain estimate of the largest gain, payoff units
 * @param lower the largest gain is at least this
 * @param upper the largest gain is at most this
 */
public record SamplingProgress(
        String event, int round, long episodes, String status, double largestGain, double lower, double upper) {
    /**
     * The event of a round.
     *
     * @param round the round
     * @return the event
     */
    public static SamplingProgress of(SamplingRound round) {
        return new SamplingProgress(
                "round",
                round.round(),
                round.episodes(),
                round.outcome().status(),
                round.certificate().largestGain(),
                round.certificate().lowerBound(),
                round.certificate().upperBound());
    }

    /**
     * The event for people.
     *
     * @return a short text
     */
    public String describe() {
        return "round " + round + ", " + Numbers.count(episodes, "episode") + ", largest gain in [" + Numbers.gap(lower)
                + ", " + Numbers.gap(upper) + "]";
    }
}
