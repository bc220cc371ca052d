package org.aumann.kernels.cpu.stochastic;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.QLearner;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.LearningField;
import org.aumann.kernels.cpu.base.HostBuffer;

/** Single learners, one object each: the definition. */
public final class ScalarLearning extends HostLearning {
    private final QLearner[] learners;

    /**
     * Copies of a learner.
     *
     * @param model the game
     * @param copyCount number of copies, at least 1
     * @param seed of all draws
     */
    public ScalarLearning(StochasticModel model, int copyCount, long seed) {
        super(model, copyCount, seed);
        this.learners = IntStream.range(0, copyCount)
                .mapToObj(copy -> new QLearner(model, seed, copy))
                .toArray(QLearner[]::new);
    }

    @Override
    protected void step(long first, int count, LearningOptions options, double[] table, boolean isNewCall) {
        for (int copy = 0; copy < copyCount(); copy++) {
            QLearner learner = learners[copy];
            exchange(copy, true);
            learner.resume(
                    first,
                    (int) reported(copy, LearningField.STATE),
                    (int) reported(copy, LearningField.LEFT),
                    (int) reported(copy, LearningField.LENGTH),
                    (long) reported(copy, LearningField.EPISODES));
            for (int k = 0; k < count; k++) {
                learner.step(options);
            }
            exchange(copy, false);
            report(copy, LearningField.STATE, learner.state());
            report(copy, LearningField.LEFT, learner.left());
            report(copy, LearningField.LENGTH, learner.length());
            report(copy, LearningField.EPISODES, (double) learner.episodes());
            double before = isNewCall ? 0 : reported(copy, LearningField.GREATEST_CHANGE);
            report(copy, LearningField.GREATEST_CHANGE, Math.max(before, learner.takeGreatestChange()));
        }
    }

    /** Copies the buffers to the learner's arrays, or back. */
    private void exchange(int copy, boolean isToLearner) {
        QLearner learner = learners[copy];
        exchange(payoffs(), copy, learner.payoffs(), isToLearner);
        exchange(visits(), copy, learner.visits(), isToLearner);
        exchange(policies(), copy, learner.policy(), isToLearner);
        exchange(drifts(), copy, learner.drifts(), isToLearner);
        exchange(earned(), copy, learner.earned(), isToLearner);
        exchange(returns(), copy, learner.returns(), isToLearner);
        int players = learner.values().length;
        for (int p = 0; p < players; p++) {
            exchange(values(), copy * players + p, learner.values()[p], isToLearner);
        }
    }

    private static void exchange(HostBuffer buffer, int number, double[] array, boolean isToArray) {
        MemorySegment own = MemorySegment.ofArray(array);
        long at = number * own.byteSize();
        if (isToArray) {
            MemorySegment.copy(buffer.stored(), at, own, 0, own.byteSize());
        } else {
            MemorySegment.copy(own, 0, buffer.stored(), at, own.byteSize());
        }
    }
}
