package org.aumann.core.regret;

import java.util.Arrays;

/** {@link RegretRule.Internal}. Time {@code O(k³)} a round. */
final class InternalRegretMatching extends AbstractRegretMinimiser {
    private final double[] regret;
    private final double[] transition;

    InternalRegretMatching(double... first) {
        super(first);
        this.regret = new double[first.length * first.length];
        this.transition = new double[regret.length];
    }

    @Override
    void update(double[] utilities) {
        int actions = utilities.length;
        boolean positive = false;
        for (int i = 0; i < actions; i++) {
            for (int j = 0; j < actions; j++) {
                int pair = i * actions + j;
                regret[pair] += strategy[i] * (utilities[j] - utilities[i]);
                transition[pair] = Math.max(0, regret[pair]);
                positive |= transition[pair] > 0;
            }
        }
        if (positive) {
            StationaryDistribution.solve(transition, strategy);
        } else {
            Arrays.fill(strategy, 1.0 / actions);
        }
    }
}
