package org.aumann.solvers.algebra;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A symmetric matrix, positive definite but for rounding, with Cholesky factors of it or, if there are none, of one whose
 * diagonal is a little larger.
 *
 * <p>Interior point methods end with matrices whose eigenvalues are further apart than float64 can tell. Answers are improved
 * by their residuals with the matrix itself. Time {@code n³/3} for the factors, {@code O(n²)} for an answer.
 */
public final class DampedCholesky {
    private static final int BLOCK = 48;

    /** What is added to the diagonal, relative to it, if a factorisation fails. */
    private static final double LEAST_RIDGE = 1e-15;

    private static final double GREATEST_RIDGE = 1e-2;

    /** Corrections of an answer: each gains the digits that the factors have. */
    private static final int CORRECTIONS = 3;

    private final DMatrixRMaj matrix;
    private final LinearSolverDense<DMatrixRMaj> factors;

    private DampedCholesky(DMatrixRMaj matrix, LinearSolverDense<DMatrixRMaj> factors) {
        this.matrix = matrix;
        this.factors = factors;
    }

    /**
     * Factorises a matrix.
     *
     * @param matrix of which the lower triangle counts; the upper one is overwritten with it. Kept.
     * @return empty if no damping helps
     */
    public static Optional<DampedCholesky> of(DMatrixRMaj matrix) {
        int size = matrix.numRows;
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                matrix.data[b * size + a] = matrix.data[a * size + b];
            }
        }
        for (double ridge = 0; ridge <= GREATEST_RIDGE; ridge = Math.max(LEAST_RIDGE, 100 * ridge)) {
            DMatrixRMaj damped = matrix.copy();
            for (int a = 0; a < size; a++) {
                damped.data[a * size + a] *= 1 + ridge;
            }
            LinearSolverDense<DMatrixRMaj> factors =
                    new LinearSolverChol_DDRM(new CholeskyDecompositionBlock_DDRM(BLOCK));
            if (factors.setA(damped)) {
                return Optional.of(new DampedCholesky(matrix, factors));
            }
        }
        return Optional.empty();
    }

    /**
     * Answers {@code Ax = b}.
     *
     * @param right b. Not modified.
     * @return x, as good as the factors and three corrections make it
     */
    public double[] solve(double[] right) {
        DMatrixRMaj b = DMatrixRMaj.wrap(right.length, 1, right.clone());
        DMatrixRMaj x = new DMatrixRMaj(right.length, 1);
        factors.solve(b.copy(), x);
        DMatrixRMaj error = new DMatrixRMaj(right.length, 1);
        DMatrixRMaj change = new DMatrixRMaj(right.length, 1);
        double size = error(b, x, error);
        for (int k = 0; k < CORRECTIONS; k++) {
            factors.solve(error, change);
            DMatrixRMaj corrected = x.copy();
            CommonOps_DDRM.addEquals(corrected, change);
            double correctedSize = error(b, corrected, error);
            if (!(correctedSize < size)) {
                break;
            }
            x = corrected;
            size = correctedSize;
        }
        return x.data;
    }

    private double error(DMatrixRMaj b, DMatrixRMaj x, DMatrixRMaj error) {
        CommonOps_DDRM.mult(matrix, x, error);
        CommonOps_DDRM.subtract(b, error, error);
        return NormOps_DDRM.normF(error);
    }
}
