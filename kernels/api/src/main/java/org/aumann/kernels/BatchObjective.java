package org.aumann.kernels;

import java.util.Collections;
import java.util.List;

/** Which of the (coarse) correlated equilibria of every game of a batch is looked for. */
public sealed interface BatchObjective {
    /** Maximum Shannon entropy {@code −Σ σ log σ}, nats: unique. */
    record Entropy() implements BatchObjective {}

    /** Maximum Gini impurity {@code 1 − Σ σ²}: unique. */
    record Gini() implements BatchObjective {}

    /**
     * Maximum of a weighted sum of the expected payoffs, {@code Σ_a σ(a) Σ_p w_p G_p(a)}; payoff units.
     *
     * @param weights one a player, finite; negative ones look for the least
     */
    record Linear(List<Double> weights) implements BatchObjective {
        /** Copies the list and checks it. */
        public Linear {
            weights = List.copyOf(weights);
            for (double weight : weights) {
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException("weight (" + weight + ") must be finite");
                }
            }
        }
    }

    /** Maximum of the least expected payoff of any player, payoffs as they are; payoff units. */
    record Egalitarian() implements BatchObjective {}

    /**
     * Maximum Shannon entropy.
     *
     * @return the objective
     */
    static BatchObjective entropy() {
        return new Entropy();
    }

    /**
     * Maximum Gini impurity.
     *
     * @return the objective
     */
    static BatchObjective gini() {
        return new Gini();
    }

    /**
     * Maximum of the least expected payoff.
     *
     * @return the objective
     */
    static BatchObjective egalitarian() {
        return new Egalitarian();
    }

    /**
     * The utilitarian objective: maximum sum of the expected payoffs.
     *
     * @param playerCount number of players
     * @return a linear objective with weights 1
     */
    static BatchObjective welfare(int playerCount) {
        return new Linear(Collections.nCopies(playerCount, 1.0));
    }

    /**
     * Least sum of the expected payoffs.
     *
     * @param playerCount number of players
     * @return a linear objective with weights −1
     */
    static BatchObjective leastWelfare(int playerCount) {
        return new Linear(Collections.nCopies(playerCount, -1.0));
    }

    /**
     * Maximum expected payoff of one player.
     *
     * @param player player from 0
     * @param playerCount number of players
     * @return a linear objective with weight 1 for the player and 0 for the others
     */
    static BatchObjective payoffOf(int player, int playerCount) {
        if (player < 0 || player >= playerCount) {
            throw new IllegalArgumentException("player (" + player + ") must be in 0.." + (playerCount - 1));
        }
        Double[] weights = new Double[playerCount];
        for (int p = 0; p < playerCount; p++) {
            weights[p] = p == player ? 1.0 : 0.0;
        }
        return new Linear(List.of(weights));
    }

    /**
     * Checks that it fits games of some players.
     *
     * @param playerCount number of players
     */
    default void requirePlayers(int playerCount) {
        if (this instanceof Linear(List<Double> weights) && weights.size() != playerCount) {
            throw new IllegalArgumentException(
                    "weights (" + weights.size() + ") must be " + playerCount + ", one a player");
        }
    }
}
