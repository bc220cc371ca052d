package org.aumann.solvers.zerosum;

import java.util.Arrays;
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

    /** Coordinates Z. */
    int dimension() {
        return rowBasis.numCols * columnBasis.numCols;
    }

    /** {@code Uᵀ Y V}, row-major. */
    double[] reduced(double[] y) {
        int du = rowBasis.numCols;
        int dv = columnBasis.numCols;
        double[] half = new double[rows.length * dv];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                double entry = y[i * columns.length + j];
                for (int l = 0; l < dv; l++) {
                    half[i * dv + l] += entry * columnBasis.data[j * dv + l];
                }
            }
        }
        double[] z = new double[du * dv];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < du; k++) {
                double entry = rowBasis.data[i * du + k];
                for (int l = 0; l < dv; l++) {
                    z[k * dv + l] += entry * half[i * dv + l];
                }
            }
        }
        return z;
    }

    /** {@code U Z Vᵀ}, row-major. */
    double[] expanded(double[] z) {
        int du = rowBasis.numCols;
        int dv = columnBasis.numCols;
        double[] x = new double[rows.length * columns.length];
        double[] half = new double[dv];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(half, 0);
            for (int k = 0; k < du; k++) {
                for (int l = 0; l < dv; l++) {
                    half[l] += rowBasis.data[i * du + k] * z[k * dv + l];
                }
            }
            for (int j = 0; j < columns.length; j++) {
                double sum = 0;
                for (int l = 0; l < dv; l++) {
                    sum += half[l] * columnBasis.data[j * dv + l];
                }
                x[i * columns.length + j] = sum;
            }
        }
        return x;
    }

    /** {@code −Σ_j x(i, j) (M(d, j) − v)} per i and unused d. */
    double[] rowSlack(double[] x) {
        double[] slack = new double[rows.length * rowMisses.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < rowMisses.length; d++) {
                double sum = 0;
                for (int j = 0; j < columns.length; j++) {
                    sum -= x[i * columns.length + j] * rowMisses[d][j];
                }
                slack[i * rowMisses.length + d] = sum;
            }
        }
        return slack;
    }

    /** {@code −Σ_i x(i, j) (v − M(i, d))} per j and unused d. */
    double[] columnSlack(double[] x) {
        double[] slack = new double[columns.length * columnMisses.length];
        for (int j = 0; j < columns.length; j++) {
            for (int d = 0; d < columnMisses.length; d++) {
                double sum = 0;
                for (int i = 0; i < rows.length; i++) {
                    sum -= x[i * columns.length + j] * columnMisses[d][i];
                }
                slack[j * columnMisses.length + d] = sum;
            }
        }
        return slack;
    }

    /** Of the multipliers of the inequalities, per joint action: {@code Bᵀβ − W}. */
    double[] forces(double[] ofP, double[] ofRows, double[] ofColumns) {
        double[] forces = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                double force = -ofP[i * columns.length + j];
                for (int d = 0; d < rowMisses.length; d++) {
                    force += ofRows[i * rowMisses.length + d] * rowMisses[d][j];
                }
                for (int d = 0; d < columnMisses.length; d++) {
                    force += ofColumns[j * columnMisses.length + d] * columnMisses[d][i];
                }
                forces[i * columns.length + j] = force;
            }
        }
        return forces;
    }

    /**
     * {@code diag(stiffness) + Bᵀ diag(stiffness of B) B} in the coordinates, of which the lower triangle is filled.
     *
     * @param ofP per joint action. Not modified.
     * @param ofRows per inequality of {@link #rowSlack}. Not modified.
     * @param ofColumns per inequality of {@link #columnSlack}. Not modified.
     */
    DMatrixRMaj quadraticForm(double[] ofP, double[] ofRows, double[] ofColumns) {
        int du = rowBasis.numCols;
        int dv = columnBasis.numCols;
        int size = du * dv;
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        double[][] reducedRows = reducedBy(columnBasis, rowMisses);
        double[] ofRow = new double[dv * dv];
        double[] vector = new double[dv];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(ofRow, 0);
            for (int j = 0; j < columns.length; j++) {
                int k = i * columns.length + j;
                System.arraycopy(columnBasis.data, j * dv, vector, 0, dv);
                addSquare(ofRow, vector, ofP[k]);
            }
            for (int d = 0; d < rowMisses.length; d++) {
                int k = i * rowMisses.length + d;
                addSquare(ofRow, reducedRows[d], ofRows[k]);
            }
            for (int k = 0; k < du; k++) {
                for (int k2 = 0; k2 <= k; k2++) {
                    double product = rowBasis.data[i * du + k] * rowBasis.data[i * du + k2];
                    for (int l = 0; l < dv; l++) {
                        int at = (k * dv + l) * size + k2 * dv;
                        for (int l2 = 0; l2 < dv; l2++) {
                            matrix.data[at + l2] += product * ofRow[l * dv + l2];
                        }
                    }
                }
            }
        }
        double[][] reducedColumns = reducedBy(rowBasis, columnMisses);
        double[] ofColumn = new double[du * du];
        for (int j = 0; j < columns.length && columnMisses.length > 0; j++) {
            Arrays.fill(ofColumn, 0);
            for (int d = 0; d < columnMisses.length; d++) {
                int k = j * columnMisses.length + d;
                addSquare(ofColumn, reducedColumns[d], ofColumns[k]);
            }
            for (int k = 0; k < du; k++) {
                for (int k2 = 0; k2 <= k; k2++) {
                    double factorOfPair = ofColumn[k * du + k2];
                    for (int l = 0; l < dv; l++) {
                        double scaled = factorOfPair * columnBasis.data[j * dv + l];
                        int at = (k * dv + l) * size + k2 * dv;
                        for (int l2 = 0; l2 < dv; l2++) {
                            matrix.data[at + l2] += scaled * columnBasis.data[j * dv + l2];
                        }
                    }
                }
            }
        }
        return matrix;
    }

    private static double[][] reducedBy(DMatrixRMaj basis, double[][] vectors) {
        double[][] reduced = new double[vectors.length][basis.numCols];
        for (int d = 0; d < vectors.length; d++) {
            for (int i = 0; i < basis.numRows; i++) {
                for (int k = 0; k < basis.numCols; k++) {
                    reduced[d][k] += vectors[d][i] * basis.data[i * basis.numCols + k];
                }
            }
        }
        return reduced;
    }

    private static void addSquare(double[] matrix, double[] vector, double factor) {
        int size = vector.length;
        for (int k = 0; k < size; k++) {
            double scaled = factor * vector[k];
            for (int l = 0; l < size; l++) {
                matrix[k * size + l] += scaled * vector[l];
            }
        }
    }
}
