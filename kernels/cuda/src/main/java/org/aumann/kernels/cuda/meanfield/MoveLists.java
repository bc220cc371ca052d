package org.aumann.kernels.cuda.meanfield;

import org.aumann.core.meanfield.MeanFieldModel;

/**
 * Where the actions of a mean-field game lead, both ways, as sparse matrices: from a shared row to its successors and to the
 * states and actions that have it, and from a state to the rows that lead to it. Arrays are not to be modified.
 */
final class MoveLists {
    /** In {@link #rowOf}: the action is illegal. */
    private static final int NOWHERE = -1;

    private final int[] rowOf;
    private final int[] pairStarts;
    private final int[] pairStates;
    private final int[] pairActions;
    private final int[] successorStarts;
    private final int[] successors;
    private final double[] probabilities;
    private final int[] inflowStarts;
    private final int[] inflows;
    private final double[] shares;

    MoveLists(MeanFieldModel model) {
        int states = model.stateCount();
        int actions = model.actionCount();
        int rows = model.rowCount();
        this.rowOf = new int[Math.multiplyExact(states, actions)];
        this.pairStarts = new int[rows + 1];
        for (int x = 0; x < states; x++) {
            for (int a = 0; a < actions; a++) {
                boolean isLegal = model.isLegal(x, a);
                rowOf[a * states + x] = isLegal ? model.row(x, a) : NOWHERE;
                pairStarts[model.row(x, a) + 1] += isLegal ? 1 : 0;
            }
        }
        addUp(pairStarts);
        this.pairStates = new int[pairStarts[rows]];
        this.pairActions = new int[pairStates.length];
        int[] nextPair = pairStarts.clone();
        for (int x = 0; x < states; x++) {
            for (int a = 0; a < actions; a++) {
                if (model.isLegal(x, a)) {
                    int at = nextPair[model.row(x, a)]++;
                    pairStates[at] = x;
                    pairActions[at] = a;
                }
            }
        }
        this.successorStarts = new int[rows + 1];
        this.successors = new int[model.successorCount()];
        this.probabilities = new double[successors.length];
        this.inflowStarts = new int[states + 1];
        for (int k = 0; k < successors.length; k++) {
            successors[k] = model.successor(k);
            probabilities[k] = model.probability(k);
            inflowStarts[successors[k] + 1]++;
        }
        addUp(inflowStarts);
        this.inflows = new int[successors.length];
        this.shares = new double[successors.length];
        int[] nextInflow = inflowStarts.clone();
        for (int row = 0; row < rows; row++) {
            successorStarts[row + 1] = model.endSuccessor(row);
            for (int k = successorStarts[row]; k < successorStarts[row + 1]; k++) {
                int at = nextInflow[successors[k]]++;
                inflows[at] = row;
                shares[at] = probabilities[k];
            }
        }
    }

    /** From sizes to where the lists begin. */
    private static void addUp(int[] starts) {
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
    }

    /** {@code [action][state]}. */
    int[] rowOf() {
        return rowOf;
    }

    /** Where the states and actions of a row begin; states ascend. */
    int[] pairStarts() {
        return pairStarts;
    }

    int[] pairStates() {
        return pairStates;
    }

    int[] pairActions() {
        return pairActions;
    }

    /** Where the successors of a row begin; they ascend. */
    int[] successorStarts() {
        return successorStarts;
    }

    int[] successors() {
        return successors;
    }

    double[] probabilities() {
        return probabilities;
    }

    /** Where the rows that lead to a state begin; they ascend. */
    int[] inflowStarts() {
        return inflowStarts;
    }

    int[] inflows() {
        return inflows;
    }

    /** Probabilities, in the order of the {@linkplain #inflows inflows}. */
    double[] shares() {
        return shares;
    }
}
