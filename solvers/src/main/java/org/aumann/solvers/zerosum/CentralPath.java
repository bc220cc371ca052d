package org.aumann.solvers.zerosum;

import java.util.Arrays;
import java.util.Optional;
import org.aumann.core.Deadline;
import org.aumann.solvers.algebra.DampedCholesky;
import org.aumann.solvers.algebra.StepLength;
import org.ejml.data.DMatrixRMaj;

/**
 * The optimal strategies of a zero-sum game as the end of the path on which all products of probabilities and slacks are
 * equal.
 *
 * <pre>{@code
 * s = w 1 − My ≥ 0,  t = Mᵀx − v 1 ≥ 0,  Σx = Σy = 1,  x_i s_i = y_j t_j = μ → 0
 * }</pre>
 *
 * <p>The end is in the middle of all optimal strategies, so that it uses all that any of them uses. Predictor and corrector
 * of Mehrotra (1992). Not safe for use by several threads.
 */
final class CentralPath {
    private static final int STEPS = 200;

    /** Products at which digits are used up. */
    private static final double LEAST_PRODUCT = 1e-17;

    private static final double TO_BOUNDARY = 0.995;

    /** Steps shorter than this are too close to the boundary. */
    private static final double SHORT = 0.1;

    private final ZeroSumMatrix matrix;
    private final int m;
    private final int n;
    private final double[] x;
    private final double[] s;
    private final double[] y;
    private final double[] t;
    private double v;
    private double w;

    CentralPath(ZeroSumMatrix matrix) {
        this.matrix = matrix;
        this.m = matrix.rowCount();
        this.n = matrix.columnCount();
        this.x = new double[m];
        this.s = new double[m];
        this.y = new double[n];
        this.t = new double[n];
        Arrays.fill(x, 1.0 / m);
        Arrays.fill(y, 1.0 / n);
        double[] ofColumns = columnsOf(x);
        double[] ofRows = rowsOf(y);
        this.v = Arrays.stream(ofColumns).min().orElseThrow() - 1;
        this.w = Arrays.stream(ofRows).max().orElseThrow() + 1;
        Arrays.setAll(t, j -> ofColumns[j] - v);
        Arrays.setAll(s, i -> w - ofRows[i]);
    }

