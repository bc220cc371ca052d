package org.aumann.kernels.cpu.tree;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.host.CellBox;

/**
 * Payoff sums of a box of joint policies over blocks of terminals:
 * {@code sum_p[a] += Σ_z chance(z) u_p(z) Π_q X_q[a_q, z]}. An instance belongs to one task.
 */
final class KhatriRao {
    private final GameTree tree;
    private final List<List<TabularPolicy>> populations;
    private final CellBox box;
    private final JointActionIndex index;
    private final int players;
    private final double[] sums;

    /** Per player {@code [policy][terminal]} reach, and per level the product of the players before. */
    private double[][] reach = new double[0][];

    private double[][] product = new double[0][];

    /** Payoffs of one player, weighted with the reach of all players but the last. */
    private double[] weighted = new double[0];

    private double[][] payoff = new double[0][];

    KhatriRao(GameTree tree, List<List<TabularPolicy>> populations, CellBox box) {
        this.tree = tree;
        this.populations = populations;
        this.box = box;
        this.index = box.cells();
        this.players = index.playerCount();
        this.sums = new double[Math.toIntExact(players * index.jointActionCount())];
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
        product = new double[players][length];
        weighted = new double[length];
        for (int q = 0; q < players; q++) {
            reach[q] = new double[index.actionCount(q) * length];
            for (int k = 0; k < index.actionCount(q); k++) {
                TabularPolicy policy = populations.get(q).get(box.from(q) + k);
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
        if (player == players - 1) {
            addLast(cell, length);
            return;
        }
        double[] above = product[player];
        double[] below = product[player + 1];
        for (int k = 0; k < index.actionCount(player); k++) {
            double greatest = 0;
            for (int i = 0; i < length; i++) {
                below[i] = above[i] * reach[player][k * length + i];
                greatest = Math.max(greatest, below[i]);
            }
            if (greatest > 0) {
                descend(player + 1, cell + k * (int) index.stride(player), length);
            }
        }
    }

    /** The policies of the last player: a matrix product of its reach and the payoffs, weighted with the others' reach. */
    private void addLast(int cell, int length) {
        double[] others = product[players - 1];
        double[] last = reach[players - 1];
        int policies = index.actionCount(players - 1);
        int cells = Math.toIntExact(index.jointActionCount());
        for (int p = 0; p < players; p++) {
            for (int i = 0; i < length; i++) {
                weighted[i] = others[i] * payoff[p][i];
            }
            int to = p * cells + cell;
            int k = 0;
            for (; k + 3 < policies; k += 4) {
                addFourDots(last, k * length, length, to + k);
            }
            for (; k < policies; k++) {
                sums[to + k] += dot(last, k * length, length);
            }
        }
    }

    /** Four policies at a time: a weight is loaded once for all. */
    private void addFourDots(double[] last, int row, int length, int to) {
        DoubleVector sum0 = DoubleVector.zero(D);
        DoubleVector sum1 = DoubleVector.zero(D);
        DoubleVector sum2 = DoubleVector.zero(D);
        DoubleVector sum3 = DoubleVector.zero(D);
        int body = D.loopBound(length);
        for (int i = 0; i < body; i += LANES) {
            DoubleVector weight = DoubleVector.fromArray(D, weighted, i);
            sum0 = DoubleVector.fromArray(D, last, row + i).fma(weight, sum0);
            sum1 = DoubleVector.fromArray(D, last, row + length + i).fma(weight, sum1);
            sum2 = DoubleVector.fromArray(D, last, row + 2 * length + i).fma(weight, sum2);
            sum3 = DoubleVector.fromArray(D, last, row + 3 * length + i).fma(weight, sum3);
        }
        sums[to] += Runs.sum(sum0) + dotTail(last, row, body, length);
        sums[to + 1] += Runs.sum(sum1) + dotTail(last, row + length, body, length);
        sums[to + 2] += Runs.sum(sum2) + dotTail(last, row + 2 * length, body, length);
        sums[to + 3] += Runs.sum(sum3) + dotTail(last, row + 3 * length, body, length);
    }

    private double dot(double[] last, int row, int length) {
        DoubleVector sum = DoubleVector.zero(D);
        int body = D.loopBound(length);
        for (int i = 0; i < body; i += LANES) {
            sum = DoubleVector.fromArray(D, last, row + i).fma(DoubleVector.fromArray(D, weighted, i), sum);
        }
        return Runs.sum(sum) + dotTail(last, row, body, length);
    }

    private double dotTail(double[] last, int row, int from, int length) {
        double sum = 0;
        for (int i = from; i < length; i++) {
            sum = Math.fma(last[row + i], weighted[i], sum);
        }
        return sum;
    }
}
