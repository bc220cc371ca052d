package org.aumann.kernels.cpu;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ProfileOperator;

/**
 * K2 on all cores: the payoffs of every player are read once, in order.
 *
 * <p>A player's payoffs are runs of {@code stride(p)} joint actions with the same action of the player, and a
 * run is contracted with what the players after it play. Where runs are too short for that, for the leaf players, whole
 * <em>leaves</em> of joint actions of them are added up instead, weighted with what the players above play; the
 * sum is contracted at the end. Long runs are cut into <em>rows</em>. What has no probability is not read. Tasks
 * own a range of rows each and are added in order.
 */
final class VectorProfiles implements ProfileOperator {
    /** Length of a leaf at most, unless it has a single player: four of them lie in a page of memory. */
    private static final long LONGEST_LEAF = 256;

    /** Length of a row at most, unless it has a single player. */
    private static final long LONGEST_ROW = 2_048;

    /** Part of a row or leaf whose weights or sums stay in the first-level cache. */
    private static final int TILE = 2_048;

    /** Parts of the rows, whatever the number of threads. */
    private static final int TASKS = 16;

    /** Rows that are worked on together. */
    private static final int BATCH = 16;

    private final JointActionIndex index;
    private final PayoffRuns payoffs;
    private final ScalarProfiles scalar;
    private final boolean isSmall;
    private final int rowPlayer;
    private final int leafPlayer;
    private final int row;
    private final int leaf;
    private final long rows;

    VectorProfiles(PayoffTensor tensor) {
        this.index = tensor.index();
        this.payoffs = PayoffRuns.of(tensor);
        this.scalar = new ScalarProfiles(tensor);
        this.isSmall = index.jointActionCount() * index.playerCount() < VectorIncentives.SMALL;
        this.rowPlayer = firstWithin(LONGEST_ROW);
        this.leafPlayer = firstWithin(LONGEST_LEAF);
        this.row = slab(rowPlayer);
        this.leaf = slab(leafPlayer);
        this.rows = index.jointActionCount() / row;
    }

    /** The first of the last players, at least one, who have no more than so many joint actions. */
    private int firstWithin(long limit) {
        int player = index.playerCount() - 1;
        while (player > 0 && index.stride(player - 1) * index.actionCount(player - 1) <= limit) {
            player--;
        }
        return player;
    }

    private int slab(int player) {
        return Math.toIntExact(index.stride(player) * index.actionCount(player));
    }

    @Override
    public void actionValues(double[] profile, double[] values) {
        if (isSmall) {
            scalar.actionValues(profile, values);
            return;
        }
        int tasks = (int) Math.min(TASKS, rows);
        Sums[] sums = new Sums[tasks];
        Arrays.setAll(sums, _ -> new Sums(profile));
        IntStream.range(0, tasks)
                .parallel()
                .forEach(task -> sums[task].add(rows * task / tasks, rows * (task + 1) / tasks));
        for (int a = 0; a < values.length; a++) {
            values[a] = 0;
            for (Sums sum : sums) {
                values[a] += sum.values[a];
            }
        }
        for (int p = leafPlayer; p < index.playerCount(); p++) {
            contract(p, product(profile, leafPlayer, index.playerCount(), p), sums, values);
        }
    }

    /** First action of a player in a profile. */
    private int first(int player) {
        return SolutionConcept.CCE.firstRow(index, player);
    }

