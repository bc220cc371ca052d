package org.aumann.kernels.cpu;

import org.aumann.core.payoff.PayoffTensor;

/**
 * Contiguous runs of payoffs in off-heap memory against float64 arrays. Payoffs are converted on the way: no
 * float64 copy of a tensor is ever made.
 *
 * <p>Conversions and stores are what these loops are bound by, so that they take several runs at a time.
 * Tails are scalar: a masked access to off-heap memory costs more than seven plain ones.
 */
interface PayoffRuns {
    static PayoffRuns of(PayoffTensor payoffs) {
        return switch (payoffs.precision()) {
            case FLOAT32 -> new FloatRuns(payoffs);
            case FLOAT64 -> new DoubleRuns(payoffs);
        };
    }

    /** {@code row[to + i] = G_p[element + i]} for {@code i < length}. */
    void load(int player, long element, int length, double[] row, int to);

    /** {@code y[at + i] += Σ_d weights[d] G_p[base + d · stride + i]} for {@code i < length}; zero weights are free. */
    void addCombination(double[] weights, int player, long base, long stride, int length, double[] y, int at);

    /** {@code logit[i] += own G_p[element + i] − deviation[at + i]} for {@code i < length}. */
    void addLogits(double own, int player, long element, int length, double[] deviation, int at, double[] logit);

    /** {@code Σ_i x[i] G_p[element + i]} for {@code i < length}. */
    double dot(int player, long element, int length, double[] x);

    /** {@code products[d] += Σ_i x[i] G_p[base + d · stride + i]} for {@code i < length} and every d. */
    void addProducts(int player, long base, long stride, int length, double[] x, double[] products);
}
