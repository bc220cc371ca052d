package org.aumann.core.regret;

import java.util.Arrays;

/**
 * The fixed point {@code p = pQ} of a Markov chain, by the elimination of Grassmann, Taksar and Heyman 1985: no
 * subtraction, so that it is accurate to rounding however close to periodic or decomposable the chain is.
 */
public final class StationaryDistribution {
    private StationaryDistribution() {}

    /**
     * Solves {@code Σ_i p_i q_ij = p_j Σ_i q_ji} over {@code i ≠ j}, {@code Σ p = 1}.
     *
     * <p>States are eliminated from the last to the first. If one cannot leave to a state before it, there is a
     * closed class that it belongs to; the solution is the one within that class. Rows need not sum to 1, the
     * diagonal is ignored. Time {@code 2/3 k³}.
     *
     * @param rates {@code q_ij ≥ 0} at {@code i k + j}. Modified: eliminated.
     * @param stationary receives p, length {@code k}. Modified.
     */
    public static void solve(double[] rates, double[] stationary) {
        int states = stationary.length;
        int root = 0;
        for (int n = states - 1; n > 0; n--) {
            double leaving = 0;
            for (int j = 0; j < n; j++) {
                leaving += rates[n * states + j];
            }
            if (leaving < Double.MIN_NORMAL) {
                root = n;
                break;
            }
            double scale = 1 / leaving;
            for (int i = 0; i < n; i++) {
                double into = scale * rates[i * states + n];
                rates[i * states + n] = into;
                for (int j = 0; into != 0 && j < n; j++) {
                    rates[i * states + j] += into * rates[n * states + j];
                }
            }
        }
        Arrays.fill(stationary, 0);
        stationary[root] = 1;
        double sum = 1;
        for (int n = root + 1; n < states; n++) {
            for (int i = root; i < n; i++) {
                stationary[n] += stationary[i] * rates[i * states + n];
            }
            sum += stationary[n];
        }
        for (int n = root; n < states; n++) {
            stationary[n] /= sum;
        }
    }
}
