package org.aumann.core.equilibrium;

import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;

/**
 * The reference quantities of one game of a batch, term by term from the definitions, without a thread or an
 * object per game: what {@link DeviationGains} and {@link EquilibriumGap} say of the game as a tensor.
 */
public final class BatchGains {
    private BatchGains() {}

    /**
     * The largest gain of any single deviation of every player, with its sign: σ is an ε-equilibrium iff none
     * exceeds ε.
     *
     * <p>Time {@code O(J Σ A_p)}.
     *
     * @param batch the games
     * @param game game from 0
     * @param sigma joint distribution, length {@code J}. Not modified.
     * @param concept CE or CCE
     * @return payoff units, one per player; 0 for a player with a single action
     */
    public static double[] largestGains(GameBatch batch, int game, double[] sigma, SolutionConcept concept) {
        JointActionIndex index = batch.index();
        double[] largest = new double[index.playerCount()];
        for (int p = 0; p < largest.length; p++) {
            int actions = index.actionCount(p);
            double[] gain = gains(batch, game, sigma, concept, p);
            double best = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < gain.length; row++) {
                if (concept == SolutionConcept.CCE || row / actions != row % actions) {
                    best = Math.max(best, gain[row]);
                }
            }
            largest[p] = best == Double.NEGATIVE_INFINITY ? 0 : best;
        }
        return largest;
    }

    private static double[] gains(GameBatch batch, int game, double[] sigma, SolutionConcept concept, int player) {
        JointActionIndex index = batch.index();
        int actions = index.actionCount(player);
        double[] gain = new double[concept.rowCount(index, player)];
        for (int a = 0; a < sigma.length; a++) {
            int followed = index.action(a, player);
            long base = a - followed * index.stride(player);
            double payoff = batch.get(game, player, a);
            int row = concept == SolutionConcept.CE ? followed * actions : 0;
            for (int d = 0; d < actions; d++) {
                double deviated = batch.get(game, player, base + d * index.stride(player));
                gain[row + d] += sigma[a] * (deviated - payoff);
            }
        }
        return gain;
    }

    /**
     * Expected payoff of every player.
     *
     * @param batch the games
     * @param game game from 0
     * @param sigma joint distribution, length {@code J}. Not modified.
     * @return payoff units, one per player
     */
    public static double[] values(GameBatch batch, int game, double[] sigma) {
        double[] values = new double[batch.index().playerCount()];
        for (int p = 0; p < values.length; p++) {
            for (int a = 0; a < sigma.length; a++) {
                values[p] += sigma[a] * batch.get(game, p, a);
            }
        }
        return values;
    }
}
