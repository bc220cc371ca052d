package org.aumann.kernels.cpu;

import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.policy.TabularPolicy;

/**
 * Payoff sums of a box of joint policies over blocks of terminals:
 * {@code sum_p[a] += Σ_z chance(z) u_p(z) Π_q X_q[a_q, z]}. An instance belongs to one task.
 */
final class KhatriRao {
    private final GameTree tree;
    private final List<List<TabularPolicy>> populations;
    private final int[] from;
    private final JointActionIndex box;
    private final int players;
    private final double[] sums;

    /** Per player {@code [policy][terminal]} reach, and per level the running product. */
    private double[][] reach = new double[0][];

    private double[][] product = new double[0][];
    private double[][] payoff = new double[0][];

    KhatriRao(GameTree tree, List<List<TabularPolicy>> populations, int[] from, JointActionIndex box) {
        this.tree = tree;
        this.populations = populations;
        this.from = from;
        this.box = box;
        this.players = box.playerCount();
        this.sums = new double[Math.toIntExact(players * box.jointActionCount())];
    }

    /** Per player one sum per joint policy of the box. */
    double[] sums() {
        return sums;
    }

    /** Adds a block of terminals. */
    void add(int first, int length) {
        gather(first, length);
        descend(0, 0, length);
    }

    private void gather(int first, int length) {
        reach = new double[players][];
        payoff = new double[players][length];
        product = new double[players + 1][length];
        for (int q = 0; q < players; q++) {
            reach[q] = new double[box.actionCount(q) * length];
            for (int k = 0; k < box.actionCount(q); k++) {
                TabularPolicy policy = populations.get(q).get(from[q] + k);
                for (int i = 0; i < length; i++) {
                    reach[q][k * length + i] = policy.plan(tree.sequence(q, first + i));
                }
            }
            for (int i = 0; i < length; i++) {
                payoff[q][i] = tree.payoff(q, first + i);
            }
        }
        for (int i = 0; i < length; i++) {
            product[0][i] = tree.chance(first + i);
        }
    }

    private void descend(int player, int cell, int length) {
        if (player == players) {
            long cells = box.jointActionCount();
            for (int p = 0; p < players; p++) {
                double sum = 0;
                for (int i = 0; i < length; i++) {
                    sum += product[players][i] * payoff[p][i];
                }
                sums[(int) (p * cells) + cell] += sum;
            }
            return;
        }
        double[] above = product[player];
        double[] below = product[player + 1];
        for (int k = 0; k < box.actionCount(player); k++) {
            double greatest = 0;
            for (int i = 0; i < length; i++) {
                below[i] = above[i] * reach[player][k * length + i];
                greatest = Math.max(greatest, below[i]);
            }
            if (greatest > 0) {
                descend(player + 1, cell + k * (int) box.stride(player), length);
            }
        }
    }
}
