package org.aumann.kernels.host;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;

/**
 * The sparse matrix that the programs of all games of a batch have in common. A program is
 *
 * <pre>{@code
 * maximise c·σ − γ/2 ‖σ‖² + t   over σ ≥ 0, Σ σ = 1, t
 * subject to   Xσ ≤ ε  (incentive rows),   t − Vσ ≤ 0  (value rows, if there are any)
 * }</pre>
 *
 * <p>Entries are numbered column by column, rows ascending, value rows last. An entry is a difference of two payoffs of the row's player;
 * one of a value row is minus a payoff. Immutable.
 */
public final class ProgramShape {
    /** What is the second payoff of an entry of a value row. */
    public static final int NONE = -1;

    /** An element that can differ from zero. */
    private record Entry(int row, int column, int plus, int minus) {}

    private final int columns;
    private final int incentiveRows;
    private final int[] players;
    private final int[] multipliers;
    private final int multiplierCount;
    private final int[] entryRows;
    private final int[] entryColumns;
    private final int[] plus;
    private final int[] minus;
    private final int[] columnStarts;
    private final int[] rowStarts;
    private final int[] rowEntries;

    private ProgramShape(
            int columns,
            int incentiveRows,
            int[] players,
            int[] multipliers,
            int multiplierCount,
            List<Entry> entries) {
        this.columns = columns;
        this.incentiveRows = incentiveRows;
        this.players = players;
        this.multipliers = multipliers;
        this.multiplierCount = multiplierCount;
        this.entryRows = entries.stream().mapToInt(Entry::row).toArray();
        this.entryColumns = entries.stream().mapToInt(Entry::column).toArray();
        this.plus = entries.stream().mapToInt(Entry::plus).toArray();
        this.minus = entries.stream().mapToInt(Entry::minus).toArray();
        this.columnStarts = starts(entryColumns, columns);
        this.rowStarts = starts(entryRows, players.length);
        this.rowEntries = new int[entryRows.length];
        int[] next = rowStarts.clone();
        for (int e = 0; e < entryRows.length; e++) {
            rowEntries[next[entryRows[e]]++] = e;
        }
    }

    private static int[] starts(int[] groups, int count) {
        int[] starts = new int[count + 1];
        for (int group : groups) {
            starts[group + 1]++;
        }
        for (int k = 0; k < count; k++) {
            starts[k + 1] += starts[k];
        }
        return starts;
    }

    /**
     * The programs that select equilibria.
     *
     * @param index the joint actions of each game
     * @param concept CE or CCE
     * @param objective any but entropy, which makes no program of this kind
     * @return the shape
     * @throws InvalidInputException if games are no small ones
     */
    public static ProgramShape of(JointActionIndex index, SolutionConcept concept, BatchObjective objective) {
        requireSmall(index.jointActionCount(), "joint actions", index);
        BatchShape shape = BatchShape.of(index, concept);
        boolean isEgalitarian = objective instanceof BatchObjective.Egalitarian;
        int incentives = shape.rowCount();
        int conceptRows = concept.rowCount(index);
        int rows = incentives + (isEgalitarian ? index.playerCount() : 0);
        int[] players = new int[rows];
        int[] multipliers = new int[rows];
        for (int i = 0; i < rows; i++) {
            boolean isIncentive = i < incentives;
            players[i] = isIncentive ? shape.player(i) : i - incentives;
            multipliers[i] = isIncentive ? shape.row(i) : conceptRows + i - incentives;
        }
        int[] starts = shape.columnStarts();
        int[] entryRows = shape.entryRows();
        int[] deviated = shape.deviatedJointActions();
        List<Entry> entries = new ArrayList<>();
        for (int a = 0; a < shape.jointActionCount(); a++) {
            for (int e = starts[a]; e < starts[a + 1]; e++) {
                entries.add(new Entry(entryRows[e], a, deviated[e], a));
            }
            for (int i = incentives; i < rows; i++) {
                entries.add(new Entry(i, a, a, NONE));
            }
        }
        int count = conceptRows + rows - incentives;
        return new ProgramShape(shape.jointActionCount(), incentives, players, multipliers, count, entries);
    }

    /**
     * The programs of what a player can secure: a column for each of the own actions, a row for what the others do together.
     *
     * @param index the joint actions of each game
     * @param player player from 0
     * @return the shape
     * @throws InvalidInputException if the player has too many actions
     */
    public static ProgramShape maximin(JointActionIndex index, int player) {
        int columns = index.actionCount(player);
        requireSmall(columns, "actions", index);
        int joint = Math.toIntExact(index.jointActionCount());
        int rows = joint / columns;
        int[] players = new int[rows];
        int[] multipliers = new int[rows];
        for (int i = 0; i < rows; i++) {
            players[i] = player;
            multipliers[i] = i;
        }
        List<Entry> entries = new ArrayList<>();
        for (int d = 0; d < columns; d++) {
            int row = 0;
            for (int a = 0; a < joint; a++) {
                if (index.action(a, player) == d) {
                    entries.add(new Entry(row++, d, a, NONE));
                }
            }
        }
        return new ProgramShape(columns, 0, players, multipliers, rows, entries);
    }

    private static void requireSmall(long count, String what, JointActionIndex index) {
        if (count > BatchOperator.GREATEST_COLUMNS) {
            throw new InvalidInputException(
                    what + " (" + count + ") of a game " + index + " of a batch must be at most "
                            + BatchOperator.GREATEST_COLUMNS + "; solve such games one by one");
        }
    }

    /**
     * Number of columns.
     *
     * @return length of σ
     */
    public int columnCount() {
        return columns;
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public int rowCount() {
        return players.length;
    }

    /**
     * Number of incentive rows, which are the first ones; the others are value rows.
     *
     * @return at least 0
     */
    public int incentiveRowCount() {
        return incentiveRows;
    }

    /**
     * Whether there is a t.
     *
     * @return false without value rows
     */
    public boolean hasLevel() {
        return rowCount() > incentiveRows;
    }

    /**
     * Number of entries.
     *
     * @return at least 0
     */
    public int entryCount() {
        return entryRows.length;
    }

    /**
     * Multipliers that are kept of a game.
     *
     * @return at least the number of rows: those on the diagonal of CE too
     */
    public int multiplierCount() {
        return multiplierCount;
    }

    /**
     * Whose row every row is.
     *
     * @return a copy
     */
    public int[] players() {
        return players.clone();
    }

    /**
     * Where the multiplier of every row is among those that are kept of a game.
     *
     * @return a copy
     */
    public int[] multipliers() {
        return multipliers.clone();
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
     * The column of every entry.
     *
     * @return a copy
     */
    public int[] entryColumns() {
        return entryColumns.clone();
    }

    /**
     * The joint action of the first payoff of every entry.
     *
     * @return a copy
     */
    public int[] plus() {
        return plus.clone();
    }

    /**
     * The joint action of the payoff that is subtracted, or {@link #NONE} in value rows.
     *
     * @return a copy
     */
    public int[] minus() {
        return minus.clone();
    }

    /**
     * Where the entries of every column begin, and the end.
     *
     * @return a copy
     */
    public int[] columnStarts() {
        return columnStarts.clone();
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
     * The entries row by row, columns ascending.
     *
     * @return a copy
     */
    public int[] rowEntries() {
        return rowEntries.clone();
    }
}
