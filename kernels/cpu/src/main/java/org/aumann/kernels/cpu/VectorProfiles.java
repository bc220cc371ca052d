package org.aumann.kernels.cpu;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ProfileOperator;

/**
 * K2 on all cores: the payoffs are read once, in rows of all joint actions of the last players, the leaf players.
 *
 * <p>For a leaf player the rows are added up, weighted with what the others play above; the sum is contracted
 * with the other leaf players at the end. For a player above the leaves a row is contracted with the product of
 * all leaf strategies, and the number goes to the action that the row stands for. Rows without probability are
 * not read. Tasks own a range of rows each and are added in order.
 */
final class VectorProfiles implements ProfileOperator {
    /** Length of a row at most, if more than one leaf player: a few of them stay in the first-level cache. */
    private static final long LONGEST_ROW = 1_500;

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

    VectorProfiles(PayoffTensor tensor) {
        this.index = tensor.index();
        this.payoffs = PayoffRuns.of(tensor);
        this.scalar = new ScalarProfiles(tensor);
        this.isSmall = index.jointActionCount() * index.playerCount() < VectorIncentives.SMALL;
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
        for (Sums sum : sums) {
            sum.addTo(values);
        }
    }

    /** First action of a player in a profile. */
    private int first(int player) {
        return SolutionConcept.CCE.firstRow(index, player);
    }

    /** {@code Π x_q} over the leaf players but one, for every joint action of theirs. */
    private double[] leafProduct(double[] profile, int without) {
        double[] product = new double[Runs.padded(row)];
        for (int i = 0; i < row; i++) {
            product[i] = 1;
            for (int q = leafPlayer; q < index.playerCount(); q++) {
                product[i] *= q == without ? 1 : profile[first(q) + index.action(i, q)];
            }
        }
        return product;
    }

    /** The part of one task. */
    private final class Sums {
        private final double[] profile;
        private final double[] leaf;
        private final double[] values;
        private final double[][] added = new double[index.playerCount()][];
        private final double[] weight = new double[BATCH];

        Sums(double[] profile, double[] leaf) {
            this.profile = profile;
            this.leaf = leaf;
            this.values = new double[profile.length];
            for (int p = leafPlayer; p < added.length; p++) {
                added[p] = new double[Runs.padded(row)];
            }
        }

        void add(long from, long to) {
            for (long k = from; k < to; k += BATCH) {
                int batch = (int) Math.min(BATCH, to - k);
                Arrays.fill(weight, 0);
                for (int i = 0; i < batch; i++) {
                    weight[i] = outerProduct((k + i) * row, index.playerCount());
                }
                for (int p = leafPlayer; p < added.length; p++) {
                    payoffs.addCombination(weight, p, k * row, row, row, added[p], 0);
                }
                for (int p = 0; p < leafPlayer; p++) {
                    for (int i = 0; i < batch; i++) {
                        addRow(p, (k + i) * row);
                    }
                }
            }
        }

        private void addRow(int player, long base) {
            double others = outerProduct(base, player);
            if (others != 0) {
                values[first(player) + index.action(base, player)] += others * payoffs.dot(player, base, row, leaf);
            }
        }

        /** {@code Π x_q} over the players above the leaves but one. */
        private double outerProduct(long base, int without) {
            double product = 1;
            for (int q = 0; q < leafPlayer; q++) {
                product *= q == without ? 1 : profile[first(q) + index.action(base, q)];
            }
            return product;
        }

        void addTo(double[] total) {
            for (int p = leafPlayer; p < added.length; p++) {
                double[] others = leafProduct(profile, p);
                for (int i = 0; i < row; i++) {
                    values[first(p) + index.action(i, p)] += others[i] * added[p][i];
                }
            }
            for (int i = 0; i < total.length; i++) {
                total[i] += values[i];
            }
        }
    }

    @Override
    public void close() {}
}
