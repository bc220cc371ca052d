package org.aumann.core.regret;

/**
 * Repeated play of a mixed strategy with full information: every action's utility is told after each round.
 *
 * <p>Made by {@link RegretRule#minimiser}. Not safe for use by several threads.
 */
public interface RegretMinimiser {
    /**
     * Number of actions.
     *
     * @return at least 1
     */
    int actionCount();

    /**
     * What is played in the coming round.
     *
     * @return a copy, non-negative, sums to 1
     */
    double[] strategy();

    /**
     * Ends a round.
     *
     * @param utilities what each action would have earned, payoff units, finite. Not modified.
     */
    void observe(double[] utilities);
}
