package org.aumann.kernels.host;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;

/** The cells {@code from ≤ a < end} of a payoff tensor. Immutable. */
public final class CellBox {
    private final int[] from;
    private final JointActionIndex cells;

    /** Not empty: {@code end} is larger everywhere. */
    private CellBox(int[] from, int[] end) {
        this.from = from;
        this.cells = JointActionIndex.of(
                IntStream.range(0, from.length).map(q -> end[q] - from[q]).toArray());
    }

    /**
     * Visits boxes of the cells in which some player's policy is new, each cell in one of them.
     *
     * @param known per player the number of leading policies that are not new. Not modified.
     * @param sizes per player the number of policies. Not modified.
     * @param visitor sees a box for every player who is the first with a new policy
     */
    public static void forEachNew(int[] known, int[] sizes, Consumer<CellBox> visitor) {
        for (int q = 0; q < sizes.length; q++) {
            // Cells in which q is the first player with a new policy.
            int[] from = new int[sizes.length];
            int[] end = sizes.clone();
            System.arraycopy(known, 0, end, 0, q);
            from[q] = known[q];
            if (known[q] < sizes[q] && Arrays.stream(known, 0, q).noneMatch(count -> count == 0)) {
                visitor.accept(new CellBox(from, end));
            }
        }
    }

    /**
     * Visits boxes that this one consists of, in the order of the cells.
     *
     * @param greatest most cells of a part, unless a cell by itself is more
     * @param visitor sees every part
     */
    public void forEachPart(long greatest, Consumer<CellBox> visitor) {
        int cut = 0;
        while (cut < from.length && cells.actionCount(cut) == 1) {
            cut++;
        }
        if (cells.jointActionCount() <= greatest || cut == from.length) {
            visitor.accept(this);
            return;
        }
        int[] end = new int[from.length];
        Arrays.setAll(end, q -> from[q] + cells.actionCount(q));
        int[] middleFrom = from.clone();
        int[] middleEnd = end.clone();
        middleFrom[cut] += cells.actionCount(cut) / 2;
        middleEnd[cut] = middleFrom[cut];
        new CellBox(from, middleEnd).forEachPart(greatest, visitor);
        new CellBox(middleFrom, end).forEachPart(greatest, visitor);
    }

    /**
     * The cells, numbered from 0.
     *
     * @return the index
     */
    public JointActionIndex cells() {
        return cells;
    }

    /**
     * The first policy of a player.
     *
     * @param player from 0
     * @return from 0
     */
    public int from(int player) {
        return from[player];
    }

    /**
     * The joint policy of a cell.
     *
     * @param cell from 0
     * @return per player the policy
     */
    public int[] jointPolicy(long cell) {
        int[] actions = cells.actions(cell);
        Arrays.setAll(actions, q -> actions[q] + from[q]);
        return actions;
    }
}
