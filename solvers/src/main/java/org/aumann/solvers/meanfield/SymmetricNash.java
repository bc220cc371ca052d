package org.aumann.solvers.meanfield;

import java.util.Arrays;

/**
 * A symmetric Nash equilibrium of a symmetric game of two players, {@code x} with {@code (Mx)_i ≤ xᵀMx}, by
 * complementary pivoting on {@code Bx + s = 1} (Lemke and Howson 1964, in the symmetric form of Savani and von Stengel).
 */
final class SymmetricNash {
    private static final double ROUNDING = 1e-12;

    private static final int PIVOTS_PER_ROW = 200;

    private SymmetricNash() {}

    /**
     * Follows the paths of all labels until one ends at an equilibrium.
     *
     * @param payoffs {@code M[i][j]}, what i earns against j. Not modified.
     * @return a mixed strategy, or none if rounding spoils every path
     */
    static double[] of(double[][] payoffs) {
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

    /** Variables are x_0 … x_{n−1} and the slacks s_0 … s_{n−1}; x_i and s_i share the label i. */
    private static double[] follow(double[][] payoffs, int missing) {
        int n = payoffs.length;
        double least =
                Arrays.stream(payoffs).flatMapToDouble(Arrays::stream).min().orElseThrow();
        double greatest =
                Arrays.stream(payoffs).flatMapToDouble(Arrays::stream).max().orElseThrow();
        double range = greatest > least ? greatest - least : 1;
        double[][] tableau = new double[n][2 * n + 1];
        int[] basis = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                tableau[i][j] = 1 + (payoffs[i][j] - least) / range;
            }
            tableau[i][n + i] = 1;
            tableau[i][2 * n] = 1;
            basis[i] = n + i;
        }
        int entering = missing;
        for (int pivot = 0; pivot < PIVOTS_PER_ROW * n; pivot++) {
            int row = leavingRow(tableau, entering);
            if (row < 0) {
                return new double[0];
            }
            int leaving = basis[row];
            basis[row] = entering;
            eliminate(tableau, row, entering);
            if (leaving % n == missing) {
                return strategy(tableau, basis);
            }
            entering = (leaving + n) % (2 * n);
        }
        return new double[0];
    }

    private static int leavingRow(double[][] tableau, int entering) {
        int last = tableau[0].length - 1;
        int row = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < tableau.length; i++) {
            if (tableau[i][entering] > ROUNDING) {
                double ratio = tableau[i][last] / tableau[i][entering];
                if (ratio < least - ROUNDING) {
                    least = ratio;
                    row = i;
                }
            }
        }
        return row;
    }

    private static void eliminate(double[][] tableau, int row, int column) {
        double[] pivot = tableau[row];
        double factor = 1 / pivot[column];
        for (int j = 0; j < pivot.length; j++) {
            pivot[j] *= factor;
        }
        for (int i = 0; i < tableau.length; i++) {
            double multiple = tableau[i][column];
            for (int j = 0; i != row && multiple != 0 && j < pivot.length; j++) {
                tableau[i][j] -= multiple * pivot[j];
            }
        }
    }

    private static double[] strategy(double[][] tableau, int[] basis) {
        int n = basis.length;
        double[] x = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (basis[i] < n) {
                x[basis[i]] = Math.max(0, tableau[i][2 * n]);
                sum += x[basis[i]];
            }
        }
        for (int i = 0; i < n; i++) {
            x[i] /= sum;
        }
        return sum > 0 ? x : new double[0];
    }
}
