package org.aumann.core.regret;

import java.util.Arrays;

/** What all learners share: the strategy, and how weights become one. */
abstract class AbstractRegretMinimiser implements RegretMinimiser {
    private static final double SUM_TOLERANCE = 1e-9;

    /** The strategy of the coming round. */
    final double[] strategy;

    AbstractRegretMinimiser(double[] first) {
        if (first.length == 0) {
            throw new IllegalArgumentException("actions (0) must be at least 1");
        }
        double sum = 0;
        for (double probability : first) {
            if (!(probability >= 0)) {
                throw new IllegalArgumentException("probability (" + probability + ") must be at least 0");
            }
            sum += probability;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "probabilities of the first strategy sum to " + sum + ", they must sum to 1");
        }
        this.strategy = first.clone();
    }

    @Override
    public final int actionCount() {
        return strategy.length;
    }

    @Override
    public final double[] strategy() {
        return strategy.clone();
    }

    @Override
    public final void observe(double[] utilities) {
        if (utilities.length != strategy.length) {
            throw new IllegalArgumentException(
                    "utilities.length (" + utilities.length + ") must be " + strategy.length + " actions");
        }
        update(utilities);
    }

    /** Takes in the utilities and sets the next strategy. */
    abstract void update(double[] utilities);

    /** {@code ⟨p, u⟩}. */
    final double expected(double[] utilities) {
        double sum = 0;
        for (int a = 0; a < strategy.length; a++) {
            sum += strategy[a] * utilities[a];
        }
        return sum;
    }

    /** {@code p ∝ max(weight, 0)}, uniform if the sum has no normal inverse. */
    final void match(double[] weight) {
        double sum = 0;
        for (double w : weight) {
            sum += Math.max(0, w);
        }
        if (sum < Double.MIN_NORMAL) {
            Arrays.fill(strategy, 1.0 / strategy.length);
            return;
        }
        double scale = 1 / sum;
        for (int a = 0; a < strategy.length; a++) {
            strategy[a] = scale * Math.max(0, weight[a]);
        }
    }

    /** {@code p ∝ exp(logit)}. */
    final void softmax(double[] logit) {
        double greatest = Arrays.stream(logit).max().orElseThrow();
        double sum = 0;
        for (int a = 0; a < strategy.length; a++) {
            strategy[a] = Math.exp(logit[a] - greatest);
            sum += strategy[a];
        }
        for (int a = 0; a < strategy.length; a++) {
            strategy[a] /= sum;
        }
    }
}
