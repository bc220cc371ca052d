package org.aumann.core.catalogue;

import org.aumann.core.payoff.JointActionIndex;

/**
 * Payoffs of a polymatrix game: a sum over the games that a player plays with each of the others.
 *
 * <pre>{@code G_p(a) = Σ_{q≠p} M_pq(a_p, a_q)}</pre>
 *
 * <p>Along a fibre only the terms with the last player change.
 */
final class PairwiseSum implements FibreSource {
    /** The game between two players, as one of them sees it. */
    interface PairPayoff {
        /**
         * {@code M_pq(a, b)}.
         *
         * @param p the player who is paid
         * @param q the other player
         * @param a action of p
         * @param b action of q
         * @return payoff units
         */
        double of(int p, int q, int a, int b);
    }

    private final int last;
    private final int lastActions;
    private final PairPayoff pair;

    PairwiseSum(JointActionIndex index, PairPayoff pair) {
        this.last = index.playerCount() - 1;
        this.lastActions = index.actionCount(last);
        this.pair = pair;
    }

    @Override
    public void fill(long jointAction, int[] actions, double[][] payoffs) {
        for (int p = 0; p < last; p++) {
            double shared = sumOverOthers(p, actions[p], actions);
            for (int b = 0; b < lastActions; b++) {
                payoffs[p][b] = shared + pair.of(p, last, actions[p], b);
            }
        }
        for (int b = 0; b < lastActions; b++) {
            payoffs[last][b] = sumOverOthers(last, b, actions);
        }
    }

    /** The terms with all others but the last player. */
    private double sumOverOthers(int p, int action, int[] actions) {
        double sum = 0;
        for (int q = 0; q < last; q++) {
            if (q != p) {
                sum += pair.of(p, q, action, actions[q]);
            }
        }
        return sum;
    }
}
