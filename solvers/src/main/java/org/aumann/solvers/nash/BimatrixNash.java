package org.aumann.solvers.nash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nash equilibria of a game of two players: all pure ones, and those at the ends of the paths of all labels ({@link ComplementaryPivoting}).
 *
 * <p>A game with an even number of equilibria, or degenerate ones, may have more.
 */
public final class BimatrixNash {
    private BimatrixNash() {}

    /** An equilibrium. Owns its arrays. */
    public static final class Pair {
        private final double[] rows;
        private final double[] columns;

        Pair(double[] rows, double[] columns) {
            this.rows = rows;
            this.columns = columns;
        }

        /**
         * The first player's strategy.
         *
         * @return a copy
         */
        public double[] rows() {
            return rows.clone();
        }

        /**
         * The second player's strategy.
         *
         * @return a copy
         */
        public double[] columns() {
            return columns.clone();
        }
    }

    /**
     * Finds equilibria.
     *
     * @param first {@code A[i][j]}, what the first player earns. Not modified.
     * @param second {@code B[i][j]}, what the second player earns. Not modified.
     * @return pure equilibria first, then those of the labels; none only if rounding spoils every path
     */
    public static List<Pair> of(double[][] first, double[][] second) {
        List<Pair> found = new ArrayList<>();
        int m = first.length;
        int n = first[0].length;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                if (isEquilibrium(first, second, i, j)) {
                    found.add(new Pair(unit(m, i), unit(n, j)));
                }
            }
        }
        double[][] matrix = complementarity(first, second);
        for (int label = 0; label < m + n; label++) {
            double[] z = new ComplementaryPivoting(matrix).follow(label);
            if (z.length > 0) {
                double[] x = normalised(Arrays.copyOfRange(z, 0, m));
                double[] y = normalised(Arrays.copyOfRange(z, m, m + n));
                if (x.length > 0 && y.length > 0) {
                    found.add(new Pair(x, y));
                }
            }
        }
        return found;
    }

    private static boolean isEquilibrium(double[][] first, double[][] second, int i, int j) {
        for (double[] other : first) {
            if (other[j] > first[i][j]) {
                return false;
            }
        }
        for (double other : second[i]) {
            if (other > second[i][j]) {
                return false;
            }
        }
        return true;
    }

    /** {@code [[0, A], [Bᵀ, 0]]} with payoffs from 1 to 2. */
    private static double[][] complementarity(double[][] first, double[][] second) {
        int m = first.length;
        int n = first[0].length;
        double[][] a = scaled(first);
        double[][] b = scaled(second);
        double[][] matrix = new double[m + n][m + n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][m + j] = a[i][j];
                matrix[m + j][i] = b[i][j];
            }
        }
        return matrix;
    }

    private static double[][] scaled(double[][] payoffs) {
        double least =
                Arrays.stream(payoffs).flatMapToDouble(Arrays::stream).min().orElseThrow();
        double greatest =
                Arrays.stream(payoffs).flatMapToDouble(Arrays::stream).max().orElseThrow();
        double range = greatest > least ? greatest - least : 1;
        return Arrays.stream(payoffs)
                .map(row -> Arrays.stream(row)
                        .map(payoff -> 1 + (payoff - least) / range)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] unit(int size, int place) {
        double[] unit = new double[size];
        unit[place] = 1;
        return unit;
    }

    /** Empty if there is nothing to normalise. */
    private static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return sum > 0 ? Arrays.stream(weights).map(weight -> weight / sum).toArray() : new double[0];
    }
}
