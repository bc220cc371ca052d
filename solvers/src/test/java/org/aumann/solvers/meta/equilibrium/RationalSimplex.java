package org.aumann.solvers.meta.equilibrium;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The textbook's simplex method in fractions: a full tableau, two phases, and Bland's rule. Slow and obvious; it shares
 * nothing with what it judges.
 *
 * <pre>{@code maximise cᵀx   subject to   Ax ≤ b,   Σ_{j < distribution} x_j = 1,   x ≥ 0}</pre>
 */
final class RationalSimplex {
    private final Rational[][] tableau;
    private final int[] basis;
    private final int columns;
    private final int artificials;

    /**
     * @param matrix A. Not modified.
     * @param right b. Not modified.
     * @param distribution how many of the first variables sum to 1
     */
    RationalSimplex(Rational[][] matrix, Rational[] right, int distribution) {
        int rows = matrix.length + 1;
        int variables = matrix.length == 0 ? distribution : matrix[0].length;
        this.artificials = variables + matrix.length;
        this.columns = artificials + rows;
        this.tableau = new Rational[rows][columns + 1];
        this.basis = new int[rows];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(tableau[i], Rational.ZERO);
            boolean isSum = i == matrix.length;
            for (int j = 0; j < variables; j++) {
                tableau[i][j] = isSum ? (j < distribution ? Rational.ONE : Rational.ZERO) : matrix[i][j];
            }
            tableau[i][columns] = isSum ? Rational.ONE : right[i];
            if (!isSum) {
                tableau[i][variables + i] = Rational.ONE;
            }
            if (tableau[i][columns].signum() < 0) {
                for (int j = 0; j <= columns; j++) {
                    tableau[i][j] = tableau[i][j].negated();
                }
            }
            boolean needsArtificial = isSum || tableau[i][variables + i].signum() < 0;
            basis[i] = needsArtificial ? artificials + i : variables + i;
            tableau[i][artificials + i] = Rational.ONE;
        }
    }

    /** The greatest value of an objective over the variables; null if nothing satisfies the rows. */
    @Nullable
    Rational maximise(Rational[] objective) {
        Rational[] first = new Rational[columns];
        Arrays.fill(first, Rational.ZERO);
        Arrays.fill(first, artificials, columns, Rational.ONE.negated());
        if (run(first, columns).signum() < 0) {
            return null;
        }
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; basis[i] >= artificials && j < artificials; j++) {
                if (tableau[i][j].signum() != 0) {
                    pivot(i, j);
                }
            }
        }
        Rational[] second = new Rational[columns];
        Arrays.fill(second, Rational.ZERO);
        System.arraycopy(objective, 0, second, 0, objective.length);
        return run(second, artificials);
    }

    private Rational run(Rational[] costs, int allowed) {
        while (true) {
            int entering = -1;
            for (int j = 0; j < allowed && entering < 0; j++) {
                Rational reduced = costs[j];
                for (int i = 0; i < basis.length; i++) {
                    reduced = reduced.minus(costs[basis[i]].times(tableau[i][j]));
                }
                entering = reduced.signum() > 0 ? j : -1;
            }
            if (entering < 0) {
                break;
            }
            int leaving = -1;
            Rational least = Rational.ZERO;
            for (int i = 0; i < basis.length; i++) {
                if (tableau[i][entering].signum() > 0) {
                    Rational ratio = tableau[i][columns].over(tableau[i][entering]);
                    int order = leaving < 0 ? -1 : ratio.compareTo(least);
                    if (order < 0 || (order == 0 && basis[i] < basis[leaving])) {
                        leaving = i;
                        least = ratio;
                    }
                }
            }
            if (leaving < 0) {
                throw new AssertionError("a bounded program is unbounded");
            }
            pivot(leaving, entering);
        }
        Rational value = Rational.ZERO;
        for (int i = 0; i < basis.length; i++) {
            value = value.plus(costs[basis[i]].times(tableau[i][columns]));
        }
        return value;
    }

    private void pivot(int row, int column) {
        Rational pivot = tableau[row][column];
        for (int j = 0; j <= columns; j++) {
            tableau[row][j] = tableau[row][j].over(pivot);
        }
        for (int i = 0; i < basis.length; i++) {
            Rational factor = tableau[i][column];
            if (i != row && factor.signum() != 0) {
                for (int j = 0; j <= columns; j++) {
                    if (tableau[row][j].signum() != 0) {
                        tableau[i][j] = tableau[i][j].minus(factor.times(tableau[row][j]));
                    }
                }
            }
        }
        basis[row] = column;
    }
}
