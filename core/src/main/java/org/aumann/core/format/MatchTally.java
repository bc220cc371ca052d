package org.aumann.core.format;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What agents scored in the matches of one kind: the number of matches, and for each of some places the exact sums of its
 * scores and of their squares, so that means do not depend on the order of the matches.
 */
final class MatchTally {
    private final Dyadic[] sums;
    private final Dyadic[] squares;
    private long count;

    /**
     * No matches.
     *
     * @param places how many scores are told apart
     */
    MatchTally(int places) {
        sums = new Dyadic[places];
        squares = new Dyadic[places];
        Arrays.fill(sums, Dyadic.ZERO);
        Arrays.fill(squares, Dyadic.ZERO);
    }

    /**
     * Counts a match.
     *
     * @param scores per place, of all agents that share it together. Not modified.
     */
    void add(Dyadic[] scores) {
        count++;
        for (int k = 0; k < scores.length; k++) {
            sums[k] = sums[k].plus(scores[k]);
            squares[k] = squares[k].plus(scores[k].times(scores[k]));
        }
    }

    /**
     * Number of matches.
     *
     * @return at least 1 once there is one
     */
    long count() {
        return count;
    }

    /**
     * Mean score.
     *
     * @param place from 0
     * @param sharing how many agents share it
     * @return the float64 number that is nearest to it
     */
    double mean(int place, int sharing) {
        return sums[place].over(BigInteger.valueOf(count).multiply(BigInteger.valueOf(sharing)));
    }

    /**
     * Standard error of the mean score: {@code s / sqrt(m)} with the sample standard deviation {@code s} of the means of
     * the {@code m} matches.
     *
     * @param place from 0
     * @param sharing how many agents share it
     * @return payoff units; not a number after a single match
     */
    double standardError(int place, int sharing) {
        if (count < 2) {
            return Double.NaN;
        }
        Dyadic scatter = squares[place].times(count).minus(sums[place].times(sums[place]));
        BigInteger matches = BigInteger.valueOf(count);
        BigInteger divisor = matches.multiply(matches)
                .multiply(BigInteger.valueOf(count - 1))
                .multiply(BigInteger.valueOf((long) sharing * sharing));
        return Math.sqrt(scatter.over(divisor));
    }
}
