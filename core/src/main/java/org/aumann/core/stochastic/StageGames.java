package org.aumann.core.stochastic;

/**
 * The stage games of a stochastic game, by Shapley's operator: what a joint action is worth if play goes on as valued.
 *
 * <pre>{@code Q_p(s, a) = r_p(s, a) + γ Σ_{s'} T(s' | s, a) V_p(s')}</pre>
 */
public final class StageGames {
    private StageGames() {}

    /**
     * The payoffs of all stage games.
     *
     * @param model the game
     * @param values {@code [player][state]}, 0 for absorbing states. Not modified.
     * @return payoffs by cell
     */
    public static double[] payoffs(StochasticModel model, double[][] values) {
        double[] payoffs = new double[model.cellCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            for (int p = 0; p < model.playerCount(); p++) {
                for (int a = 0; a < model.jointActionCount(s); a++) {
                    int cell = model.firstCell(s, p) + a;
                    payoffs[cell] = payoff(model, cell, model.firstRow(s) + a, values[p]);
                }
            }
        }
        return payoffs;
    }

    /**
     * What a joint action is worth to a player.
     *
     * @param model the game
     * @param cell the cell of state, player and joint action
     * @param row the row of state and joint action
     * @param values by state, 0 for absorbing states. Not modified.
     * @return Q_p(s, a)
     */
    public static double payoff(StochasticModel model, int cell, int row, double[] values) {
        double future = 0;
        for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
            future += model.probability(i) * values[model.successor(i)];
        }
        return model.reward(cell) + model.discount() * future;
    }
}
