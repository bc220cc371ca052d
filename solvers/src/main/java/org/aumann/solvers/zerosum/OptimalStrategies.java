package org.aumann.solvers.zerosum;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.solvers.algebra.PseudoInverse;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A strictly complementary pair of optimal strategies of a zero-sum game: every action either has some probability or is
 * a worse answer to the other strategy.
 *
 * <pre>{@code x_i > 0 or (My)_i < v      y_j > 0 or (Mᵀx)_j > v}</pre>
 *
 * <p>There always is one (Goldman and Tucker 1956), and its actions are all that any optimal strategy uses. An interior
 * point method goes to one by itself ({@link CentralPath}); what is 0 is seen where the products {@code x_i (v − (My)_i)}
 * are tiny, and the equations that the rest satisfies exactly remove the last errors. Immutable.
 */
public final class OptimalStrategies {
    /** What an action's probability and slack must differ by, as a factor, to tell which of them is 0. */
    private static final double APART = 1e3;

    /** Singular values below this part of the largest one are 0. */
    private static final double NULL = 1e-10;

    private final double[] rows;
    private final double[] columns;
    private final double value;

    private OptimalStrategies(double[] rows, double[] columns, double value) {
        this.rows = rows;
        this.columns = columns;
        this.value = value;
    }

    /**
     * Solves a game.
     *
     * <p>Time {@code O(A_0² (A_0 + A_1))} for each of some twenty steps.
     *
     * @param matrix the game
     * @param deadline when to stop
     * @return empty if time or digits did not suffice
     */
    public static Optional<OptimalStrategies> of(ZeroSumMatrix matrix, Deadline deadline) {
        CentralPath path = new CentralPath(matrix);
        if (!path.follow(deadline)) {
            return Optional.empty();
        }
        int[] usedRows = used(path.rows(), path.rowSlack());
        int[] usedColumns = used(path.columns(), path.columnSlack());
        if (usedRows.length == 0 || usedColumns.length == 0) {
            return Optional.empty();
        }
        ZeroSumMatrix turned = matrix.turned();
        double[] y = corrected(matrix, usedRows, usedColumns, path.columns(), path.value());
        double[] x = corrected(turned, usedColumns, usedRows, path.rows(), -path.value());
        double value = 0.5 * (guaranteed(matrix, x) - guaranteed(turned, y));
        boolean isStrict = isPositive(x, usedRows) && isPositive(y, usedColumns);
        return isStrict ? Optional.of(new OptimalStrategies(x, y, value)) : Optional.empty();
    }

    /** The actions whose slack, not their probability, is 0; none if that cannot be told of any. */
    private static int[] used(double[] strategy, double[] slack) {
        boolean isClear = IntStream.range(0, strategy.length)
                .allMatch(i -> strategy[i] > APART * slack[i] || slack[i] > APART * strategy[i]);
        return isClear
                ? IntStream.range(0, strategy.length)
                        .filter(i -> strategy[i] > slack[i])
                        .toArray()
                : new int[0];
    }

    private static boolean isPositive(double[] strategy, int[] used) {
        return IntStream.of(used).allMatch(i -> strategy[i] > 0);
    }

    /**
     * The strategy of the column player nearest to a nearly optimal one that makes all used rows equally good:
     * {@code M_RC y = v 1, Σy = 1}.
     */
    private static double[] corrected(ZeroSumMatrix matrix, int[] rows, int[] columns, double[] near, double value) {
        int m = rows.length;
        int n = columns.length;
        DMatrixRMaj system = new DMatrixRMaj(m + 1, n + 1);
        DMatrixRMaj error = new DMatrixRMaj(m + 1, 1);
        double sum = IntStream.of(columns).mapToDouble(j -> near[j]).sum();
        for (int i = 0; i < m; i++) {
            double missing = value;
            for (int j = 0; j < n; j++) {
                system.set(i, j, matrix.entry(rows[i], columns[j]));
                missing -= matrix.entry(rows[i], columns[j]) * near[columns[j]] / sum;
            }
            system.set(i, n, -1);
            error.set(i, 0, missing);
        }
        for (int j = 0; j < n; j++) {
            system.set(m, j, 1);
        }
        DMatrixRMaj change = new DMatrixRMaj(n + 1, 1);
        CommonOps_DDRM.mult(PseudoInverse.of(system, NULL), error, change);
        double[] strategy = new double[near.length];
        for (int j = 0; j < n; j++) {
            strategy[columns[j]] = near[columns[j]] / sum + change.get(j, 0);
        }
        double total = Arrays.stream(strategy).sum();
        return Arrays.stream(strategy).map(probability -> probability / total).toArray();
    }

    private static double guaranteed(ZeroSumMatrix matrix, double[] strategy) {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < matrix.columnCount(); j++) {
            double sum = 0;
            for (int i = 0; i < strategy.length; i++) {
                sum += strategy[i] * matrix.entry(i, j);
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    /**
     * The value of the game.
     *
     * @return v, in units of the matrix
     */
    public double value() {
        return value;
    }

    /**
     * The strategy of player 0.
     *
     * @return a copy, one probability a row
     */
    public double[] rows() {
        return rows.clone();
    }

    /**
     * The strategy of player 1.
     *
     * @return a copy, one probability a column
     */
    public double[] columns() {
        return columns.clone();
    }
}
