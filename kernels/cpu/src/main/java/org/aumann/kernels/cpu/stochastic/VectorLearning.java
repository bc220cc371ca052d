package org.aumann.kernels.cpu.stochastic;

import java.util.stream.IntStream;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.StochasticModel;
import org.jspecify.annotations.Nullable;

/** Ranges of copies on all cores. A copy makes all steps of a call in a row, in the first-level cache where its tables fit. */
public final class VectorLearning extends HostLearning {
    /** Ranges of copies for every core, so that none waits long for another. */
    private static final int TASKS_PER_CORE = 4;

    private final long seed;
    private final @Nullable LearningWalk[] walks;

    /**
     * Copies of a learner.
     *
     * @param model the game
     * @param copyCount number of copies, at least 1
     * @param seed of all draws
     */
    public VectorLearning(StochasticModel model, int copyCount, long seed) {
        super(model, copyCount, seed);
        this.seed = seed;
        this.walks = new LearningWalk
                [Math.min(copyCount, TASKS_PER_CORE * Runtime.getRuntime().availableProcessors())];
    }

    @Override
    protected void step(long first, int count, LearningOptions options, double[] table, boolean isNewCall) {
        int tasks = walks.length;
        IntStream.range(0, tasks).parallel().forEach(task -> {
            LearningWalk walk = walks[task];
            if (walk == null) {
                walk = new LearningWalk(this, tables(), seed);
                walks[task] = walk;
            }
            int end = (int) ((long) copyCount() * (task + 1) / tasks);
            walk.begin(options, table);
            for (int copy = (int) ((long) copyCount() * task / tasks); copy < end; copy++) {
                walk.walk(copy, first, count, isNewCall);
            }
        });
    }
}
