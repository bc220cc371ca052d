package org.aumann.core.regret;

/** {@link RegretRule.MatchingPlus}. */
final class RegretMatchingPlus extends AbstractRegretMinimiser {
    private final double[] regret;

    RegretMatchingPlus(double... first) {
        super(first);
        this.regret = new double[first.length];
    }

    @Override
    void update(double[] utilities) {
        double expected = expected(utilities);
        for (int a = 0; a < regret.length; a++) {
            regret[a] = Math.max(0, regret[a] + (utilities[a] - expected));
        }
        match(regret);
    }
}