    /** {@code Mᵀ x}. */
    private double[] columnsOf(double[] x) {
        double[] product = new double[n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                product[j] += x[i] * matrix.entry(i, j);
            }
        }
        return product;
    }

    /** {@code M y}. */
    private double[] rowsOf(double[] y) {
        double[] product = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                product[i] += y[j] * matrix.entry(i, j);
            }
        }
        return product;
    }

    /** Goes along it; false if time or digits ended before the products were tiny. */
    boolean follow(Deadline deadline) {
        double first = average();
        for (int step = 0; step < STEPS && average() > LEAST_PRODUCT; step++) {
            if (deadline.isOver()) {
                return false;
            }
            if (!step()) {
                break;
            }
        }
        return average() <= 1e-12 * first;
    }

    private double average() {
        return (dot(x, s) + dot(y, t)) / (m + n);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** Changes of all variables. */
    private final class Direction {
        private final double[] dx = new double[m];
        private final double[] ds = new double[m];
        private final double[] dy = new double[n];
        private final double[] dt = new double[n];
        private double dv;
        private double dw;
    }

    /** {@code S/X + M (Y/T) Mᵀ}, and the solutions for {@code M (Y/T) 1} and for 1. */
    private final class Factors {
        private final DampedCholesky cholesky;
        private final double[] ofColumns;
        private final double[] ofOnes;
        private final double[] columns;

        private Factors(DampedCholesky cholesky) {
            this.cholesky = cholesky;
            this.columns = new double[m];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    columns[i] += matrix.entry(i, j) * y[j] / t[j];
                }
            }
            double[] ones = new double[m];
            Arrays.fill(ones, 1);
            this.ofColumns = cholesky.solve(columns);
            this.ofOnes = cholesky.solve(ones);
        }

        /** Newton's direction towards products of {@code center}, with the second-order terms of a predictor. */
        Direction direction(double center, Direction predictor) {
            double[] a = new double[m]; // dx = a − (x/s) ds
            double[] errorOfS = rowsOf(y);
            for (int i = 0; i < m; i++) {
                a[i] = (center - predictor.dx[i] * predictor.ds[i]) / s[i] - x[i];
                errorOfS[i] = w - errorOfS[i] - s[i];
            }
            double[] b = new double[n]; // dy = b − (y/t) dt
            double[] errorOfT = columnsOf(x);
            for (int j = 0; j < n; j++) {
                b[j] = (center - predictor.dy[j] * predictor.dt[j]) / t[j] - y[j];
                errorOfT[j] = errorOfT[j] - v - t[j];
                b[j] -= y[j] / t[j] * errorOfT[j];
            }
            double[] right = rowsOf(b);
            for (int i = 0; i < m; i++) {
                right[i] += s[i] / x[i] * a[i] - errorOfS[i];
            }
            double[] free = cholesky.solve(right);
            // dx = free + ofColumns dv − ofOnes dw, with Σdx = 1 − Σx and Σdy = 1 − Σy
            double weight = 0;
            for (int j = 0; j < n; j++) {
                weight += y[j] / t[j];
            }
            double a11 = sum(ofColumns);
            double a12 = -sum(ofOnes);
            double r1 = 1 - sum(x) - sum(free);
            double a21 = weight - dot(columns, ofColumns);
            double a22 = dot(columns, ofOnes);
            double r2 = 1 - sum(y) - sum(b) + dot(columns, free);
            double determinant = a11 * a22 - a12 * a21;
            Direction direction = new Direction();
            direction.dv = (r1 * a22 - a12 * r2) / determinant;
            direction.dw = (a11 * r2 - r1 * a21) / determinant;
            for (int i = 0; i < m; i++) {
                direction.dx[i] = free[i] + ofColumns[i] * direction.dv - ofOnes[i] * direction.dw;
            }
            double[] ofX = columnsOf(direction.dx);
            for (int j = 0; j < n; j++) {
                direction.dt[j] = ofX[j] - direction.dv + errorOfT[j];
                direction.dy[j] = b[j] - y[j] / t[j] * (ofX[j] - direction.dv);
            }
            double[] ofY = rowsOf(direction.dy);
            for (int i = 0; i < m; i++) {
                direction.ds[i] = direction.dw - ofY[i] + errorOfS[i];
            }
            return direction;
        }
    }

    private static double sum(double[] a) {
        return Arrays.stream(a).sum();
    }

    private boolean step() {
        Optional<DampedCholesky> cholesky = factorise();
        if (cholesky.isEmpty()) {
            return false;
        }
        Factors factors = new Factors(cholesky.get());
        Direction predictor = factors.direction(0, new Direction());
        double before = average();
        double predicted = average(predictor, primalLength(predictor, 1), dualLength(predictor, 1));
        Direction direction = factors.direction(Math.pow(predicted / before, 3) * before, predictor);
        if (Math.min(primalLength(direction, 1), dualLength(direction, 1)) < SHORT) {
            direction = factors.direction(0.5 * before, new Direction()); // back to the middle first
        }
        double primal = primalLength(direction, TO_BOUNDARY);
        double dual = dualLength(direction, TO_BOUNDARY);
        if (!(primal > 0 && dual > 0 && Double.isFinite(direction.dv + direction.dw))) {
            return false;
        }
        add(x, primal, direction.dx);
        add(t, primal, direction.dt);
        v += primal * direction.dv;
        add(y, dual, direction.dy);
        add(s, dual, direction.ds);
        w += dual * direction.dw;
        return true;
    }

    private double average(Direction direction, double primal, double dual) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += (x[i] + primal * direction.dx[i]) * (s[i] + dual * direction.ds[i]);
        }
        for (int j = 0; j < n; j++) {
            sum += (t[j] + primal * direction.dt[j]) * (y[j] + dual * direction.dy[j]);
        }
        return sum / (m + n);
    }

    /** Of x and t, which satisfy equations of their own. */
    private double primalLength(Direction direction, double toBoundary) {
        return Math.min(StepLength.of(x, direction.dx, toBoundary), StepLength.of(t, direction.dt, toBoundary));
    }

    /** Of y and s. */
    private double dualLength(Direction direction, double toBoundary) {
        return Math.min(StepLength.of(y, direction.dy, toBoundary), StepLength.of(s, direction.ds, toBoundary));
    }

    private static void add(double[] a, double length, double[] direction) {
        for (int k = 0; k < a.length; k++) {
            a[k] += length * direction[k];
        }
    }

    private Optional<DampedCholesky> factorise() {
        DMatrixRMaj normal = new DMatrixRMaj(m, m);
        double[] scaled = new double[n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                scaled[j] = matrix.entry(i, j) * y[j] / t[j];
            }
            for (int k = 0; k <= i; k++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += scaled[j] * matrix.entry(k, j);
                }
                normal.set(i, k, sum);
            }
        }
        for (int i = 0; i < m; i++) {
            normal.add(i, i, s[i] / x[i]);
        }
        return DampedCholesky.of(normal);
    }

    /** x. Not to be modified. */
    double[] rows() {
        return x;
    }

    /** s. Not to be modified. */
    double[] rowSlack() {
        return s;
    }

    /** y. Not to be modified. */
    double[] columns() {
        return y;
    }

    /** t. Not to be modified. */
    double[] columnSlack() {
        return t;
    }

    /** Between v and w. */
    double value() {
        return 0.5 * (v + w);
    }
}
