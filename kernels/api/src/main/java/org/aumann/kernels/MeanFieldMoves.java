package org.aumann.kernels;

import org.aumann.core.meanfield.MeanFieldModel;

/**
 * Where actions lead, both ways, as sparse matrices for kernels: from a shared row to its successors, and from a state
 * to the rows that lead to it. Immutable and safe for use by several threads.
 */
public final class MeanFieldMoves {
    private final int[] rowOf;
    private final int[] successorStarts;
    private final int[] successors;
    private final double[] probabilities;
    private final int[] inflowStarts;
    private final int[] inflows;
    private final double[] shares;

    /**
     * Lists the moves of a game.
     *
     * @param model the game
     */
    public MeanFieldMoves(MeanFieldModel model) {
        int states = model.stateCount();
        int actions = model.actionCount();
        this.rowOf = new int[states * actions];
        for (int x = 0; x < states; x++) {
            for (int a = 0; a < actions; a++) {
                rowOf[x * actions + a] = model.row(x, a);
            }
        }
        int rows = model.rowCount();
        this.successorStarts = new int[rows + 1];
        this.successors = new int[model.successorCount()];
        this.probabilities = new double[successors.length];
        this.inflowStarts = new int[states + 1];
        for (int k = 0; k < successors.length; k++) {
            successors[k] = model.successor(k);
            probabilities[k] = model.probability(k);
            inflowStarts[successors[k] + 1]++;
        }
        for (int x = 0; x < states; x++) {
            inflowStarts[x + 1] += inflowStarts[x];
        }
        this.inflows = new int[successors.length];
        this.shares = new double[successors.length];
        int[] next = inflowStarts.clone();
        for (int row = 0; row < rows; row++) {
            successorStarts[row + 1] = model.endSuccessor(row);
            for (int k = successorStarts[row]; k < successorStarts[row + 1]; k++) {
                int at = next[successors[k]]++;
                inflows[at] = row;
                shares[at] = probabilities[k];
            }
        }
    }

    /**
     * The row of every state and action.
     *
     * @return a copy, {@code [state][action]}
     */
    public int[] rowOf() {
        return rowOf.clone();
    }

    /**
     * Where the successors of the rows begin.
     *
     * @return a copy, one more than there are rows
     */
    public int[] successorStarts() {
        return successorStarts.clone();
    }

    /**
     * The successors of all rows.
     *
     * @return a copy; states, those of a row ascending
     */
    public int[] successors() {
        return successors.clone();
    }

    /**
     * How likely they are.
     *
     * @return a copy, in the order of the {@linkplain #successors successors}
     */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /**
     * Where the inflows of the states begin.
     *
     * @return a copy, one more than there are states
     */
    public int[] inflowStarts() {
        return inflowStarts.clone();
    }

    /**
     * The rows that lead to the states.
     *
     * @return a copy; rows, those of a state ascending
     */
    public int[] inflows() {
        return inflows.clone();
    }

    /**
     * How much of a row they are.
     *
     * @return a copy of probabilities, in the order of the {@linkplain #inflows inflows}
     */
    public double[] shares() {
        return shares.clone();
    }
}
