package org.aumann.kernels.cpu.regret;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.RegretOperator;
import org.aumann.kernels.cpu.base.HostBuffer;

/** Learners in rows; a task owns a range of them, so that the result does not depend on the number of tasks. */
abstract class AbstractRegrets implements RegretOperator {
    private final int learnerCount;
    private final int actionCount;
    private final int tasks;
    private final HostBuffer strategies;
    private long rounds;

    AbstractRegrets(int learnerCount, int actionCount, int tasks) {
        if (learnerCount < 1 || actionCount < 1) {
            throw new IllegalArgumentException(
                    "learners (" + learnerCount + ") and actions (" + actionCount + ") must be at least 1");
        }
        this.learnerCount = learnerCount;
        this.actionCount = actionCount;
        this.tasks = Math.min(tasks, learnerCount);
        this.strategies = new HostBuffer((long) learnerCount * actionCount);
        MemorySegment segment = strategies.stored();
        for (long i = 0; i < strategies.size(); i++) {
            HostBuffer.set(segment, i, 1.0 / actionCount);
        }
    }

    @Override
    public final int learnerCount() {
        return learnerCount;
    }

    @Override
    public final int actionCount() {
        return actionCount;
    }

    @Override
    public final JointBuffer strategies() {
        return strategies;
    }

    /** Bytes from the start of a buffer to a learner's row. */
    final long offset(int learner) {
        return 8L * learner * actionCount;
    }

    @Override
    public final void observe(JointBuffer utilities) {
        if (utilities.size() != strategies.size()) {
            throw new IllegalArgumentException("utilities.size (" + utilities.size() + ") must be " + strategies.size()
                    + " = " + learnerCount + " learners x " + actionCount + " actions");
        }
        MemorySegment source = HostBuffer.segmentOf(utilities);
        MemorySegment target = strategies.stored();
        long round = ++rounds;
        IntStream.range(0, tasks).parallel().forEach(task -> {
            int from = (int) ((long) learnerCount * task / tasks);
            int end = (int) ((long) learnerCount * (task + 1) / tasks);
            update(round, source, target, from, end);
        });
    }

    /**
     * The rows from {@code from} up to {@code end}: utilities in, the strategies they were played with and the
     * next ones out.
     */
    abstract void update(long round, MemorySegment utilities, MemorySegment strategies, int from, int end);

    @Override
    public final void close() {}
}
