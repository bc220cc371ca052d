package org.aumann.kernels;

/**
 * K2: thousands of {@linkplain org.aumann.core.regret.RegretRule regret minimisers} of one rule, a round at a
 * time. What they know stays in the back end, float64, in rows {@code [learner][action]}.
 *
 * <p>A learner plays what {@link org.aumann.core.regret.RegretRule#minimiser} plays, to rounding. Traffic of a
 * round of regret matching: regrets read and written, utilities read, strategies written, 32 bytes an action.
 */
public interface RegretOperator extends AutoCloseable {
    /**
     * Number of learners.
     *
     * @return at least 1
     */
    int learnerCount();

    /**
     * Number of actions of every learner.
     *
     * @return at least 1
     */
    int actionCount();

    /**
     * What is played in the coming round: {@code element = learner · actionCount + action}. Uniform at first;
     * before the first round other strategies may be written, later it is only to be read.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer strategies();

    /**
     * Ends a round of all learners.
     *
     * @param utilities what each action would have earned, in the order of {@link #strategies}. Not modified.
     */
    void observe(JointBuffer utilities);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
