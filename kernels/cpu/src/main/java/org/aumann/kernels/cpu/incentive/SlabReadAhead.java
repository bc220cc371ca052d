package org.aumann.kernels.cpu.incentive;

import java.util.Arrays;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.ReadAhead;

/**
 * Asks for the payoffs that a {@link SlabWalk} is about to read.
 *
 * <p>A middle player's slab is read as a whole when it is entered, the others block by block: the former must be
 * there one slab ahead of the blocks.
 */
final class SlabReadAhead {
    /** Payoffs of a player that are asked for together. */
    private static final long PIECE = 1 << 17;

    /** Pieces that are asked for in advance. */
    private static final int PIECES = 4;

    private final JointActionIndex index;
    private final SlabPlan plan;
    private final ReadAhead readAhead;

    /** Per player how far ahead of a block its payoffs are needed. */
    private final long[] lead;

    SlabReadAhead(JointActionIndex index, SlabPlan plan, ReadAhead readAhead) {
        this.index = index;
        this.plan = plan;
        this.readAhead = readAhead;
        this.lead = new long[index.playerCount()];
        for (int p = plan.outerPlayers(); p < plan.leafPlayer(); p++) {
            lead[p] = index.actionCount(p) * index.stride(p);
        }
    }

    /** Asks for a panel of an outer player. */
    void request(int player, long base, int length) {
        if (readAhead.isActive()) {
            for (int r = 0; r < index.actionCount(player); r++) {
                readAhead.request(player, base + r * index.stride(player), length);
            }
        }
    }

    /** What is ahead of one task, whose blocks are visited in ascending order. */
    Cursor of(int task) {
        return new Cursor(plan.firstPrefix(task) * plan.prefixSize(), plan.firstPrefix(task + 1) * plan.prefixSize());
    }

    /** How far the payoffs of every player have been asked for. */
    final class Cursor {
        private final long end;
        private final long[] asked = new long[lead.length];

        Cursor(long first, long end) {
            this.end = readAhead.isActive() ? end : first;
            Arrays.fill(asked, first);
            at(first);
        }

        /** A block is about to be visited. */
        void at(long base) {
            for (int p = 0; p < asked.length; p++) {
                long wanted = Math.min(end, base + lead[p] + PIECES * PIECE);
                for (; asked[p] < wanted; asked[p] += PIECE) {
                    readAhead.request(p, asked[p], Math.min(PIECE, end - asked[p]));
                }
            }
        }
    }
}
