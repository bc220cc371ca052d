package org.aumann.kernels.cpu.incentive;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.ReadAhead;

/**
 * Walks over all slabs of all players, in parallel, in the order that keeps slabs in the caches.
 *
 * <p>Every pass over the tasks goes the other way than the one before, so that it starts with what was read last: of
 * a tensor larger than memory that is still there. Within a task the order is always the same, and with it the sums.
 */
final class SlabWalk {
    /** Length of the panels in which the tasks share the slabs of an outer player. */
    private static final int PANEL = 16_384;

    /** Panels of an outer player that are asked for in advance. */
    private static final int PANELS_AHEAD = 8;

    private final JointActionIndex index;
    private final SlabPlan plan;
    private final SlabReadAhead readAhead;
    private boolean isForward;

    SlabWalk(JointActionIndex index, ReadAhead readAhead) {
        this.index = index;
        this.plan = new SlabPlan(index);
        this.readAhead = new SlabReadAhead(index, plan, readAhead);
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
            SlabReadAhead.Cursor ahead = readAhead.of(task);
            for (long prefix = plan.firstPrefix(task); prefix < plan.firstPrefix(task + 1); prefix++) {
                descend(visitors[task], ahead, plan.outerPlayers(), prefix * plan.prefixSize());
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
        int last = plan.taskCount() - 1;
        boolean forward = !isForward;
        isForward = forward;
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, Math.min(last + 1, ForkJoinPool.getCommonPoolParallelism() + 1))
                .parallel()
                .forEach(_ -> {
                    for (int k = next.getAndIncrement(); k <= last; k = next.getAndIncrement()) {
                        task.run(forward ? k : last - k);
                    }
                });
    }

    private interface Panel {
        void visit(int player, long base, int length);
    }

    /** A task's share of the panels of an outer player. No panel crosses a prefix. */
    private void outer(int player, int task, Panel panel) {
        long panelsPerPrefix = (plan.prefixSize() + PANEL - 1) / PANEL;
        long panels = index.jointActionCount() / plan.prefixSize() / index.actionCount(player) * panelsPerPrefix;
        long end = panels * (task + 1) / plan.taskCount();
        long first = panels * task / plan.taskCount();
        long asked = first;
        for (long k = first; k < end; k++) {
            for (; asked < Math.min(end, k + PANELS_AHEAD); asked++) {
                readAhead.request(player, base(player, asked), length(asked));
            }
            panel.visit(player, base(player, k), length(k));
        }
    }

    /** Where a panel of an outer player begins. */
    private long base(int player, long panel) {
        long panelsPerPrefix = (plan.prefixSize() + PANEL - 1) / PANEL;
        long stride = index.stride(player);
        long prefix = panel / panelsPerPrefix;
        long prefixes = stride / plan.prefixSize();
        return prefix / prefixes * stride * index.actionCount(player)
                + prefix % prefixes * plan.prefixSize()
                + panel % panelsPerPrefix * PANEL;
    }

    private int length(long panel) {
        long panelsPerPrefix = (plan.prefixSize() + PANEL - 1) / PANEL;
        return (int) Math.min(PANEL, plan.prefixSize() - panel % panelsPerPrefix * PANEL);
    }

    private void descend(SlabVisitor visitor, SlabReadAhead.Cursor ahead, int player, long base) {
        long stride = index.stride(player);
        if (player >= plan.leafPlayer()) {
            ahead.at(base);
            visitor.block(base, Math.toIntExact(index.actionCount(player) * stride));
            return;
        }
        visitor.enter(player, base, Math.toIntExact(stride));
        for (int r = 0; r < index.actionCount(player); r++) {
            descend(visitor, ahead, player + 1, base + r * stride);
        }
        visitor.leave(player, base, Math.toIntExact(stride));
    }
}
