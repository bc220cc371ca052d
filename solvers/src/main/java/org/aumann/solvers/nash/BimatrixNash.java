package org.aumann.solvers.nash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nash equilibria of a game of two players: all pure ones, and those that are connected with the start by paths of all labels
 * ({@link ComplementaryPivoting}), one after the other: the first ones have index 1, those at the other ends of the paths that begin there
 * −1, such as the mixed equilibrium of the stag hunt.
 *
 * <p>A game may have more that no such path leads to, and a degenerate one has.
 */
public final class BimatrixNash {
    /** Equilibria from which paths are followed. */
    private static final int MOST = 32;

    /** What probabilities of the same equilibrium may differ by. */
    private static final double SAME = 1e-9;

    private BimatrixNash() {}

    /** An equilibrium. */
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
     * @return pure equilibria first, then those of the paths, once each; none only if rounding spoils every path
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
        List<ComplementaryPivoting> ends =
                new ArrayList<>(List.of(new ComplementaryPivoting(complementarity(first, second))));
        List<Pair> mixed = new ArrayList<>();
        for (int from = 0; from < ends.size() && from < MOST; from++) {
            for (int label = 0; label < m + n; label++) {
                ComplementaryPivoting path = new ComplementaryPivoting(ends.get(from));
                double[] z = path.follow(label);
                double[] x = z.length == 0 ? z : normalised(Arrays.copyOfRange(z, 0, m));
                double[] y = z.length == 0 ? z : normalised(Arrays.copyOfRange(z, m, m + n));
                boolean isNew = x.length > 0
                        && y.length > 0
                        && mixed.stream()
                                .noneMatch(pair -> distance(pair.rows, x) <= SAME && distance(pair.columns, y) <= SAME);
                if (isNew) {
                    mixed.add(new Pair(x, y));
                    ends.add(path);
                }
            }
        }
        found.addAll(mixed);
        return found;
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
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
