package org.aumann.kernels.cpu.regret;

import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.RegretOperator;

/** The learners of each rule on all cores. */
public final class VectorRegrets {
    /** Ranges of rows for every core, so that none waits long for another. */
    private static final int TASKS_PER_CORE = 4;

    private VectorRegrets() {}

    /**
     * The operator of some learners.
     *
     * @param rule what all learners do
     * @param learners number of learners, at least 1
     * @param actions number of actions of each, at least 1
     * @return an operator that the caller closes
     */
    public static RegretOperator of(RegretRule rule, int learners, int actions) {
        int tasks = TASKS_PER_CORE * Runtime.getRuntime().availableProcessors();
        return switch (rule) {
            case RegretRule.Matching _ -> new MatchingRegrets(learners, actions, tasks, Double.NEGATIVE_INFINITY, 0);
            case RegretRule.MatchingPlus _ -> new MatchingRegrets(learners, actions, tasks, 0, 0);
            case RegretRule.PredictiveMatchingPlus _ -> new MatchingRegrets(learners, actions, tasks, 0, 1);
            case RegretRule.Hedge hedge -> new ExponentialRegrets(learners, actions, tasks, hedge.rate(), 0);
            case RegretRule.OptimisticHedge hedge -> new ExponentialRegrets(learners, actions, tasks, hedge.rate(), 1);
            case RegretRule.PolynomialWeights _, RegretRule.Internal _, RegretRule.Swap _ ->
                new ScalarRegrets(rule, learners, actions, tasks);
        };
    }
}
