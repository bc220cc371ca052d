package org.aumann.solvers.meta;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * Minimises {@code ½ xᵀHx + cᵀx} over {@code x ≥ 0} for a small positive definite H, by block principal
 * pivoting: guess which x are positive, solve for them, exchange every variable of the wrong sign.
 *
 * <p>Usually three to eight Cholesky factorisations. Exchanging one variable at a time where blocks stop
 * making progress makes it finite. Júdice and Pires 1994; Kim and Park 2011.
 */
final class BoxQuadraticProgram {
    /** Full exchanges that may fail to lower the number of wrong signs before single exchanges begin. */
    private static final int BLOCK_TRIES = 3;

    private static final int PIVOT_LIMIT = 500;

    private static final int CHOLESKY_BLOCK = 48;

    private BoxQuadraticProgram() {}

    /**
     * Solves the program.
     *
     * @param hessian {@code m × m}, row-major, symmetric positive definite. Not modified.
     * @param linear c, length m. Not modified.
     * @param free the first guess of the positive variables. Modified: the last one.
     * @return x, length m; null if H is not numerically positive definite
     */
    static double @Nullable [] minimise(double[] hessian, double[] linear, boolean[] free) {
        int m = linear.length;
        double[] x = new double[m];
        double[] slack = new double[m];
        int fewest = m + 1;
        int tries = BLOCK_TRIES;
        for (int pivot = 0; pivot < PIVOT_LIMIT; pivot++) {
            if (!solveFree(hessian, linear, free, x)) {
                return null;
            }
            multiplyAdd(hessian, x, linear, slack);
            int wrong = 0;
            int last = -1;
            for (int i = 0; i < m; i++) {
                if (isWrong(free[i], x[i], slack[i], hessian[i * m + i])) {
                    wrong++;
                    last = i;
                }
            }
            if (wrong == 0) {
                break;
            }
            if (wrong < fewest) {
                fewest = wrong;
                tries = BLOCK_TRIES;
            } else {
                tries--;
            }
            if (tries > 0) {
                for (int i = 0; i < m; i++) {
                    free[i] ^= isWrong(free[i], x[i], slack[i], hessian[i * m + i]);
                }
            } else {
                free[last] = !free[last];
            }
        }
        for (int i = 0; i < m; i++) {
            x[i] = Math.max(0, x[i]);
        }
        return x;
    }

    /** A free variable below 0, or a fixed one that wants to grow; rounding is not worth a pivot. */
    private static boolean isWrong(boolean free, double x, double slack, double curvature) {
        double rounding = 1e-13;
        return free ? x < -rounding * Math.abs(slack) / curvature - Double.MIN_NORMAL : slack < -1e-15;
    }

    private static boolean solveFree(double[] hessian, double[] linear, boolean[] free, double[] x) {
        int m = linear.length;
        int[] index = new int[m];
        int count = 0;
        for (int i = 0; i < m; i++) {
            if (free[i]) {
                index[count++] = i;
            }
        }
        Arrays.fill(x, 0);
        if (count == 0) {
            return true;
        }
        DMatrixRMaj matrix = new DMatrixRMaj(count, count);
        DMatrixRMaj right = new DMatrixRMaj(count, 1);
        for (int i = 0; i < count; i++) {
            right.data[i] = -linear[index[i]];
            for (int j = 0; j < count; j++) {
                matrix.data[i * count + j] = hessian[index[i] * m + index[j]];
            }
        }
        LinearSolverDense<DMatrixRMaj> cholesky =
                new LinearSolverChol_DDRM(new CholeskyDecompositionBlock_DDRM(CHOLESKY_BLOCK));
        if (!cholesky.setA(matrix)) {
            return false;
        }
        DMatrixRMaj solution = new DMatrixRMaj(count, 1);
        cholesky.solve(right, solution);
        for (int i = 0; i < count; i++) {
            x[index[i]] = solution.data[i];
        }
        return true;
    }

    /** {@code out = Hx + c} for a symmetric H, by rows, so that the compiler makes vectors of it. */
    static void multiplyAdd(double[] hessian, double[] x, double[] c, double[] out) {
        int m = c.length;
        System.arraycopy(c, 0, out, 0, m);
        for (int j = 0; j < m; j++) {
            double factor = x[j];
            if (factor != 0) {
                int row = j * m;
                for (int i = 0; i < m; i++) {
                    out[i] += factor * hessian[row + i];
                }
            }
        }
    }
}
