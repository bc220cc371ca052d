package org.aumann.core.regret;

/** {@link RegretRule.PredictiveMatchingPlus}. */
final class PredictiveRegretMatchingPlus extends AbstractRegretMinimiser {
    private final double[] regret;
    private final double[] predicted;

    PredictiveRegretMatchingPlus(double... first) {
        super(first);
        this.regret = new double[first.length];
        this.predicted = new double[first.length];
    }

    @Override
    void update(double[] utilities) {
        double expected = expected(utilities);
        for (int a = 0; a < regret.length; a++) {
            double last = utilities[a] - expected;
            regret[a] = Math.max(0, regret[a] + last);
            predicted[a] = regret[a] + last;
        }
        match(predicted);
    }
}
