package org.aumann.kernels.cpu.regret;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.core.regret.RegretMinimiser;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.cpu.base.HostBuffer;

/** Single learners, one object each: the definition, and the rules that have no vector code. */
public final class ScalarRegrets extends AbstractRegrets {
    private final RegretRule rule;
    private final RegretMinimiser[] learners;

    /**
     * The operator of some learners.
     *
     * @param rule what all learners do
     * @param learnerCount number of learners, at least 1
     * @param actionCount number of actions of each, at least 1
     * @param tasks parts that the learners are divided into, at work at the same time
     */
    public ScalarRegrets(RegretRule rule, int learnerCount, int actionCount, int tasks) {
        super(learnerCount, actionCount, tasks);
        this.rule = rule;
        this.learners = new RegretMinimiser[learnerCount];
    }

    @Override
    void update(long round, MemorySegment utilities, MemorySegment strategies, int from, int end) {
        for (int learner = from; learner < end; learner++) {
            if (round == 1) {
                learners[learner] = rule.minimiser(row(strategies, learner));
            }
            learners[learner].observe(row(utilities, learner));
            double[] strategy = learners[learner].strategy();
            MemorySegment.copy(MemorySegment.ofArray(strategy), 0, strategies, offset(learner), 8L * strategy.length);
        }
    }

    private double[] row(MemorySegment segment, int learner) {
        long first = (long) learner * actionCount();
        return IntStream.range(0, actionCount())
                .mapToDouble(a -> HostBuffer.get(segment, first + a))
                .toArray();
    }
}
