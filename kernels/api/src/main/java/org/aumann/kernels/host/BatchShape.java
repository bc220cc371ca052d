package org.aumann.kernels.host;

import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchOperator;

/**
 * The sparse matrix that the incentive rows of all games of a batch have in common: which rows there are, without the
 * diagonal of CE, and which entries can differ from zero. Entries are numbered column by column (joint action by joint
 * action), rows ascending. Immutable.
 */
public final class BatchShape {
    private final SolutionConcept concept;
    private final int[] players;
    private final int[] rows;
    private final int[] actionCounts;
    private final int[] columnStarts;
    private final int[] entryRows;
    private final int[] entryColumns;
    private final int[] deviated;
    private final int[] rowStarts;
    private final int[] rowEntries;

    private BatchShape(JointActionIndex index, SolutionConcept concept) {
        this.concept = concept;
        this.actionCounts = index.actionCounts();
        int[] compact = new int[concept.rowCount(index)];
        players = new int[compact.length];
        rows = new int[compact.length];
        int count = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int first = concept.firstRow(index, p);
            for (int k = 0; k < concept.rowCount(index, p); k++) {
                boolean isDeviation = concept == SolutionConcept.CCE || k / actionCounts[p] != k % actionCounts[p];
                compact[first + k] = isDeviation ? count : -1;
                if (isDeviation) {
                    players[count] = p;
                    rows[count++] = first + k;
                }
            }
        }
        this.rowStarts = new int[count + 1];
        int joint = Math.toIntExact(index.jointActionCount());
        this.columnStarts = new int[joint + 1];
        int most = Math.multiplyExact(joint, index.actionCountSum() - index.playerCount());
        entryRows = new int[most];
        entryColumns = new int[most];
        deviated = new int[most];
        rowEntries = new int[most];
        int entry = 0;
        for (int a = 0; a < joint; a++) {
            for (int p = 0; p < index.playerCount(); p++) {
                int followed = index.action(a, p);
                for (int d = 0; d < actionCounts[p]; d++) {
                    if (d != followed) {
                        int row = concept == SolutionConcept.CE ? followed * actionCounts[p] + d : d;
                        entryRows[entry] = compact[concept.firstRow(index, p) + row];
                        entryColumns[entry] = a;
                        deviated[entry++] = (int) (index.base(a, p) + d * index.stride(p));
                    }
                }
            }
            columnStarts[a + 1] = entry;
        }
        int k = 0;
        for (int i = 0; i < count; i++) {
            for (int e = 0; e < most; e++) {
                if (entryRows[e] == i) {
                    rowEntries[k++] = e;
                }
            }
            rowStarts[i + 1] = k;
        }
    }

    /**
     * The shape of games.
     *
     * @param index their joint actions
     * @param concept CE or CCE
     * @return the shape
     * @throws InvalidInputException if there are more than a thousand rows: such games are no small ones
     */
    public static BatchShape of(JointActionIndex index, SolutionConcept concept) {
        if (concept.rowCount(index) > BatchOperator.GREATEST_ROWS) {
            throw new InvalidInputException("incentive rows (" + concept.rowCount(index) + ") of a game " + index
                    + " of a batch must be at most " + BatchOperator.GREATEST_ROWS + "; solve such games one by one");
        }
        return new BatchShape(index, concept);
    }

    /**
     * Number of rows, those of the diagonal of CE left out.
     *
     * @return at least 0
     */
    public int rowCount() {
        return rowStarts.length - 1;
    }

    /**
     * Number of columns.
     *
     * @return J
     */
    public int jointActionCount() {
        return columnStarts.length - 1;
    }

    /**
     * Number of entries that can differ from zero.
     *
     * @return {@code J Σ (A_p − 1)}
     */
    public int entryCount() {
        return entryRows.length;
    }

    /**
     * The row of the {@link SolutionConcept}.
     *
     * @param i row from 0
     * @return row among those with the diagonal
     */
    public int row(int i) {
        return rows[i];
    }

    /**
     * Whose deviation it is.
     *
     * @param i row from 0
     * @return player from 0
     */
    public int player(int i) {
        return players[i];
    }

    /**
     * The recommendation of a row of CE.
     *
     * @param i row from 0
     * @return action from 0
     */
    public int recommended(int i) {
        return withinPlayer(i) / actionCounts[players[i]];
    }

    /**
     * The action that is played instead.
     *
     * @param i row from 0
     * @return action from 0
     */
    public int deviation(int i) {
        return withinPlayer(i) % actionCounts[players[i]];
    }

    private int withinPlayer(int i) {
        int row = rows[i];
        for (int p = 0; p < players[i]; p++) {
            row -= concept == SolutionConcept.CE ? actionCounts[p] * actionCounts[p] : actionCounts[p];
        }
        return row;
    }

    /**
     * Where the entries of every joint action begin, and the end.
     *
     * @return a copy, {@code J + 1} numbers
     */
    public int[] columnStarts() {
        return columnStarts.clone();
    }

    /**
     * The row of every entry.
     *
     * @return a copy
     */
    public int[] entryRows() {
        return entryRows.clone();
    }

    /**
     * The joint action of every entry.
     *
     * @return a copy
     */
    public int[] entryColumns() {
        return entryColumns.clone();
    }

    /**
     * The joint action that the deviation of every entry leads to.
     *
     * @return a copy
     */
    public int[] deviatedJointActions() {
        return deviated.clone();
    }

    /**
     * Where the entries of every row begin in {@link #rowEntries}, and the end.
     *
     * @return a copy
     */
    public int[] rowStarts() {
        return rowStarts.clone();
    }

    /**
     * The entries row by row.
     *
     * @return a copy
     */
    public int[] rowEntries() {
        return rowEntries.clone();
    }
}
