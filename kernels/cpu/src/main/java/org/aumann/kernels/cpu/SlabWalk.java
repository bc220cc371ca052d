package org.aumann.kernels.cpu;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;

/** Walks a kernel over all slabs of all players, in parallel, in the order that keeps slabs in the caches. */
final class SlabWalk {
    private final JointActionIndex index;
    private final SlabPlan plan;

    SlabWalk(JointActionIndex index) {
        this.index = index;
        this.plan = new SlabPlan(index);
    }

    /** Number of kernels that {@link #run} asks for. */
    int taskCount() {
        return plan.taskCount();
    }

    /**
     * Runs the outer players one after the other, each in parallel over tiles, then the prefixes in
     * parallel.
     *
     * @param kernel the kernel of a task, from 0 to {@link #taskCount} − 1; asked for again in every phase
     */
    void run(IntFunction<SlabKernel> kernel) {
        for (int p = 0; p < plan.outerPlayers(); p++) {
            int player = p;
            inParallel(task -> outer(kernel.apply(task), player, task));
        }
        inParallel(task -> {
            SlabKernel own = kernel.apply(task);
            for (long prefix = plan.firstPrefix(task); prefix < plan.firstPrefix(task + 1); prefix++) {
                descend(own, plan.outerPlayers(), prefix * plan.prefixSize());
            }
        });
    }

    private interface Task {
        void run(int task);
    }

    private void inParallel(Task task) {
        IntStream.range(0, plan.taskCount()).parallel().forEach(task::run);
    }

    /** A task's share of the tiles of an outer player. */
    private void outer(SlabKernel kernel, int player, int task) {
        long stride = index.stride(player);
        long tilesPerSlab = (stride + SlabKernel.TILE - 1) / SlabKernel.TILE;
        long slab = stride * index.actionCount(player);
        long tiles = index.jointActionCount() / slab * tilesPerSlab;
        long end = tiles * (task + 1) / plan.taskCount();
        for (long tile = tiles * task / plan.taskCount(); tile < end; tile++) {
            long from = tile % tilesPerSlab * SlabKernel.TILE;
            int length = (int) Math.min(SlabKernel.TILE, stride - from);
            kernel.tile(player, tile / tilesPerSlab * slab + from, length);
        }
    }

    private void descend(SlabKernel kernel, int player, long base) {
        if (player >= plan.leafPlayer()) {
            leaf(kernel, base);
            return;
        }
        long stride = index.stride(player);
        tiles(kernel, player, base);
        for (int r = 0; r < index.actionCount(player); r++) {
            descend(kernel, player + 1, base + r * stride);
        }
    }

    private void tiles(SlabKernel kernel, int player, long base) {
        long stride = index.stride(player);
        for (long from = 0; from < stride; from += SlabKernel.TILE) {
            kernel.tile(player, base + from, (int) Math.min(SlabKernel.TILE, stride - from));
        }
    }

    private void leaf(SlabKernel kernel, long base) {
        int first = plan.leafPlayer();
        int length = Math.toIntExact(index.actionCount(first) * index.stride(first));
        for (int q = first; q < index.playerCount(); q++) {
            int slab = Math.toIntExact(index.actionCount(q) * index.stride(q));
            if (index.stride(q) < SlabKernel.SHORT_STRIDE) {
                kernel.rows(q, base, length / slab);
            } else {
                for (int from = 0; from < length; from += slab) {
                    tiles(kernel, q, base + from);
                }
            }
        }
        kernel.complete(base, length);
    }
}
