package org.aumann.core.format;

import org.aumann.core.payoff.JointActionIndex;

/** Takes the payoffs of a game from the tokens of a text file: rounded to float64, or as the fractions that they are. */
interface PayoffSink {
    /**
     * The joint actions.
     *
     * @return the index
     */
    JointActionIndex index();

    /**
     * Takes a number as a payoff.
     *
     * @param tokens stand on it
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     */
    void payoff(Tokens tokens, int player, long jointAction);

    /**
     * Takes the payoffs of the next outcome, up to the closing brace.
     *
     * @param tokens stand on the first of them
     */
    void outcome(Tokens tokens);

    /**
     * Says which outcome a joint action leads to.
     *
     * @param outcome outcomes from 1 in the order in which they were taken, 0 for payoffs of 0
     * @param jointAction index in {@code 0..J-1}
     */
    void lead(int outcome, long jointAction);
}
