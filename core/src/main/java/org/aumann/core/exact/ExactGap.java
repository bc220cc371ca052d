package org.aumann.core.exact;

import java.util.List;

/**
 * How far a distribution is from an equilibrium, exactly. Payoff units.
 *
 * <pre>{@code
 * cceGap_p = max(0, max_d gain[p][d])      ceGap_p = Σ_r max(0, max_d gain[p][r][d])
 * }</pre>
 *
 * @param largestGainPerPlayer the largest gain of a single deviation, with its sign; 0 for a player with one action
 * @param perPlayer the gap of every player
 */
public record ExactGap(List<Fraction> largestGainPerPlayer, List<Fraction> perPlayer) {
    /** Copies the lists. */
    public ExactGap {
        largestGainPerPlayer = List.copyOf(largestGainPerPlayer);
        perPlayer = List.copyOf(perPlayer);
    }

    /**
     * The largest gain of any single deviation, with its sign.
     *
     * @return payoff units
     */
    public Fraction largestGain() {
        return largestGainPerPlayer.stream().reduce(Fraction::max).orElse(Fraction.ZERO);
    }

    /**
     * The smallest ε for which the distribution is an ε-equilibrium.
     *
     * @return at least 0
     */
    public Fraction epsilon() {
        return largestGain().max(Fraction.ZERO);
    }

    /**
     * Whether no deviation gains anything, without a tolerance.
     *
     * @return true for an equilibrium
     */
    public boolean isEquilibrium() {
        return largestGain().signum() <= 0;
    }

    /**
     * The sum of the players' gaps.
     *
     * @return payoff units, at least 0
     */
    public Fraction sum() {
        return perPlayer.stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    /**
     * The largest of the players' gaps.
     *
     * @return payoff units, at least 0
     */
    public Fraction max() {
        return perPlayer.stream().reduce(Fraction.ZERO, Fraction::max);
    }
}
