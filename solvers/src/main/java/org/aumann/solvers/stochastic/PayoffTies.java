package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.Comparator;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Payoffs of stage games without differences that are rounding. Values come from stage games that were solved up to a tolerance, so that payoffs that are
 * equal by definition are so up to that tolerance only; a game whose players have little else to choose between would be decided by it.
 */
final class PayoffTies {
    private PayoffTies() {}

    /** Makes payoffs equal that differ by no more than noise between actions of a player: the mean of those that hang together. */
    static void tie(GameBatch games, int game, int player, double noise) {
        JointActionIndex index = games.index();
        int actions = index.actionCount(player);
        long stride = index.stride(player);
        double[] payoffs = new double[actions];
        Integer[] order = new Integer[actions];
        for (int a = 0; a < index.jointActionCount(); a++) {
            if (index.action(a, player) != 0) {
                continue;
            }
            for (int d = 0; d < actions; d++) {
                payoffs[d] = games.get(game, player, a + d * stride);
                order[d] = d;
            }
            Arrays.sort(order, Comparator.comparingDouble(d -> payoffs[d]));
            for (int from = 0, end = 1; from < actions; from = end++) {
                double sum = payoffs[order[from]];
                while (end < actions && payoffs[order[end]] - payoffs[order[end - 1]] <= noise) {
                    sum += payoffs[order[end++]];
                }
                for (int k = from; end > from + 1 && k < end; k++) {
                    games.set(game, player, a + order[k] * stride, sum / (end - from));
                }
            }
        }
    }
}
