package org.aumann.kernels.cpu.profile;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ProfileOperator;
import org.aumann.kernels.cpu.base.PayoffRuns;

/**
 * K2 on all cores: the payoffs are read once, in rows of all joint actions of the last players, the leaf players.
 *
 * <p>For a leaf player the rows are added up, weighted with what the others play above; the sum is contracted
 * with the other leaf players at the end. For a player above the leaves a row is contracted with the product of
 * all leaf strategies, and the number goes to the action that the row stands for. Rows without probability are
 * not read. Tasks own a range of rows each and are added in order.
 */
public final class VectorProfiles implements ProfileOperator {
    /** Length of a row at most, unless it has a single leaf player. */
    private static final long LONGEST_ROW = 2_048;

    /** Part of a row whose weights and sums stay in the first-level cache. */
    private static final int TILE = 2_048;

    /** Parts of the rows, whatever the number of threads. */
    private static final int TASKS = 16;

    /** Rows that are added up together. */
    private static final int BATCH = 16;

    private final JointActionIndex index;
    private final PayoffRuns payoffs;
    private final ScalarProfiles scalar;
    private final boolean isSmall;
    private final int leafPlayer;
    private final int row;
    private final long rows;

    /**
     * The operator of a payoff tensor.
     *
     * @param tensor the payoffs, open as long as the operator
     */
    public VectorProfiles(PayoffTensor tensor) {
        this.index = tensor.index();
        this.payoffs = PayoffRuns.of(tensor);
        this.scalar = new ScalarProfiles(tensor);
        this.isSmall = index.jointActionCount() * index.playerCount() < PayoffRuns.SMALL;
        int leaf = index.playerCount() - 1;
        long length = index.actionCount(leaf);
        while (leaf > 0 && length * index.actionCount(leaf - 1) <= LONGEST_ROW) {
            leaf--;
            length *= index.actionCount(leaf);
        }
        this.leafPlayer = leaf;
        this.row = Math.toIntExact(length);
        this.rows = index.jointActionCount() / length;
    }

    @Override
    public void actionValues(double[] profile, double[] values) {
        if (isSmall) {
            scalar.actionValues(profile, values);
            return;
        }
        double[] leaf = leafProduct(profile, index.playerCount());
        int tasks = (int) Math.min(TASKS, rows);
        Sums[] sums = new Sums[tasks];
        Arrays.setAll(sums, _ -> new Sums(profile, leaf));
        IntStream.range(0, tasks)
                .parallel()
                .forEach(task -> sums[task].add(rows * task / tasks, rows * (task + 1) / tasks));
        Arrays.fill(values, 0);
        for (int p = 0; p < leafPlayer; p++) {
            for (int a = first(p); a < first(p) + index.actionCount(p); a++) {
                for (Sums sum : sums) {
                    values[a] += sum.values[a];
                }
            }
        }
        for (int p = leafPlayer; p < index.playerCount(); p++) {
            contract(p, leafProduct(profile, p), sums, values);
        }
    }

    /** First action of a player in a profile. */
    private int first(int player) {
        return SolutionConcept.CCE.firstRow(index, player);
    }

    /** {@code Π x_q} over the leaf players but one, for every joint action of theirs. */
    private double[] leafProduct(double[] profile, int without) {
        double[] product = {1};
        for (int q = leafPlayer; q < index.playerCount(); q++) {
            int actions = index.actionCount(q);
            double[] finer = new double[product.length * actions];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = product[i / actions] * (q == without ? 1 : profile[first(q) + i % actions]);
            }
            product = finer;
        }
        return product;
    }

    /** A leaf player's rows are added up; what is left are the other leaf players. */
    private void contract(int player, double[] others, Sums[] sums, double[] values) {
        int stride = Math.toIntExact(index.stride(player));
        int actions = index.actionCount(player);
        for (int i = 0; i < row; i++) {
            double added = 0;
            for (Sums sum : sums) {
                added += sum.added[player][i];
            }
            values[first(player) + i / stride % actions] += others[i] * added;
        }
    }

    /** The part of one task. */
    private final class Sums {
        private final double[] profile;
        private final double[] leaf;
        private final double[] values;
        private final double[][] added = new double[index.playerCount()][];
        private final double[] weight = new double[BATCH];
        private final double[][] others = new double[leafPlayer][BATCH];
        private final int[][] action = new int[leafPlayer][BATCH];

        Sums(double[] profile, double[] leaf) {
            this.profile = profile;
            this.leaf = leaf;
            this.values = new double[profile.length];
            for (int p = leafPlayer; p < added.length; p++) {
                added[p] = new double[row];
            }
        }

        void add(long from, long to) {
            for (long k = from; k < to; k += BATCH) {
                int batch = (int) Math.min(BATCH, to - k);
                weigh(k, batch);
                for (int at = 0; at < row; at += TILE) {
                    add(k * row, batch, at, Math.min(TILE, row - at));
                }
            }
        }

        /** What the players above the leaves play in a batch of rows: all of them, and all but one. */
        private void weigh(long k, int batch) {
            Arrays.fill(weight, 0);
            for (int i = 0; i < batch; i++) {
                weight[i] = 1;
                for (int q = 0; q < leafPlayer; q++) {
                    action[q][i] = first(q) + index.action((k + i) * row, q);
                    others[q][i] = weight[i];
                    weight[i] *= profile[action[q][i]];
                }
                double after = 1;
                for (int q = leafPlayer - 1; q >= 0; q--) {
                    others[q][i] *= after;
                    after *= profile[action[q][i]];
                }
            }
        }

        /** A part of a batch of rows. */
        private void add(long base, int batch, int at, int length) {
            for (int p = leafPlayer; p < added.length; p++) {
                payoffs.addCombination(weight, p, base + at, row, length, added[p], at);
            }
            for (int p = 0; p < leafPlayer; p++) {
                for (int i = 0; i < batch; i++) {
                    if (others[p][i] != 0) {
                        double product = payoffs.dot(p, base + (long) i * row + at, length, leaf, at);
                        values[action[p][i]] += others[p][i] * product;
                    }
                }
            }
        }
    }

    @Override
    public void close() {}
}
