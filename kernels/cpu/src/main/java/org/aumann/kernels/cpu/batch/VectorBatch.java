package org.aumann.kernels.cpu.batch;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.host.BatchShape;

/** Games in the lanes of vectors, and ranges of them on all cores. A game's result does not depend on either. */
public final class VectorBatch extends AbstractBatch {
    /** Ranges of games for every core, so that none waits long for another. */
    private static final int TASKS_PER_CORE = 4;

    /** Games that make a task worth its workspace. */
    private static final int LEAST_GAMES = 4 * Runs.LANES;

    /**
     * The operator of some games.
     *
     * @param index the joint actions of each game
     * @param concept CE or CCE
     * @param objective which of the equilibria
     * @param gameCount number of games, at least 1
     */
    public VectorBatch(JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        super(index, concept, objective, gameCount);
    }

    @Override
    ProgramSolver programs() {
        return ProgramLanes.parallel();
    }

    @Override
    void maximiseEntropy(BatchShape shape, MemorySegment payoffs, int from, int end, BatchOptions options) {
        int games = end - from;
        int tasks = Math.clamp(
                games / LEAST_GAMES, 1, TASKS_PER_CORE * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, tasks).parallel().forEach(task -> {
            int first = from + (int) ((long) games * task / tasks);
            int last = from + (int) ((long) games * (task + 1) / tasks);
            new InteriorPointLanes(this, shape, options, payoffs).solve(first, last);
        });
    }
}
