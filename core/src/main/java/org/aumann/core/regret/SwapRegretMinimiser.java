package org.aumann.core.regret;

import java.util.Arrays;

/** {@link RegretRule.Swap}. */
final class SwapRegretMinimiser extends AbstractRegretMinimiser {
    private final RegretMinimiser[] learners;
    private final double[] transition;
    private final double[] share;

    SwapRegretMinimiser(RegretRule external, double... first) {
        super(first);
        this.learners = new RegretMinimiser[first.length];
        Arrays.setAll(learners, _ -> external.minimiser(first));
        this.transition = new double[first.length * first.length];
        this.share = new double[first.length];
    }

    @Override
    void update(double[] utilities) {
        int actions = utilities.length;
        for (int i = 0; i < actions; i++) {
            for (int a = 0; a < actions; a++) {
                share[a] = strategy[i] * utilities[a];
            }
            learners[i].observe(share);
            System.arraycopy(learners[i].strategy(), 0, transition, i * actions, actions);
        }
        StationaryDistribution.solve(transition, strategy);
    }
}
