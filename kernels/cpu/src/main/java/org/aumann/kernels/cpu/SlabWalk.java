package org.aumann.kernels.cpu;

import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;

/** Walks over all slabs of all players, in parallel, in the order that keeps slabs in the caches. */
final class SlabWalk {
    /** Length of the panels in which the tasks share the slabs of an outer player. */
    private static final int PANEL = 16_384;

    private final JointActionIndex index;
    private final SlabPlan plan;

    SlabWalk(JointActionIndex index) {
        this.index = index;
        this.plan = new SlabPlan(index);
    }

    SlabPlan plan() {
        return plan;
    }

    /**
     * Enters the outer players one after the other, each in parallel over panels, walks the prefixes in
     * parallel, and leaves the outer players.
     *
     * @param visitors one per task
     */
    void run(SlabVisitor[] visitors) {
        for (int p = 0; p < plan.outerPlayers(); p++) {
            int player = p;
            inParallel(task -> outer(player, task, visitors[task]::enter));
        }
        inParallel(task -> {
            for (long prefix = plan.firstPrefix(task); prefix < plan.firstPrefix(task + 1); prefix++) {
                descend(visitors[task], plan.outerPlayers(), prefix * plan.prefixSize());
            }
        });
        for (int p = 0; p < plan.outerPlayers(); p++) {
            int player = p;
            inParallel(task -> outer(player, task, visitors[task]::leave));
        }
    }

    private interface Task {
        void run(int task);
    }

    private void inParallel(Task task) {
        IntStream.range(0, plan.taskCount()).parallel().forEach(task::run);
    }

    private interface Panel {
        void visit(int player, long base, int length);
    }

    /** A task's share of the panels of an outer player. No panel crosses a prefix. */
    private void outer(int player, int task, Panel panel) {
        long stride = index.stride(player);
        long prefixes = stride / plan.prefixSize();
        long panelsPerPrefix = (plan.prefixSize() + PANEL - 1) / PANEL;
        long slab = stride * index.actionCount(player);
        long panelsPerSlab = prefixes * panelsPerPrefix;
        long panels = index.jointActionCount() / slab * panelsPerSlab;
        long end = panels * (task + 1) / plan.taskCount();
        for (long k = panels * task / plan.taskCount(); k < end; k++) {
            long prefix = k % panelsPerSlab / panelsPerPrefix;
            long from = k % panelsPerPrefix * PANEL;
            int length = (int) Math.min(PANEL, plan.prefixSize() - from);
            panel.visit(player, k / panelsPerSlab * slab + prefix * plan.prefixSize() + from, length);
        }
    }

    private void descend(SlabVisitor visitor, int player, long base) {
        long stride = index.stride(player);
        if (player >= plan.leafPlayer()) {
            visitor.block(base, Math.toIntExact(index.actionCount(player) * stride));
            return;
        }
        visitor.enter(player, base, Math.toIntExact(stride));
        for (int r = 0; r < index.actionCount(player); r++) {
            descend(visitor, player + 1, base + r * stride);
        }
        visitor.leave(player, base, Math.toIntExact(stride));
    }
}
