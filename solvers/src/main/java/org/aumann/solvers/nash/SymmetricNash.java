package org.aumann.solvers.nash;

import java.util.Arrays;

/**
 * A symmetric Nash equilibrium of a symmetric game of two players, {@code x} with {@code (Mx)_i ≤ xᵀMx}, by
 * {@link ComplementaryPivoting}, in the symmetric form of Savani and von Stengel.
 */
public final class SymmetricNash {
    private SymmetricNash() {}

    /**
     * Follows the paths of all labels until one ends at an equilibrium.
     *
     * @param payoffs {@code M[i][j]}, what i earns against j. Not modified.
     * @return a mixed strategy, or none if rounding spoils every path
     */
    public static double[] of(double[][] payoffs) {
        double[] best = new double[0];
        double least = Double.POSITIVE_INFINITY;
        for (int label = 0; label < payoffs.length; label++) {
            double[] x = follow(payoffs, label);
            double found = x.length == 0 ? Double.POSITIVE_INFINITY : exploitability(payoffs, x);
            if (found < least) {
                least = found;
                best = x;
            }
        }
        return best;
    }

    private static double exploitability(double[][] payoffs, double[] x) {
        double value = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            double payoff = 0;
            for (int j = 0; j < x.length; j++) {
                payoff += payoffs[i][j] * x[j];
            }
            value += x[i] * payoff;
            greatest = Math.max(greatest, payoff);
        }
        return greatest - value;
    }

    private static double[] follow(double[][] payoffs, int missing) {
        int n = payoffs.length;
        double least =
                Arrays.stream(payoffs).flatMapToDouble(Arrays::stream).min().orElseThrow();
        double greatest =
                Arrays.stream(payoffs).flatMapToDouble(Arrays::stream).max().orElseThrow();
        double range = greatest > least ? greatest - least : 1;
        double[][] positive = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                positive[i][j] = 1 + (payoffs[i][j] - least) / range;
            }
        }
        double[] x = new ComplementaryPivoting(positive).follow(missing);
        double sum = Arrays.stream(x).sum();
        return sum > 0 ? Arrays.stream(x).map(weight -> weight / sum).toArray() : new double[0];
    }
}
