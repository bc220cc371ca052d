package org.aumann.core.regret;

/** {@link RegretRule.Hedge}, and {@link RegretRule.OptimisticHedge} where the last utilities count once more. */
final class ExponentialWeights extends AbstractRegretMinimiser {
    private final LearningRate rate;
    private final double optimism;
    private final double[] utility;
    private final double[] logit;
    private long rounds;

    ExponentialWeights(LearningRate rate, double optimism, double... first) {
        super(first);
        this.rate = rate;
        this.optimism = optimism;
        this.utility = new double[first.length];
        this.logit = new double[first.length];
    }

    @Override
    void update(double[] utilities) {
        double eta = rate.after(++rounds);
        for (int a = 0; a < utility.length; a++) {
            utility[a] += utilities[a];
            logit[a] = eta * (utility[a] + optimism * utilities[a]);
        }
        softmax(logit);
    }
}
