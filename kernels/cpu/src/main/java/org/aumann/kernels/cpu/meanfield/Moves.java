package org.aumann.kernels.cpu.meanfield;

import java.util.Arrays;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.cpu.base.Runs;

/**
 * A mean-field game for sweeps with states in lanes: where actions lead, both ways, and the fixed rewards.
 *
 * <p>An array by states or rows has {@link #MARGIN} in front and behind, which {@link DiagonalBlocks} read and which stays 0; one
 * by states and actions is {@code [action][state]}, {@link #stride} apart.
 */
final class Moves {
    /** In front of the first and behind the last number. */
    static final int MARGIN = Runs.LANES;

    private final MeanFieldModel model;
    private final int stride;
    private final DiagonalBlocks successors;
    private final DiagonalBlocks choices;
    private final DiagonalBlocks collection;
    private final DiagonalBlocks inflows;

    /** By population and time; times with the same rewards share them. */
    private final double[][][] fixed;

    /** The same, infinitely low where an action is illegal. */
    private final double[][][] legal;

    Moves(MeanFieldModel model) {
        int states = model.stateCount();
        int actions = model.actionCount();
        int rows = model.rowCount();
        this.model = model;
        this.stride = Runs.padded(states);
        int[] order = rowOrder();
        DiagonalBlocks.Builder forward = new DiagonalBlocks.Builder(rows);
        DiagonalBlocks.Builder backward = new DiagonalBlocks.Builder(states);
        for (int row = 0; row < rows; row++) {
            for (int k = model.firstSuccessor(row); k < model.endSuccessor(row); k++) {
                forward.add(order[row], model.successor(k), model.probability(k));
                backward.add(model.successor(k), order[row], model.probability(k));
            }
        }
        DiagonalBlocks.Builder spread = new DiagonalBlocks.Builder(actions * stride);
        DiagonalBlocks.Builder gathered = new DiagonalBlocks.Builder(rows);
        for (int a = 0; a < actions; a++) {
            for (int x = 0; x < states; x++) {
                if (model.isLegal(x, a)) {
                    int at = a * stride + x;
                    int row = order[model.row(x, a)];
                    spread.add(at, row, 1);
                    gathered.add(row, at, 1);
                }
            }
        }
        this.successors = forward.build();
        this.inflows = backward.build();
        this.choices = spread.build();
        this.collection = gathered.build();
        this.fixed = new double[model.populationCount()][model.timeCount()][];
        this.legal = new double[model.populationCount()][model.timeCount()][];
        for (int p = 0; p < fixed.length; p++) {
            for (int t = 0; t < fixed[p].length; t++) {
                double[] rewards = fixedRewards(p, t);
                boolean isSame = t > 0 && Arrays.equals(rewards, fixed[p][t - 1]);
                fixed[p][t] = isSame ? fixed[p][t - 1] : rewards;
                legal[p][t] = isSame ? legal[p][t - 1] : onlyLegal(rewards);
            }
        }
    }

    /**
     * New numbers of the rows: in the order of the states from which one of the actions leads to them, so that
     * neighbouring states lead to neighbouring rows. The action with which that is so most often is taken.
     */
    private int[] rowOrder() {
        int[] best = new int[0];
        int fewest = Integer.MAX_VALUE;
        for (int a = 0; a < model.actionCount(); a++) {
            int[] order = rowOrder(a);
            int breaks = breaks(order);
            if (breaks < fewest) {
                fewest = breaks;
                best = order;
            }
        }
        return best;
    }

    /** Rows to which the action does not lead come last. */
    private int[] rowOrder(int action) {
        int[] order = new int[model.rowCount()];
        Arrays.fill(order, -1);
        int next = 0;
        for (int x = 0; x < model.stateCount(); x++) {
            int row = model.row(x, action);
            if (order[row] < 0) {
                order[row] = next++;
            }
        }
        for (int row = 0; row < order.length; row++) {
            if (order[row] < 0) {
                order[row] = next++;
            }
        }
        return order;
    }

    /** How often neighbouring states lead to rows that are no neighbours. */
    private int breaks(int[] order) {
        int breaks = 0;
        for (int a = 0; a < model.actionCount(); a++) {
            for (int x = 1; x < model.stateCount(); x++) {
                breaks += order[model.row(x, a)] == order[model.row(x - 1, a)] + 1 ? 0 : 1;
            }
        }
        return breaks;
    }

    private double[] fixedRewards(int population, int time) {
        double[] rewards = new double[choices.productLength()];
        for (int a = 0; a < model.actionCount(); a++) {
            model.copyFixedRewards(population, model.index(time, 0, a), model.stateCount(), rewards, a * stride);
        }
        return rewards;
    }

    private double[] onlyLegal(double[] rewards) {
        double[] only = rewards.clone();
        for (int a = 0; a < model.actionCount(); a++) {
            for (int x = 0; x < model.stateCount(); x++) {
                if (!model.isLegal(x, a)) {
                    only[a * stride + x] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return only;
    }

    MeanFieldModel model() {
        return model;
    }

    /** Between two actions. */
    int stride() {
        return stride;
    }

    /** Length of an array by states. */
    int byState() {
        return stride + 2 * MARGIN;
    }

    /** Length of an array by states and actions. */
    int byAction() {
        return choices.productLength() + 2 * MARGIN;
    }

    /** Length of an array by rows of successors. */
    int byRow() {
        return successors.productLength() + 2 * MARGIN;
    }

    /** From values of states to those of rows. */
    DiagonalBlocks successors() {
        return successors;
    }

    /** From values of rows to those of states and actions that lead to them. */
    DiagonalBlocks choices() {
        return choices;
    }

    /** From flows by state and action to those into rows. */
    DiagonalBlocks collection() {
        return collection;
    }

    /** From flows into rows to states. */
    DiagonalBlocks inflows() {
        return inflows;
    }

    /** Fixed rewards at a time, {@code [action][state]}. Not to be modified. */
    double[] fixed(int population, int time) {
        return fixed[population][time];
    }

    /** Fixed rewards at a time, infinitely low for what is illegal. Not to be modified. */
    double[] legal(int population, int time) {
        return legal[population][time];
    }
}
