package org.aumann.solvers.meta.dual;

import org.aumann.core.Deadline;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * Minimises {@code ½ xᵀHx + cᵀx} over {@code x ≥ l} for a small positive definite H, by block principal
 * pivoting: guess which x are above their bound, solve for them, exchange every variable that is wrong.
 *
 * <p>Usually three to eight Cholesky factorisations. Where blocks stop making progress one variable at a
 * time is exchanged, which is finite but may take forever: after a while the program is given up, and is easier
 * with a larger diagonal. Júdice and Pires 1994; Kim and Park 2011.
 */
final class BoxQuadraticProgram {
    /** Full exchanges that may fail to lower the number of wrong signs before single exchanges begin. */
    private static final int BLOCK_TRIES = 3;

    /** Of the programs of a degenerate game that take more, nearly all take more than 500. */
    private static final int PIVOT_LIMIT = 30;

    /** A variable this little below its bound, relative to it, is at the bound. */
    private static final double ROUNDING = 1e-15;

    private static final int CHOLESKY_BLOCK = 48;

    private BoxQuadraticProgram() {}

    /**
     * Solves the program.
     *
     * @param hessian {@code m × m}, row-major, symmetric positive definite. Not modified.
     * @param linear c, length m. Not modified.
     * @param lower l, length m. Not modified.
     * @param free the first guess of the variables above their bound. Modified: the last one.
     * @param deadline when to stop
     * @return x, length m; null if H is not numerically positive definite, or pivots or time ran out
     */
    static double @Nullable [] minimise(
            double[] hessian, double[] linear, double[] lower, boolean[] free, Deadline deadline) {
        int m = linear.length;
        double[] x = new double[m];
        double[] slack = new double[m];
        int fewest = m + 1;
        int tries = BLOCK_TRIES;
        for (int pivot = 0; pivot < PIVOT_LIMIT && !deadline.isOver(); pivot++) {
            if (!solveFree(hessian, linear, lower, free, x)) {
                return null;
            }
            multiplyAdd(hessian, x, linear, slack);
            int wrong = 0;
            int last = -1;
            for (int i = 0; i < m; i++) {
                if (isWrong(free[i], x[i], lower[i], slack[i], hessian[i * m + i])) {
                    wrong++;
                    last = i;
                }
            }
            if (wrong == 0) {
                for (int i = 0; i < m; i++) {
                    x[i] = Math.max(lower[i], x[i]);
                }
                return x;
            }
            if (wrong < fewest) {
                fewest = wrong;
                tries = BLOCK_TRIES;
            } else {
                tries--;
            }
            if (tries > 0) {
                for (int i = 0; i < m; i++) {
                    free[i] ^= isWrong(free[i], x[i], lower[i], slack[i], hessian[i * m + i]);
                }
            } else {
                free[last] = !free[last];
            }
        }
        return null;
    }

    /** A free variable below its bound, or a fixed one that wants to grow; rounding is not worth a pivot. */
    private static boolean isWrong(boolean free, double x, double lower, double slack, double curvature) {
        double rounding = 1e-13 * Math.abs(slack) / curvature + ROUNDING * Math.abs(lower) + Double.MIN_NORMAL;
        return free ? x < lower - rounding : slack < -1e-15;
    }

    private static boolean solveFree(double[] hessian, double[] linear, double[] lower, boolean[] free, double[] x) {
        int m = linear.length;
        int[] index = new int[m];
        int count = 0;
        for (int i = 0; i < m; i++) {
            if (free[i]) {
                index[count++] = i;
            }
        }
        for (int i = 0; i < m; i++) {
            x[i] = free[i] ? 0 : lower[i];
        }
        if (count == 0) {
            return true;
        }
        double[] fixed = new double[m];
        multiplyAdd(hessian, x, linear, fixed);
        DMatrixRMaj matrix = new DMatrixRMaj(count, count);
        DMatrixRMaj right = new DMatrixRMaj(count, 1);
        for (int i = 0; i < count; i++) {
            right.data[i] = -fixed[index[i]];
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
