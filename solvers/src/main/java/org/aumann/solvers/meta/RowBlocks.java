package org.aumann.solvers.meta;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Where the wanted incentive rows stand in a small matrix, and how the column of a joint action falls on
 * them: for CCE all rows of all players, for CE the rows of each player's recommended action.
 *
 * <p>Immutable and safe for use by several threads.
 */
final class RowBlocks {
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final int[] rows;
    private final double[] scale;

    /** Position of the first wanted row at or after every row. */
    private final int[] position;

    private final int[] deviation;

    RowBlocks(JointActionIndex index, SolutionConcept concept, int[] rows, double[] scale) {
        this.index = index;
        this.concept = concept;
        this.rows = rows;
        this.scale = scale;
        this.position = new int[scale.length + 1];
        int next = 0;
        for (int row = 0; row < position.length; row++) {
            position[row] = next;
            if (next < rows.length && rows[next] == row) {
                next++;
            }
        }
        this.deviation = new int[rows.length];
        for (int p = 0, actionsBefore = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            int first = concept.firstRow(index, p);
            int end = first + concept.rowCount(index, p);
            for (int i = position[first]; i < position[end]; i++) {
                deviation[i] = actionsBefore + (rows[i] - first) % actions;
            }
            actionsBefore += actions;
        }
    }

    /** Adds the column of a joint action, the {@code k}-th of the differences, to a covariance. */
    void add(long jointAction, double[] differences, int k, double weight, Covariance covariance) {
        int players = index.playerCount();
        int[] starts = new int[players];
        int[] ends = new int[players];
        double[] x = new double[rows.length];
        int from = k * index.actionCountSum();
        for (int p = 0; p < players; p++) {
            int actions = index.actionCount(p);
            int row = concept.firstRow(index, p);
            if (concept == SolutionConcept.CE) {
                row += index.action(jointAction, p) * actions;
            }
            starts[p] = position[row];
            ends[p] = position[row + actions];
            for (int i = starts[p]; i < ends[p]; i++) {
                x[i] = differences[from + deviation[i]] * scale[rows[i]];
            }
        }
        covariance.add(weight, x, starts, ends, players);
    }
}
