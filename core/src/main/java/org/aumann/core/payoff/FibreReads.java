package org.aumann.core.payoff;

/**
 * Says in advance what a walk over the fibres of a player reads next, the payoffs of all its actions against the same
 * co-players: the same panel of every action, or contiguous slabs if they are short.
 */
public final class FibreReads {
    /** Joint actions of the co-players that are asked for together. */
    private static final long PANEL = 1 << 16;

    private final ReadAhead readAhead;
    private final JointActionIndex index;
    private final int player;
    private final long stride;
    private final long slab;
    private long asked;
    private long begun = -1;

    /**
     * The reads of one walk, from the first fibre to the last.
     *
     * @param readAhead of the tensor, open as long as the walk
     * @param index the joint actions
     * @param player player from 0
     */
    public FibreReads(ReadAhead readAhead, JointActionIndex index, int player) {
        this.readAhead = readAhead;
        this.index = index;
        this.player = player;
        this.stride = index.stride(player);
        this.slab = stride * index.actionCount(player);
    }

    /**
     * Tells where the walk is.
     *
     * @param first joint action of the next fibre, the player's action 0
     * @param outer first joint action of its slab
     */
    public void at(long first, long outer) {
        if (!readAhead.isActive()) {
            return;
        }
        if (stride < PANEL) {
            long wanted = Math.min(index.jointActionCount(), outer + slab + PANEL);
            for (; asked < wanted; asked += 4 * PANEL) {
                readAhead.request(player, asked, 4 * PANEL);
            }
            return;
        }
        long panel = first - (first - outer) % PANEL;
        if (panel == begun) {
            return;
        }
        begun = panel;
        long next = panel + PANEL < outer + stride ? panel + PANEL : outer + slab;
        long last = next + (index.actionCount(player) - 1) * stride;
        for (long from = next; last < index.jointActionCount() && from <= last; from += stride) {
            readAhead.request(player, from, PANEL);
        }
    }
}
