package org.aumann.kernels.cpu.incentive;

import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;

/**
 * How a joint index is cut for threads and caches. It depends on the shape alone, so that results do not
 * depend on the number of threads.
 *
 * <p>A <em>slab</em> of player p is {@code [A_p][stride(p)]} joint actions, those of the earlier players
 * fixed. Players are of three kinds: the <em>outer</em> ones, whose slabs are shared by several tasks; the
 * middle ones, whose slabs a task walks recursively, so that a slab is still in the cache when its
 * sub-slabs are visited; and the <em>leaf</em> players, whose slabs are handled together in a block that
 * fits the first-level caches.
 */
final class SlabPlan {
    /** Joint actions in a leaf block: 64 KB of float64. */
    private static final int LEAF_SIZE = 8_192;

    /** Prefixes of outer actions wanted, so that threads are kept busy. */
    private static final int PREFIXES = 8;

    /** Tasks at most; each keeps its own partial gains. */
    private static final int TASKS = 16;

    private final int outerPlayers;
    private final int leafPlayer;
    private final long prefixSize;
    private final long prefixCount;

    SlabPlan(JointActionIndex index) {
        int last = index.playerCount() - 1;
        int outer = 0;
        long prefixes = 1;
        while (outer < last && prefixes < PREFIXES) {
            prefixes *= index.actionCount(outer++);
        }
        int leaf = last;
        while (leaf > outer && index.actionCount(leaf - 1) * index.stride(leaf - 1) <= LEAF_SIZE) {
            leaf--;
        }
        this.outerPlayers = outer;
        this.leafPlayer = leaf;
        this.prefixCount = prefixes;
        this.prefixSize = index.jointActionCount() / prefixes;
    }

    /** Players {@code 0..outerPlayers−1} are outer. */
    int outerPlayers() {
        return outerPlayers;
    }

    /** Players from this one on are leaf players. */
    int leafPlayer() {
        return leafPlayer;
    }

    /** Joint actions below one prefix of outer actions. */
    long prefixSize() {
        return prefixSize;
    }

    /** Number of tasks that share the prefixes. */
    int taskCount() {
        return (int) Math.min(prefixCount, TASKS);
    }

    /** The first prefix of a task; the task's last one is before the first of the next. */
    long firstPrefix(int task) {
        return prefixCount * task / taskCount();
    }

    /** The own axes of the leaf players; new ones, since they have scratch memory. */
    LeafAxis[] leafAxes(JointActionIndex index) {
        return IntStream.range(leafPlayer, index.playerCount())
                .mapToObj(p -> LeafAxis.of(index.actionCount(p), Math.toIntExact(index.stride(p))))
                .toArray(LeafAxis[]::new);
    }
}
