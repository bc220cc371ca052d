package org.aumann.core.payoff;

/**
 * How far the payoffs of a player lie apart: over all joint actions, and over the player's own actions while the
 * co-players stand still.
 *
 * <pre>{@code
 * difference(a_{-p}) = max_d G_p(d, a_{-p}) − min_d G_p(d, a_{-p})
 * }</pre>
 *
 * <p>Only the differences matter for equilibria: what is added to all payoffs of a player against the same
 * {@code a_{-p}} changes no gain, but may be most of the range. Differences that are {@linkplain
 * Precision#isRounding rounding} count as 0.
 *
 * @param range smallest and largest payoff
 * @param largestDifference the largest of the differences, payoff units, at least 0
 * @param typicalDifference the power of two above their lower quartile, those that are 0 apart, or the largest if that is
 *     less; payoff units, at least 0
 */
public record PayoffSpread(PayoffRange range, double largestDifference, double typicalDifference) {
    /** Payoffs that are this much larger than the differences cost three digits of them. */
    private static final double FAR = 0x1p10;

    /** A difference that is this much larger than the typical one is a penalty, or a prize. */
    private static final double RARE = 0x1p10;

    /**
     * Whether sums of payoffs lose much of the differences: they are small beside the payoffs themselves.
     *
     * @return false for a player whose choices do not matter
     */
    public boolean isOffset() {
        double magnitude = Math.max(Math.abs(range.least()), Math.abs(range.greatest()));
        return largestDifference > 0 && magnitude > FAR * largestDifference;
    }

    /**
     * Whether some differences are much larger than the others, so that a tolerance relative to the largest is none
     * for the others.
     *
     * @return false for a player whose choices do not matter
     */
    public boolean hasOutliers() {
        return largestDifference > RARE * typicalDifference;
    }

    /**
     * What gains of the player are compared with: the largest difference or, with outliers, the typical one.
     *
     * @return payoff units; 0 for a player whose choices do not matter
     */
    public double unit() {
        return hasOutliers() ? typicalDifference : largestDifference;
    }
}
