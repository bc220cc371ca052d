package org.aumann.kernels.cpu;

import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.MeanFieldMoves;

/** Where actions lead, both ways: from a row to its successors, and from a state to the rows that lead to it. */
final class MoveRows {
    private final int[] rowOf;
    private final LaneMatrix successors;
    private final LaneMatrix inflows;

    MoveRows(MeanFieldModel model) {
        MeanFieldMoves moves = new MeanFieldMoves(model);
        this.rowOf = moves.rowOf();
        this.successors = new LaneMatrix(moves.successorStarts(), moves.successors(), moves.probabilities());
        this.inflows = new LaneMatrix(moves.inflowStarts(), moves.inflows(), moves.shares());
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
