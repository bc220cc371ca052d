package org.aumann.kernels.cpu.tree;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;

/**
 * Terminal weights of a block under a joint mixture of the co-players:
 * {@code W(z) = chance(z) Σ_{a_{-p}} μ(a_{-p}) Π_{q≠p} X_q[a_q, z]}, the innermost co-player summed first.
 */
final class OpponentReach {
    private final GameTree tree;
    private final List<List<TabularPolicy>> populations;
    private final int player;
    private final double[] mixture;

    OpponentReach(GameTree tree, List<List<TabularPolicy>> populations, int player, double[] mixture) {
        this.tree = tree;
        this.populations = populations;
        this.player = player;
        this.mixture = mixture;
    }

    /** Writes the weights of {@code length} terminals from {@code first}. */
    void write(int first, int length, double[] weights) {
        double[] reach = sum(0, 0, mixture.length, first, length);
        for (int i = 0; i < length; i++) {
            weights[first + i] = tree.chance(first + i) * reach[i];
        }
    }

    /** {@code Σ μ Π X} over the co-players from {@code q} on, for the mixture entries {@code start … start + size − 1}. */
    private double[] sum(int q, int start, int size, int first, int length) {
        double[] total = new double[length];
        if (q == tree.playerCount()) {
            Arrays.fill(total, mixture[start]);
            return total;
        }
        if (q == player) {
            return sum(q + 1, start, size, first, length);
        }
        List<TabularPolicy> policies = populations.get(q);
        int share = size / policies.size();
        for (int k = 0; k < policies.size(); k++) {
            int from = start + k * share;
            if (isZero(from, share)) {
                continue;
            }
            double[] rest = sum(q + 1, from, share, first, length);
            TabularPolicy policy = policies.get(k);
            for (int i = 0; i < length; i++) {
                total[i] += rest[i] * policy.plan(tree.sequence(q, first + i));
            }
        }
        return total;
    }

    private boolean isZero(int start, int size) {
        for (int k = start; k < start + size; k++) {
            if (mixture[k] != 0) {
                return false;
            }
        }
        return true;
    }
}
