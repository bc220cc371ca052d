package org.aumann.core.regret;

/** {@link RegretRule.PolynomialWeights}, by logarithms so that a weight never gets lost. */
final class MultiplicativeWeights extends AbstractRegretMinimiser {
    private final LearningRate rate;
    private final double[] logWeight;
    private long rounds;

    MultiplicativeWeights(LearningRate rate, double... first) {
        super(first);
        this.rate = rate;
        this.logWeight = new double[first.length];
    }

    @Override
    void update(double[] utilities) {
        double eta = rate.after(++rounds);
        for (int a = 0; a < logWeight.length; a++) {
            if (!(Math.abs(eta * utilities[a]) < 1)) {
                throw new IllegalArgumentException("utility (" + utilities[a] + ") times the learning rate (" + eta
                        + ") must be in (-1, 1)\nMaybe scale the rate with the range of the payoffs.");
            }
            logWeight[a] += Math.log1p(eta * utilities[a]);
        }
        softmax(logWeight);
    }
}
