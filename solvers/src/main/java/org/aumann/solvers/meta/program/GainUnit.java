package org.aumann.solvers.meta.program;

/** What an ε counts: how much a deviation may gain. */
public enum GainUnit {
    /** Payoff units, the same for every player. */
    PAYOFF,
    /**
     * Parts of each player's own payoff range: the answer does not change when a player's payoffs are shifted or
     * scaled, as the set of (coarse) correlated equilibria does not.
     */
    RANGE;

    /**
     * How much a gain of 1 is for a player whose payoffs span a range.
     *
     * @param payoffRange what a player's own choice changes, payoff units
     * @return payoff units
     */
    public double of(double payoffRange) {
        return this == PAYOFF || payoffRange == 0 ? 1 : payoffRange;
    }
}
