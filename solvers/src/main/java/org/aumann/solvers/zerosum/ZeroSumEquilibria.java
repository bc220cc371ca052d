package org.aumann.solvers.zerosum;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The correlated equilibria of a zero-sum game, in coordinates in which they have an interior.
 *
 * <p>A distribution p is one exactly if all of its conditionals are optimal strategies (Forges 1990). So it is over the
 * rows R and columns C that optimal strategies use, and a conditional over the columns solves the equations that all
 * optimal strategies of their player solve:
 *
 * <pre>{@code
 * Σ_j p(i, j) (M(d, j) − v) = 0,  d ∈ R      Σ_i p(i, j) (M(i, d) − v) = 0,  d ∈ C
 * Σ_j p(i, j) (M(d, j) − v) ≤ 0,  d ∉ R      Σ_i p(i, j) (v − M(i, d)) ≤ 0,  d ∉ C      p ≥ 0
 * }</pre>
 *
 * <p>The equations say that {@code p = U Z Vᵀ} with bases U and V of two null spaces, mostly of dimension 1: then the only
 * equilibrium is the product of the optimal strategies. That product of a strictly complementary pair satisfies all
 * inequalities strictly. Immutable.
 */
final class ZeroSumEquilibria {
    /** Singular values below this part of the largest entry are 0. */
    private static final double NULL = 1e-10;

    private final int[] rows;
    private final int[] columns;
    private final double[] rowStrategy;
    private final double[] columnStrategy;
    private final DMatrixRMaj rowBasis;
    private final DMatrixRMaj columnBasis;

    /** M(d, j) − v over unused d and used j. */
    private final double[][] rowMisses;

    /** v − M(i, d) over unused d and used i. */
    private final double[][] columnMisses;

    ZeroSumEquilibria(ZeroSumMatrix matrix, OptimalStrategies strategies) {
        double[] x = strategies.rows();
        double[] y = strategies.columns();
        double v = strategies.value();
        this.rows = IntStream.range(0, x.length).filter(i -> x[i] > 0).toArray();
        this.columns = IntStream.range(0, y.length).filter(j -> y[j] > 0).toArray();
        this.rowStrategy = IntStream.of(rows).mapToDouble(i -> x[i]).toArray();
        this.columnStrategy = IntStream.of(columns).mapToDouble(j -> y[j]).toArray();
        DMatrixRMaj used = new DMatrixRMaj(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                used.set(i, j, matrix.entry(rows[i], columns[j]) - v);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(rows.length, columns.length, true, true, false);
        svd.decompose(used.copy());
        int rank = 0;
        for (int k = 0; k < svd.numberOfSingularValues(); k++) {
            rank += svd.getSingularValues()[k] > NULL ? 1 : 0;
        }
        DMatrixRMaj left = svd.getU(null, false);
        DMatrixRMaj right = svd.getV(null, false);
        SingularOps_DDRM.descendingOrder(
                left, false, svd.getSingularValues(), svd.numberOfSingularValues(), right, false);
        this.rowBasis = lastColumns(left, rank);
        this.columnBasis = lastColumns(right, rank);
        this.rowMisses = IntStream.range(0, x.length)
                .filter(d -> x[d] == 0)
                .mapToObj(d -> IntStream.of(columns)
                        .mapToDouble(j -> matrix.entry(d, j) - v)
                        .toArray())
                .toArray(double[][]::new);
        this.columnMisses = IntStream.range(0, y.length)
                .filter(d -> y[d] == 0)
                .mapToObj(d -> IntStream.of(rows)
                        .mapToDouble(i -> v - matrix.entry(i, d))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static DMatrixRMaj lastColumns(DMatrixRMaj matrix, int from) {
        DMatrixRMaj last = new DMatrixRMaj(matrix.numRows, matrix.numCols - from);
        for (int i = 0; i < last.numRows; i++) {
            for (int k = 0; k < last.numCols; k++) {
                last.set(i, k, matrix.get(i, from + k));
            }
        }
        return last;
    }

    /** R, ascending. Not to be modified. */
    int[] rows() {
        return rows;
    }

    /** C, ascending. Not to be modified. */
    int[] columns() {
        return columns;
    }

    /** Probabilities over R. Not to be modified. */
    double[] rowStrategy() {
        return rowStrategy;
    }

    /** Probabilities over C. Not to be modified. */
    double[] columnStrategy() {
        return columnStrategy;
    }

    /** U, |R| × its dimension. Not to be modified. */
    DMatrixRMaj rowBasis() {
        return rowBasis;
    }

    /** V, |C| × its dimension. Not to be modified. */
    DMatrixRMaj columnBasis() {
        return columnBasis;
    }

    /** Coordinates Z. */
    int dimension() {
        return rowBasis.numCols * columnBasis.numCols;
    }

    /** {@code M(d, j) − v} of every unused row over C. Not to be modified. */
    double[][] rowMisses() {
        return rowMisses;
    }

    /** {@code v − M(i, d)} of every unused column over R. Not to be modified. */
    double[][] columnMisses() {
        return columnMisses;
    }
}