    /** {@code Π x_q} over the players from one up to another but one, for every joint action of theirs. */
    private double[] product(double[] profile, int from, int to, int without) {
        double[] product = {1};
        for (int q = from; q < to; q++) {
            int actions = index.actionCount(q);
            double[] finer = new double[product.length * actions];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = product[i / actions] * (q == without ? 1 : profile[first(q) + i % actions]);
            }
            product = finer;
        }
        return product;
    }

    /** The leaves are added up; what is left are the other leaf players. */
    private void contract(int player, double[] others, Sums[] sums, double[] values) {
        int stride = Math.toIntExact(index.stride(player));
        int actions = index.actionCount(player);
        for (int i = 0; i < leaf; i++) {
            double added = 0;
            for (Sums sum : sums) {
                added += sum.added[player][i];
            }
            values[first(player) + i / stride % actions] += others[i] * added;
        }
    }

    /** The part of one task. */
    private final class Sums {
        private final int players = index.playerCount();
        private final double[] profile;
        private final double[] values;

        /** Per player of a row who is not a leaf player, what those of the row before and after play. */
        private final double[][] before = new double[players][];

        private final double[][] after = new double[players][];
        private final double[] wholeRow;
        private final double[] leavesOfRow;

        /** Per leaf player the sum of the leaves. */
        private final double[][] added = new double[players][];

        /** What the players above the rows of a batch play: all of them, and all but one. */
        private final double[] weight = new double[BATCH];

        private final double[][] others = new double[rowPlayer][BATCH];
        private final int[][] action = new int[rowPlayer][BATCH];
        private final double[] leafWeight = new double[BATCH * (row / leaf)];

        Sums(double[] profile) {
            this.profile = profile;
            this.values = new double[profile.length];
            this.wholeRow = product(profile, rowPlayer, players, players);
            this.leavesOfRow = product(profile, rowPlayer, leafPlayer, players);
            for (int p = rowPlayer; p < leafPlayer; p++) {
                before[p] = product(profile, rowPlayer, p, players);
                after[p] = product(profile, p + 1, players, players);
            }
            for (int p = leafPlayer; p < players; p++) {
                added[p] = new double[leaf];
            }
        }

        void add(long from, long to) {
            for (long k = from; k < to; k += BATCH) {
                int batch = (int) Math.min(BATCH, to - k);
                weigh(k, batch);
                for (int p = 0; p < rowPlayer; p++) {
                    addRows(p, k * row, batch);
                }
                for (int p = rowPlayer; p < leafPlayer; p++) {
                    addRuns(p, k * row, batch);
                }
                for (int p = leafPlayer; p < players; p++) {
                    for (int at = 0; at < leaf; at += TILE) {
                        int length = Math.min(TILE, leaf - at);
                        payoffs.addCombination(leafWeight, p, k * row + at, leaf, length, added[p], at);
                    }
                }
            }
        }

        private void weigh(long k, int batch) {
            Arrays.fill(leafWeight, 0);
            for (int i = 0; i < batch; i++) {
                double all = 1;
                for (int q = 0; q < rowPlayer; q++) {
                    action[q][i] = first(q) + index.action((k + i) * row, q);
                    others[q][i] = all;
                    all *= profile[action[q][i]];
                }
                weight[i] = all;
                double behind = 1;
                for (int q = rowPlayer - 1; q >= 0; q--) {
                    others[q][i] *= behind;
                    behind *= profile[action[q][i]];
                }
                for (int s = 0; s < leavesOfRow.length; s++) {
                    leafWeight[i * leavesOfRow.length + s] = all * leavesOfRow[s];
                }
            }
        }

        /** A player above the rows: each stands for one action. */
        private void addRows(int player, long base, int batch) {
            for (int i = 0; i < batch; i++) {
                if (others[player][i] == 0) {
                    continue;
                }
                double sum = 0;
                for (int at = 0; at < row; at += TILE) {
                    long element = base + (long) i * row + at;
                    sum += payoffs.dot(player, element, Math.min(TILE, row - at), wholeRow, at);
                }
                values[action[player][i]] += others[player][i] * sum;
            }
        }

        /** A player of the rows: each has runs of every action. */
        private void addRuns(int player, long base, int batch) {
            int actions = index.actionCount(player);
            int run = after[player].length;
            int runs = row / run;
            for (int k = 0; k < batch * runs; k++) {
                double probability = weight[k / runs] * before[player][k % runs / actions];
                if (probability != 0) {
                    double sum = payoffs.dot(player, base + (long) k * run, run, after[player], 0);
                    values[first(player) + k % actions] += probability * sum;
                }
            }
        }
    }

    @Override
    public void close() {}
}
