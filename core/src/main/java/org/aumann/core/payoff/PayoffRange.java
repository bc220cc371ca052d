package org.aumann.core.payoff;

/**
 * Smallest and largest payoff of a player.
 *
 * @param least payoff units
 * @param greatest payoff units
 */
public record PayoffRange(double least, double greatest) {
    /**
     * Largest minus smallest.
     *
     * @return payoff units, at least 0
     */
    public double width() {
        return greatest - least;
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
