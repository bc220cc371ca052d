package org.aumann.core.equilibrium;

import org.aumann.core.payoff.JointActionIndex;

/**
 * The two correlated solution concepts, and the numbering of their incentive rows.
 *
 * <p>Row {@code i} of the incentive operator {@code A} is one deviation: its gain under σ is
 * {@code (Aσ)_i}, and σ is an ε-equilibrium iff no gain exceeds ε.
 */
public enum SolutionConcept {
    /**
     * Correlated equilibrium (Aumann 1974): after seeing the recommendation {@code r} a player may play
     * {@code d} instead. Rows {@code [p][r][d]}, the diagonal {@code r = d} included and always 0.
     */
    CE,
    /**
     * Coarse correlated equilibrium (Moulin and Vial 1978): a player decides before the recommendation
     * whether to play {@code d} whatever comes. Rows {@code [p][d]}.
     */
    CCE;

    /**
     * Number of incentive rows of one player.
     *
     * @param index the joint actions
     * @param player player from 0
     * @return {@code A_p²} for CE, {@code A_p} for CCE
     */
    public int rowCount(JointActionIndex index, int player) {
        int actions = index.actionCount(player);
        return this == CE ? Math.multiplyExact(actions, actions) : actions;
    }

    /**
     * Number of incentive rows of all players.
     *
     * @param index the joint actions
     * @return the sum over the players
     */
    public int rowCount(JointActionIndex index) {
        int rows = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            rows = Math.addExact(rows, rowCount(index, p));
        }
        return rows;
    }

    /**
     * The first incentive row of a player; the player's rows follow each other.
     *
     * @param index the joint actions
     * @param player player from 0
     * @return a row
     */
    public int firstRow(JointActionIndex index, int player) {
        int row = 0;
        for (int p = 0; p < player; p++) {
            row += rowCount(index, p);
        }
        return row;
    }

    /**
     * The lower-case id used in options, JSON and solver names.
     *
     * @return {@code ce} or {@code cce}
     */
    public String id() {
        return this == CE ? "ce" : "cce";
    }
}
