package org.aumann.solvers.nash;

import java.util.Arrays;

/**
 * Complementary pivoting: {@code z ≥ 0}, {@code s ≥ 0}, {@code Mz + s = 1}, {@code z_i s_i = 0}, from the solution {@code z = 0} along the path
 * on which one label is missing.
 *
 * <p>Lemke and Howson 1964. Ties of the ratio test are broken lexicographically, so that paths of degenerate games end too (von Stengel 2002,
 * section 2.6). Costs {@code m²} a pivot.
 */
final class ComplementaryPivoting {
    private static final double ROUNDING = 1e-12;

    private static final int PIVOTS_PER_ROW = 200;

    private final int size;
    private final double[][] tableau;
    private final int[] basis;

    /**
     * At the start of all paths.
     *
     * @param matrix M, of numbers that are at least 0. Not modified.
     */
    ComplementaryPivoting(double[][] matrix) {
        this.size = matrix.length;
        this.tableau = new double[size][2 * size + 1];
        this.basis = new int[size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[i], 0, tableau[i], 0, size);
            tableau[i][size + i] = 1;
            tableau[i][2 * size] = 1;
            basis[i] = size + i;
        }
    }

    /** At the same place of another object. */
    ComplementaryPivoting(ComplementaryPivoting other) {
        this.size = other.size;
        this.tableau = Arrays.stream(other.tableau).map(double[]::clone).toArray(double[][]::new);
        this.basis = other.basis.clone();
    }

    /**
     * Follows a path to its end, from the start of all paths or from the end of the one before.
     *
     * @param missing the label that may be missing on the way: a variable from 0
     * @return z; empty if rounding spoils the path
     */
    double[] follow(int missing) {
        boolean isBasic = Arrays.stream(basis).anyMatch(variable -> variable == missing);
        int entering = isBasic ? missing + size : missing;
        for (int pivot = 0; pivot < PIVOTS_PER_ROW * size; pivot++) {
            int row = leavingRow(entering);
            if (row < 0) {
                return new double[0];
            }
            int leaving = basis[row];
            basis[row] = entering;
            eliminate(row, entering);
            if (leaving % size == missing) {
                return solution();
            }
            entering = (leaving + size) % (2 * size);
        }
        return new double[0];
    }

    private int leavingRow(int entering) {
        int row = -1;
        for (int i = 0; i < size; i++) {
            if (tableau[i][entering] > ROUNDING && (row < 0 || isLess(i, row, entering))) {
                row = i;
            }
        }
        return row;
    }

    /** Whether a row leaves before another: by the right side, then by the columns of the slacks. */
    private boolean isLess(int i, int other, int entering) {
        for (int k = -1; k < size; k++) {
            int column = k < 0 ? 2 * size : size + k;
            double difference =
                    tableau[i][column] / tableau[i][entering] - tableau[other][column] / tableau[other][entering];
            if (Math.abs(difference) > ROUNDING) {
                return difference < 0;
            }
        }
        return false;
    }

    private void eliminate(int row, int column) {
        double[] pivot = tableau[row];
        double factor = 1 / pivot[column];
        for (int j = 0; j < pivot.length; j++) {
            pivot[j] *= factor;
        }
        for (int i = 0; i < size; i++) {
            double multiple = tableau[i][column];
            for (int j = 0; i != row && multiple != 0 && j < pivot.length; j++) {
                tableau[i][j] -= multiple * pivot[j];
            }
        }
    }

    private double[] solution() {
        double[] z = new double[size];
        for (int i = 0; i < size; i++) {
            if (basis[i] < size) {
                z[basis[i]] = Math.max(0, tableau[i][2 * size]);
            }
        }
        return z;
    }
}
