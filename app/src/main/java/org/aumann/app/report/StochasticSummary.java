package org.aumann.app.report;

import org.aumann.core.stochastic.StochasticModel;

/**
 * The stochastic game that was asked for.
 *
 * @param name its name
 * @param states number of states, absorbing ones included
 * @param players number of players
 * @param jointActions number of joint actions of all states
 * @param transitions number of successors of all joint actions
 */
public record StochasticSummary(String name, int states, int players, int jointActions, int transitions) {
    /**
     * The summary of a game.
     *
     * @param model the game
     * @return its summary
     */
    public static StochasticSummary of(StochasticModel model) {
        return new StochasticSummary(
                model.name(), model.stateCount(), model.playerCount(), model.rowCount(), model.successorCount());
    }

    void writeTo(TextReport text) {
        text.line("game", name);
        text.line(
                "size",
                Numbers.count(states, "state") + ", " + Numbers.count(players, "player") + ", "
                        + Numbers.count(jointActions, "joint action") + ", "
                        + Numbers.count(transitions, "transition"));
    }
}
