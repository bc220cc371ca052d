package org.aumann.core.regret;

/**
 * Learning rate of the rules that weigh actions by exponentials or products:
 * {@code η_t = scale · t^{−exponent}} after {@code t} rounds.
 *
 * @param scale rate after the first round, one over payoff units, positive
 * @param exponent how fast it falls, in [0, 1]
 */
public record LearningRate(double scale, double exponent) {
    /** Checks both. */
    public LearningRate {
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("scale (" + scale + ") must be positive");
        }
        if (!(exponent >= 0 && exponent <= 1)) {
            throw new IllegalArgumentException("exponent (" + exponent + ") must be in [0, 1]");
        }
    }

    /**
     * The same rate in every round.
     *
     * @param rate η, one over payoff units
     * @return the rate
     */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, 0);
    }

    /**
     * The best constant rate of Hedge for a known number of rounds, {@code √(8 ln k / T) / Δ}. Cesa-Bianchi and
     * Lugosi 2006, theorem 2.2.
     *
     * @param actionCount k, at least 2
     * @param rounds T
     * @param range Δ, largest minus smallest utility
     * @return the rate
     */
    public static LearningRate horizon(int actionCount, long rounds, double range) {
        return constant(Math.sqrt(8 * Math.log(actionCount) / rounds) / range);
    }

    /**
     * A rate for any number of rounds, {@code √(ln k / t) / Δ}.
     *
     * @param actionCount k, at least 2
     * @param range Δ, largest minus smallest utility
     * @return the rate
     */
    public static LearningRate anytime(int actionCount, double range) {
        return new LearningRate(Math.sqrt(Math.log(actionCount)) / range, 0.5);
    }

    /**
     * The rate after some rounds.
     *
     * @param rounds t, at least 1
     * @return {@code η_t}
     */
    public double after(long rounds) {
        return exponent == 0 ? scale : scale * Math.pow((double) rounds, -exponent);
    }
}
