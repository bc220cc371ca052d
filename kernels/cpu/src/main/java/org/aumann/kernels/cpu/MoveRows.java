package org.aumann.kernels.cpu;

import org.aumann.core.meanfield.MeanFieldModel;

/** Where actions lead, both ways: from a row to its successors, and from a state to the rows that lead to it. */
final class MoveRows {
    private final int[] rowOf;
    private final LaneMatrix successors;
    private final LaneMatrix inflows;

    MoveRows(MeanFieldModel model) {
        int states = model.stateCount();
        int actions = model.actionCount();
        this.rowOf = new int[states * actions];
        for (int x = 0; x < states; x++) {
            for (int a = 0; a < actions; a++) {
                rowOf[x * actions + a] = model.row(x, a);
            }
        }
        int rows = model.rowCount();
        int[] start = new int[rows + 1];
        int[] successor = new int[model.successorCount()];
        double[] probability = new double[successor.length];
        int[] inflowStart = new int[states + 1];
        for (int k = 0; k < successor.length; k++) {
            successor[k] = model.successor(k);
            probability[k] = model.probability(k);
            inflowStart[successor[k] + 1]++;
        }
        for (int x = 0; x < states; x++) {
            inflowStart[x + 1] += inflowStart[x];
        }
        int[] inflow = new int[successor.length];
        double[] share = new double[successor.length];
        int[] next = inflowStart.clone();
        for (int row = 0; row < rows; row++) {
            start[row + 1] = model.endSuccessor(row);
            for (int k = start[row]; k < start[row + 1]; k++) {
                int at = next[successor[k]]++;
                inflow[at] = row;
                share[at] = probability[k];
            }
        }
        this.successors = new LaneMatrix(start, successor, probability);
        this.inflows = new LaneMatrix(inflowStart, inflow, share);
    }

    /** Row of {@code [state][action]}. */
    int[] rowOf() {
        return rowOf;
    }

    /** From values of states to those of rows. */
    LaneMatrix successors() {
        return successors;
    }

    /** From what flows into rows to the states; rows in ascending order. */
    LaneMatrix inflows() {
        return inflows;
    }
}
