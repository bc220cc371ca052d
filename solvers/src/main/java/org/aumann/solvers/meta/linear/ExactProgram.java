package org.aumann.solvers.meta.linear;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import org.aumann.core.Deadline;

/**
 * A linear program with integer coefficients, solved without any rounding by the dual simplex method.
 *
 * <pre>{@code
 * maximise cᵀx − penalty · s   subject to   Ax − us ≤ b,   Σx = 1,   x ≥ 0,   s free or absent
 * }</pre>
 *
 * <p>A probability of 1 at the largest c is dual feasible, so that there is no first phase. All entries of the tableau
 * have one denominator, and a pivot divides without remainder (Edmonds 1967, as in Avis, lrs, 2000). A row
 * leaves that is violated most; after many pivots the first one (Bland 1977), which cannot cycle. Time
 * {@code O(m n)} products of numbers as long as those of a subdeterminant for a pivot: for small programs that
 * float64 cannot decide. Not safe for use by several threads.
 */
final class ExactProgram {
    /** Pivots per row and column before the rule that cannot cycle. */
    private static final int PATIENCE = 4;

    private static final MathContext DIGITS = new MathContext(30);

    private final int rows;
    private final int columns;

    /** Row 0 is the objective, the last one Σx; the last column is the right side. */
    private final BigInteger[][] tableau;

    private BigInteger denominator = BigInteger.ONE;

    /** What is basic in a row, what is not in a column: x_j is j, the slack of row i is {@code columns + i}. */
    private final int[] basic;

    private final int[] nonbasic;

    /** Number of s, which never leaves; −1 if there is none. */
    private final int free;

    /** The slack of Σx, which never comes back. */
    private final int fixed;

    private boolean isFeasible = true;

    /**
     * @param matrix A, row by row, and u with its sign as a last column if there is an s. Not modified.
     * @param right b. Not modified.
     * @param objective c; with an s, where only s is minimised, empty. Not modified.
     */
    ExactProgram(BigInteger[][] matrix, BigInteger[] right, BigInteger[] objective) {
        this.rows = matrix.length;
        this.columns = matrix[0].length;
        boolean hasSlack = objective.length == 0;
        this.free = hasSlack ? columns - 1 : -1;
        this.fixed = columns + rows;
        this.tableau = new BigInteger[rows + 2][columns + 1];
        this.basic = new int[rows + 2];
        this.nonbasic = new int[columns];
        Arrays.setAll(nonbasic, j -> j);
        Arrays.setAll(basic, i -> columns + i - 1);
        for (int j = 0; j < columns; j++) {
            tableau[0][j] = hasSlack ? BigInteger.valueOf(j == free ? 1 : 0) : objective[j].negate();
            tableau[rows + 1][j] = BigInteger.valueOf(j == free ? 0 : 1);
            for (int i = 0; i < rows; i++) {
                tableau[i + 1][j] = matrix[i][j];
            }
        }
        tableau[0][columns] = BigInteger.ZERO;
        tableau[rows + 1][columns] = BigInteger.ONE;
        for (int i = 0; i < rows; i++) {
            tableau[i + 1][columns] = right[i];
        }
    }

    /**
     * Solves it.
     *
     * @param deadline when to stop
     * @return whether the end was reached in time
     */
    boolean solve(Deadline deadline) {
        if (free >= 0) {
            pivot(1, free);
        }
        pivot(rows + 1, greatestObjective());
        long patience = (long) PATIENCE * (rows + columns);
        for (long pivots = 0; !deadline.isOver(); pivots++) {
            int row = pivots < patience ? mostViolated() : firstViolated();
            if (row < 0) {
                return true;
            }
            int column = entering(row);
            if (column < 0) {
                isFeasible = false;
                return true;
            }
            pivot(row, column);
        }
        return false;
    }

    /** The x whose reduced cost is least: afterwards none is negative. */
    private int greatestObjective() {
        int best = -1;
        for (int j = 0; j < columns; j++) {
            boolean isX = nonbasic[j] < columns && nonbasic[j] != free;
            if (isX && (best < 0 || tableau[0][j].compareTo(tableau[0][best]) < 0)) {
                best = j;
            }
        }
        return best;
    }

    private int mostViolated() {
        int worst = -1;
        for (int i = 1; i <= rows + 1; i++) {
            boolean isViolated = basic[i] != free && tableau[i][columns].signum() < 0;
            if (isViolated && (worst < 0 || tableau[i][columns].compareTo(tableau[worst][columns]) < 0)) {
                worst = i;
            }
        }
        return worst;
    }

    private int firstViolated() {
        int first = -1;
        for (int i = 1; i <= rows + 1; i++) {
            boolean isViolated = basic[i] != free && tableau[i][columns].signum() < 0;
            if (isViolated && (first < 0 || basic[i] < basic[first])) {
                first = i;
            }
        }
        return first;
    }

    /** Where the reduced cost is used up first; of several the first variable. −1 if nothing can mend the row. */
    private int entering(int row) {
        int best = -1;
        for (int j = 0; j < columns; j++) {
            if (nonbasic[j] == fixed || tableau[row][j].signum() >= 0) {
                continue;
            }
            if (best < 0) {
                best = j;
                continue;
            }
            // d_j / −t_j against d_best / −t_best, both −t positive
            int order =
                    tableau[0][j].multiply(tableau[row][best]).compareTo(tableau[0][best].multiply(tableau[row][j]));
            if (order > 0 || (order == 0 && nonbasic[j] < nonbasic[best])) {
                best = j;
            }
        }
        return best;
    }

    private void pivot(int row, int column) {
        BigInteger pivot = tableau[row][column];
        boolean isNegative = pivot.signum() < 0;
        BigInteger[] pivotRow = tableau[row].clone();
        for (int i = 0; i < tableau.length; i++) {
            BigInteger factor = tableau[i][column];
            for (int j = 0; j <= columns; j++) {
                BigInteger entry;
                if (i == row) {
                    entry = j == column ? denominator : pivotRow[j];
                } else if (j == column) {
                    entry = factor.negate();
                } else {
                    entry = tableau[i][j].multiply(pivot);
                    entry = factor.signum() == 0 || pivotRow[j].signum() == 0
                            ? entry
                            : entry.subtract(factor.multiply(pivotRow[j]));
                    entry = entry.divide(denominator);
                }
                tableau[i][j] = isNegative ? entry.negate() : entry;
            }
        }
        denominator = pivot.abs();
        int leaves = basic[row];
        basic[row] = nonbasic[column];
        nonbasic[column] = leaves;
    }

    /** Whether any x satisfies the rows. */
    boolean isFeasible() {
        return isFeasible;
    }

    /** Every x, each correctly rounded. */
    double[] x() {
        double[] x = new double[columns];
        for (int i = 1; i <= rows + 1; i++) {
            if (basic[i] < columns) {
                x[basic[i]] = rounded(tableau[i][columns]);
            }
        }
        return free < 0 ? x : Arrays.copyOf(x, columns - 1);
    }

    /** The objective, rounded. */
    double value() {
        return rounded(tableau[0][columns]);
    }

    private double rounded(BigInteger numerator) {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), DIGITS)
                .doubleValue();
    }
}
