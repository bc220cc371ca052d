package org.aumann.core.regret;

/** {@link RegretRule.Matching}. */
final class RegretMatching extends AbstractRegretMinimiser {
    private final double[] regret;

    RegretMatching(double... first) {
        super(first);
        this.regret = new double[first.length];
    }

    @Override
    void update(double[] utilities) {
        double expected = expected(utilities);
        for (int a = 0; a < regret.length; a++) {
            regret[a] += utilities[a] - expected;
        }
        match(regret);
    }
}
