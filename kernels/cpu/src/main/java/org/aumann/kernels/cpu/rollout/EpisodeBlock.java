package org.aumann.kernels.cpu.rollout;

import org.aumann.core.rollout.DrawTable;
import org.aumann.core.rollout.RolloutTree;

/**
 * Episodes of one joint policy that advance together. Those that end leave; the others move up and keep their
 * order. Belongs to one task.
 */
final class EpisodeBlock {
    /** Draws of a Philox block. */
    private static final int DRAWS = 4;

    private static final int STRIDE = PhiloxBlocks.padded(VectorRollouts.BLOCK);

    private final int[] nodes;
    private final int[] last;
    private final double[] returns;
    private final int players;
    private final PhiloxBlocks philox;
    private final long[] episode = new long[STRIDE];
    private final int[] position = new int[STRIDE];
    private final long[] draws = new long[DRAWS * STRIDE];

    EpisodeBlock(RolloutTree tree, DrawTable table, double[] returns, long seed, int players) {
        this.nodes = tree.nodes();
        this.last = table.lastDraws();
        this.returns = returns;
        this.players = players;
        this.philox = new PhiloxBlocks(seed);
    }

    /** Adds the returns of {@code length} episodes and their squares to {@code 2 n} sums. */
    void play(long cell, int[] starts, long first, int length, double[] sums, int to) {
        for (int i = 0; i < length; i++) {
            episode[i] = first + i;
            position[i] = 0;
        }
        int alive = leave(length, sums, to);
        for (int block = 0; alive > 0; block++) {
            philox.draw(block, cell, episode, alive, draws, STRIDE);
            for (int k = 0; k < DRAWS; k++) {
                advance(starts, k * STRIDE, alive);
            }
            alive = leave(alive, sums, to);
        }
    }

    /** One draw of every episode. */
    private void advance(int[] starts, int from, int alive) {
        for (int i = 0; i < alive; i++) {
            int node = position[i];
            int draw = (int) draws[from + i];
            int entry = starts[nodes[node + RolloutTree.ACTOR]] + nodes[node + RolloutTree.OFFSET];
            // Without branches: the last draws do not decrease, and that of the last action is the greatest int.
            int beyond = (last[entry] - draw) >>> 31;
            int action = beyond + (beyond & ((last[entry + 1] - draw) >>> 31));
            int count = nodes[node + RolloutTree.CHILD_COUNT];
            for (int a = 2; a < count - 1; a++) {
                action += (last[entry + a] - draw) >>> 31;
            }
            position[i] = nodes[node + RolloutTree.FIRST_CHILD] + RolloutTree.WIDTH * action;
        }
    }

    /** Adds up the episodes that are over. */
    private int leave(int alive, double[] sums, int to) {
        int kept = 0;
        for (int i = 0; i < alive; i++) {
            int node = position[i];
            if (nodes[node + RolloutTree.FIRST_CHILD] != node) {
                position[kept] = node;
                episode[kept++] = episode[i];
                continue;
            }
            int at = node / RolloutTree.WIDTH * players;
            for (int p = 0; p < players; p++) {
                double difference = returns[at + p];
                sums[to + p] += difference;
                sums[to + players + p] += difference * difference;
            }
        }
        return kept;
    }
}
