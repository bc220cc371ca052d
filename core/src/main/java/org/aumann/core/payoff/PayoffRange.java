package org.aumann.core.payoff;

import java.util.List;
import org.aumann.core.InvalidInputException;

/**
 * Smallest and largest payoff of a player.
 *
 * @param least payoff units
 * @param greatest payoff units
 */
public record PayoffRange(double least, double greatest) {
    /** Below, probabilities times differences lose digits: float64 has all of them down to 2.2e-308. */
    private static final double LEAST_WIDTH = 1e-290;

    /**
     * Largest minus smallest.
     *
     * @return payoff units, at least 0
     */
    public double width() {
        return greatest - least;
    }

    /**
     * Checks that sums and differences of payoffs are numbers with all their digits.
     *
     * @param ranges of all players, finite
     * @throws InvalidInputException if the payoffs of a player differ by more than float64 holds, or by less than
     *     {@value #LEAST_WIDTH} but not by 0, or those of all players together exceed float64
     */
    public static void requireCalculable(List<PayoffRange> ranges) {
        double sum = 0;
        for (int p = 0; p < ranges.size(); p++) {
            PayoffRange range = ranges.get(p);
            double width = range.width();
            if (Double.isInfinite(width) || (width > 0 && width < LEAST_WIDTH)) {
                throw new InvalidInputException("payoffs of player " + p + " (" + range.least + " to " + range.greatest
                        + ") must differ by 0, or by " + LEAST_WIDTH + " to " + Double.MAX_VALUE);
            }
            sum += Math.max(Math.abs(range.least), Math.abs(range.greatest));
        }
        if (Double.isInfinite(sum)) {
            throw new InvalidInputException(
                    "payoffs of all players together must be at most " + Double.MAX_VALUE + " in magnitude");
        }
    }

    /**
     * Whether both ends are finite numbers.
     *
     * @return false if any payoff is infinite or not a number
     */
    public boolean isFinite() {
        return Double.isFinite(least) && Double.isFinite(greatest);
    }
}
