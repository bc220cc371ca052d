package org.aumann.solvers.zerosum;

import java.util.Arrays;
import java.util.Optional;
import org.aumann.kernels.Regulariser;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * The correlated equilibrium of a zero-sum game that maximises an objective, by a primal-dual interior point method in the
 * coordinates of {@link ZeroSumEquilibria}.
 *
 * <pre>{@code maximise cᵀp − Ω(p) over p = U Z Vᵀ ≥ 0, Σp = 1, Bp ≤ 0;   Ω the negative entropy, ½ Σ p²/w, or 0}</pre>
 *
 * <p>It starts from the product of the optimal strategies, which is strictly inside, so that it needs some fifteen steps
 * however degenerate the game looks in its joint actions. A step costs {@code K² (|R| + |C|) + K³/3} for K
 * coordinates. Predictor and corrector of Mehrotra (1992). Not safe for use by several threads.
 */
public final class ZeroSumProgram {
    /** Coordinates: a factorisation of this size takes about a third of a second. */
    private static final int LIMIT = 1_200;

    private static final int STEPS = 200;

    /** Steps that do not halve the residual: rounding has the last word. */
    private static final int IDLE_STEPS = 20;

    private static final double TO_BOUNDARY = 0.995;

    private static final double FIRST_PRODUCT = 0.1;

    private static final double GREATEST_RIDGE = 1e-4;

    private static final int CHOLESKY_BLOCK = 48;

    private final ZeroSumEquilibria equilibria;
    private final @Nullable Regulariser regulariser;
    private final double[] weight;
    private final double[] tilt;
    private final double factor;
    private final int nR;
    private final int nC;
    private final DMatrixRMaj u;
    private final DMatrixRMaj v;
    private final double[] sums;

    private double[] p;
    private double[] multiplier;
    private double[] rowMultiplier;
    private double[] columnMultiplier;
    private double total;
    private int steps;

    private ZeroSumProgram(
            ZeroSumEquilibria equilibria, @Nullable Regulariser regulariser, double[] weight, double[] tilt) {
        this.equilibria = equilibria;
        this.regulariser = regulariser;
        this.weight = weight;
        this.tilt = tilt;
        this.nR = equilibria.rows().length;
        this.nC = equilibria.columns().length;
        this.u = equilibria.rowBasis();
        this.v = equilibria.columnBasis();
        double range = Arrays.stream(tilt).max().orElseThrow()
                - Arrays.stream(tilt).min().orElseThrow();
        this.factor = regulariser == null
                ? 1 / range
                : regulariser == Regulariser.GINI ? Arrays.stream(weight).sum() : 1;
        double[] ones = new double[nR * nC];
        Arrays.fill(ones, 1);
        this.sums = reduced(ones);
        this.p = product(equilibria);
        double mean = FIRST_PRODUCT / p.length;
        this.multiplier = Arrays.stream(p).map(x -> mean / x).toArray();
        this.rowMultiplier = Arrays.stream(rowSlack(p)).map(s -> mean / s).toArray();
        this.columnMultiplier = Arrays.stream(columnSlack(p)).map(s -> mean / s).toArray();
    }

    /** What is maximised over the outcomes of a game of two players. */
    public interface Objective {
        /**
         * Ω.
         *
         * @return the regulariser; null for a linear objective
         */
        @Nullable
        Regulariser regulariser();

        /**
         * c.
         *
         * @param jointAction index in {@code 0..J-1}
         * @return the coefficient
         */
        double coefficient(long jointAction);

        /**
         * w.
         *
         * @param jointAction index in {@code 0..J-1}
         * @return how many times the joint action counts, at least 1
         */
        double multiplicity(long jointAction);
    }

    /** The answer. Owns its distribution. */
    public static final class Answer {
        private final double[] sigma;
        private final double gap;
        private final int steps;

        private Answer(double[] sigma, double gap, int steps) {
            this.sigma = sigma;
            this.gap = gap;
            this.steps = steps;
        }

        /**
         * The distribution over the joint actions.
         *
         * @return a copy
         */
        public double[] sigma() {
            return sigma.clone();
        }

        /**
         * What the objective may be short of the greatest one.
         *
         * @return at least 0
         */
        public double gap() {
            return gap;
        }

        /**
         * Steps of the method.
         *
         * @return 0 if there was nothing to choose
         */
        public int steps() {
            return steps;
        }
    }

    /**
     * Solves a program.
     *
     * @param matrix the game
     * @param strategies of the game
     * @param objective what to maximise
     * @param tolerance of the gap, relative to one nat, the impurity, or the range of c
     * @param deadline in nanoseconds of {@link System#nanoTime}
     * @return empty if there are too many coordinates, or not enough time or digits
     */
    public static Optional<Answer> maximise(
            ZeroSumMatrix matrix, OptimalStrategies strategies, Objective objective, double tolerance, long deadline) {
        ZeroSumEquilibria equilibria = new ZeroSumEquilibria(matrix, strategies);
        int[] rows = equilibria.rows();
        int[] columns = equilibria.columns();
        double[] weight = new double[rows.length * columns.length];
        double[] tilt = new double[weight.length];
        for (int k = 0; k < weight.length; k++) {
            long jointAction = (long) rows[k / columns.length] * matrix.columnCount() + columns[k % columns.length];
            weight[k] = objective.multiplicity(jointAction);
            tilt[k] = objective.coefficient(jointAction);
        }
        boolean isConstant = objective.regulariser() == null
                && Arrays.stream(tilt).allMatch(c -> Math.abs(c - tilt[0]) <= tolerance * Math.abs(tilt[0]));
        double[] p = product(equilibria);
        if (equilibria.dimension() == 1 || isConstant) {
            return Optional.of(new Answer(wide(matrix, equilibria, p), 0, 0));
        }
        if (equilibria.dimension() > LIMIT) {
            return Optional.empty();
        }
        ZeroSumProgram program = new ZeroSumProgram(equilibria, objective.regulariser(), weight, tilt);
        double gap = program.solve(tolerance, deadline);
        return gap > tolerance
                ? Optional.empty()
                : Optional.of(new Answer(
                        wide(matrix, equilibria, program.p), gap * program.scale() / program.factor, program.steps));
    }

    private static double[] product(ZeroSumEquilibria equilibria) {
        double[] x = equilibria.rowStrategy();
        double[] y = equilibria.columnStrategy();
        double[] product = new double[x.length * y.length];
        Arrays.setAll(product, k -> x[k / y.length] * y[k % y.length]);
        return product;
    }

    private static double[] wide(ZeroSumMatrix matrix, ZeroSumEquilibria equilibria, double[] p) {
        double[] sigma = new double[matrix.rowCount() * matrix.columnCount()];
        double sum = Arrays.stream(p).map(x -> Math.max(0, x)).sum();
        int nC = equilibria.columns().length;
        for (int k = 0; k < p.length; k++) {
            int jointAction = equilibria.rows()[k / nC] * matrix.columnCount()
                    + equilibria.columns()[k % nC];
            sigma[jointAction] = Math.max(0, p[k]) / sum;
        }
        return sigma;
    }

    /** Steps until the gap is within the tolerance; returns the gap, relative to the scale. */
    private double solve(double tolerance, long deadline) {
        double best = Double.POSITIVE_INFINITY;
        double[] bestP = p;
        double marked = Double.POSITIVE_INFINITY;
        int idle = 0;
        while (steps < STEPS && idle < IDLE_STEPS && System.nanoTime() - deadline < 0) {
            double residual = residual();
            boolean isHalved = residual < 0.5 * marked;
            marked = isHalved ? residual : marked;
            idle = isHalved ? 0 : idle + 1;
            if (residual < best) {
                best = residual;
                bestP = p.clone();
            }
            if (residual <= 0.1 * tolerance || !step()) {
                break;
            }
            steps++;
        }
        p = bestP;
        return best;
    }

    /** What the gap is compared with: one nat, the range of c, or what is left of the impurity. */
    private double scale() {
        if (regulariser != Regulariser.GINI) {
            return 1;
        }
        double squares = 0;
        for (int k = 0; k < p.length; k++) {
            squares += p[k] * p[k] / weight[k];
        }
        return Math.max(1, 0.5 * factor * squares);
    }

    private double residual() {
        double products = dot(p, multiplier) + dot(rowSlack(p), rowMultiplier) + dot(columnSlack(p), columnMultiplier);
        double error = 0;
        double[] gradient = dualGradient();
        for (double entry : gradient) {
            error += Math.abs(entry);
        }
        // |p| ≤ 1, so that no coordinate is larger than 1 either
        return Math.max(products, error) / scale();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** {@code Uᵀ Y V}, row-major. */
    private double[] reduced(double[] y) {
        int du = u.numCols;
        int dv = v.numCols;
        double[] half = new double[nR * dv];
        for (int i = 0; i < nR; i++) {
            for (int j = 0; j < nC; j++) {
                double entry = y[i * nC + j];
                for (int l = 0; l < dv; l++) {
                    half[i * dv + l] += entry * v.data[j * dv + l];
                }
            }
        }
        double[] z = new double[du * dv];
        for (int i = 0; i < nR; i++) {
            for (int k = 0; k < du; k++) {
                double entry = u.data[i * du + k];
                for (int l = 0; l < dv; l++) {
                    z[k * dv + l] += entry * half[i * dv + l];
                }
            }
        }
        return z;
    }

    /** {@code U Z Vᵀ}, row-major. */
    private double[] expanded(double[] z) {
        int du = u.numCols;
        int dv = v.numCols;
        double[] x = new double[nR * nC];
        double[] half = new double[dv];
        for (int i = 0; i < nR; i++) {
            Arrays.fill(half, 0);
            for (int k = 0; k < du; k++) {
                for (int l = 0; l < dv; l++) {
                    half[l] += u.data[i * du + k] * z[k * dv + l];
                }
            }
            for (int j = 0; j < nC; j++) {
                double sum = 0;
                for (int l = 0; l < dv; l++) {
                    sum += half[l] * v.data[j * dv + l];
                }
                x[i * nC + j] = sum;
            }
        }
        return x;
    }

    /** {@code −Σ_j x(i, j) (M(d, j) − v)} per i and unused d. */
    private double[] rowSlack(double[] x) {
        double[][] misses = equilibria.rowMisses();
        double[] slack = new double[nR * misses.length];
        for (int i = 0; i < nR; i++) {
            for (int d = 0; d < misses.length; d++) {
                double sum = 0;
                for (int j = 0; j < nC; j++) {
                    sum -= x[i * nC + j] * misses[d][j];
                }
                slack[i * misses.length + d] = sum;
            }
        }
        return slack;
    }

    /** {@code −Σ_i x(i, j) (v − M(i, d))} per j and unused d. */
    private double[] columnSlack(double[] x) {
        double[][] misses = equilibria.columnMisses();
        double[] slack = new double[nC * misses.length];
        for (int j = 0; j < nC; j++) {
            for (int d = 0; d < misses.length; d++) {
                double sum = 0;
                for (int i = 0; i < nR; i++) {
                    sum -= x[i * nC + j] * misses[d][i];
                }
                slack[j * misses.length + d] = sum;
            }
        }
        return slack;
    }

    /** Of the multipliers of the inequalities, per joint action: {@code Bᵀβ − W}. */
    private double[] forces(double[] ofP, double[] ofRows, double[] ofColumns) {
        double[][] rowMisses = equilibria.rowMisses();
        double[][] columnMisses = equilibria.columnMisses();
        double[] forces = new double[nR * nC];
        for (int i = 0; i < nR; i++) {
            for (int j = 0; j < nC; j++) {
                double force = -ofP[i * nC + j];
                for (int d = 0; d < rowMisses.length; d++) {
                    force += ofRows[i * rowMisses.length + d] * rowMisses[d][j];
                }
                for (int d = 0; d < columnMisses.length; d++) {
                    force += ofColumns[j * columnMisses.length + d] * columnMisses[d][i];
                }
                forces[i * nC + j] = force;
            }
        }
        return forces;
    }

    /** The gradient of the Lagrangian in the coordinates. */
    private double[] dualGradient() {
        double[] all = forces(multiplier, rowMultiplier, columnMultiplier);
        for (int k = 0; k < all.length; k++) {
            double slope = regulariser == null
                    ? 0
                    : regulariser == Regulariser.GINI ? p[k] / weight[k] : 1 + Math.log(p[k] / weight[k]);
            all[k] += factor * (slope - tilt[k]);
        }
        double[] gradient = reduced(all);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += total * sums[k];
        }
        return gradient;
    }

    private double curvature(int k) {
        if (regulariser == null) {
            return 0;
        }
        return regulariser == Regulariser.GINI ? factor / weight[k] : factor / p[k];
    }

    /** {@code ∇²f + W/p + Bᵀ (β/s) B} in the coordinates, factorised; null if that cannot be. */
    private @Nullable LinearSolverDense<DMatrixRMaj> factorise(double[] rowSlack, double[] columnSlack) {
        int du = u.numCols;
        int dv = v.numCols;
        int size = du * dv;
        double[][] rowMisses = equilibria.rowMisses();
        double[][] columnMisses = equilibria.columnMisses();
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        double[][] reducedRows = reducedBy(v, rowMisses);
        double[] ofRow = new double[dv * dv];
        double[] vector = new double[dv];
        for (int i = 0; i < nR; i++) {
            Arrays.fill(ofRow, 0);
            for (int j = 0; j < nC; j++) {
                int k = i * nC + j;
                System.arraycopy(v.data, j * dv, vector, 0, dv);
                addSquare(ofRow, vector, curvature(k) + multiplier[k] / p[k]);
            }
            for (int d = 0; d < rowMisses.length; d++) {
                int k = i * rowMisses.length + d;
                addSquare(ofRow, reducedRows[d], rowMultiplier[k] / rowSlack[k]);
            }
            for (int k = 0; k < du; k++) {
                for (int k2 = 0; k2 <= k; k2++) {
                    double product = u.data[i * du + k] * u.data[i * du + k2];
                    for (int l = 0; l < dv; l++) {
                        int at = (k * dv + l) * size + k2 * dv;
                        for (int l2 = 0; l2 < dv; l2++) {
                            matrix.data[at + l2] += product * ofRow[l * dv + l2];
                        }
                    }
                }
            }
        }
        double[][] reducedColumns = reducedBy(u, columnMisses);
        double[] ofColumn = new double[du * du];
        for (int j = 0; j < nC && columnMisses.length > 0; j++) {
            Arrays.fill(ofColumn, 0);
            for (int d = 0; d < columnMisses.length; d++) {
                int k = j * columnMisses.length + d;
                addSquare(ofColumn, reducedColumns[d], columnMultiplier[k] / columnSlack[k]);
            }
            for (int k = 0; k < du; k++) {
                for (int k2 = 0; k2 <= k; k2++) {
                    double factorOfPair = ofColumn[k * du + k2];
                    for (int l = 0; l < dv; l++) {
                        double scaled = factorOfPair * v.data[j * dv + l];
                        int at = (k * dv + l) * size + k2 * dv;
                        for (int l2 = 0; l2 < dv; l2++) {
                            matrix.data[at + l2] += scaled * v.data[j * dv + l2];
                        }
                    }
                }
            }
        }
        return cholesky(matrix);
    }

    private static @Nullable LinearSolverDense<DMatrixRMaj> cholesky(DMatrixRMaj matrix) {
        int size = matrix.numRows;
        double[] diagonal = new double[size];
        for (int a = 0; a < size; a++) {
            diagonal[a] = matrix.data[a * size + a];
            for (int b = 0; b < a; b++) {
                matrix.data[b * size + a] = matrix.data[a * size + b];
            }
        }
        for (double ridge = 0; ridge <= GREATEST_RIDGE; ridge = Math.max(1e-15, 100 * ridge)) {
            for (int a = 0; a < size; a++) {
                matrix.data[a * size + a] = diagonal[a] * (1 + ridge);
            }
            LinearSolverDense<DMatrixRMaj> cholesky =
                    new LinearSolverChol_DDRM(new CholeskyDecompositionBlock_DDRM(CHOLESKY_BLOCK));
            if (cholesky.setA(matrix.copy())) {
                return cholesky;
            }
        }
        return null;
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

    private static double[] solve(LinearSolverDense<DMatrixRMaj> cholesky, double[] right) {
        DMatrixRMaj solution = new DMatrixRMaj(right.length, 1);
        cholesky.solve(DMatrixRMaj.wrap(right.length, 1, right), solution);
        return solution.data;
    }

    /** A variable that stays positive, its multiplier, and their changes. */
    private static final class Pair {
        private final double[] slack;
        private final double[] multiplier;
        private double[] slackChange = new double[0];
        private final double[] multiplierChange;

        Pair(double[] slack, double[] multiplier) {
            this.slack = slack;
            this.multiplier = multiplier;
            this.multiplierChange = new double[slack.length];
        }

        /** What the multiplier would become if the slack stood still. */
        double[] target(double center, @Nullable Pair predictor) {
            double[] target = new double[slack.length];
            for (int k = 0; k < target.length; k++) {
                double second = predictor == null ? 0 : predictor.slackChange[k] * predictor.multiplierChange[k];
                target[k] = (center - second) / slack[k] - multiplier[k];
            }
            return target;
        }

        void change(double[] slackChange, double[] target) {
            this.slackChange = slackChange;
            for (int k = 0; k < slack.length; k++) {
                multiplierChange[k] = target[k] - multiplier[k] / slack[k] * slackChange[k];
            }
        }

        double primalLength(double toBoundary) {
            return longest(slack, slackChange, toBoundary);
        }

        double dualLength(double toBoundary) {
            return longest(multiplier, multiplierChange, toBoundary);
        }

        private static double longest(double[] x, double[] direction, double toBoundary) {
            double length = 1;
            for (int k = 0; k < x.length; k++) {
                if (direction[k] < 0) {
                    length = Math.min(length, -toBoundary * x[k] / direction[k]);
                }
            }
            return length;
        }

        double products(double t, double s) {
            double sum = 0;
            for (int k = 0; k < slack.length; k++) {
                double later = t == 0 ? slack[k] : slack[k] + t * slackChange[k];
                sum += later * (multiplier[k] + s * multiplierChange[k]);
            }
            return sum;
        }

        double[] multiplierAfter(double length) {
            double[] after = multiplier.clone();
            for (int k = 0; k < after.length; k++) {
                after[k] += length * multiplierChange[k];
            }
            return after;
        }
    }

    /** A direction in all variables. */
    private final class Direction {
        private final Pair ofP = new Pair(p, multiplier);
        private final Pair ofRows = new Pair(rowSlack(p), rowMultiplier);
        private final Pair ofColumns = new Pair(columnSlack(p), columnMultiplier);
        private double ofTotal;

        void compute(
                LinearSolverDense<DMatrixRMaj> cholesky,
                double[] ofSums,
                double[] gradient,
                double center,
                @Nullable Direction predictor) {
            double[] targetP = ofP.target(center, predictor == null ? null : predictor.ofP);
            double[] targetRows = ofRows.target(center, predictor == null ? null : predictor.ofRows);
            double[] targetColumns = ofColumns.target(center, predictor == null ? null : predictor.ofColumns);
            double[] right = reduced(forces(targetP, targetRows, targetColumns));
            for (int k = 0; k < right.length; k++) {
                right[k] = -gradient[k] - right[k];
            }
            double[] free = ZeroSumProgram.solve(cholesky, right);
            double missing = 1 - Arrays.stream(p).sum();
            ofTotal = (dot(sums, free) - missing) / dot(sums, ofSums);
            for (int k = 0; k < free.length; k++) {
                free[k] -= ofTotal * ofSums[k];
            }
            double[] change = expanded(free);
            ofP.change(change, targetP);
            ofRows.change(rowSlack(change), targetRows);
            ofColumns.change(columnSlack(change), targetColumns);
        }

        double primalLength(double toBoundary) {
            return Math.min(
                    ofP.primalLength(toBoundary),
                    Math.min(ofRows.primalLength(toBoundary), ofColumns.primalLength(toBoundary)));
        }

        double dualLength(double toBoundary) {
            return Math.min(
                    ofP.dualLength(toBoundary),
                    Math.min(ofRows.dualLength(toBoundary), ofColumns.dualLength(toBoundary)));
        }

        double products(double t, double s) {
            return ofP.products(t, s) + ofRows.products(t, s) + ofColumns.products(t, s);
        }

        void apply(double t, double s) {
            double[] moved = p.clone();
            for (int k = 0; k < moved.length; k++) {
                moved[k] += t * ofP.slackChange[k];
            }
            p = moved;
            multiplier = ofP.multiplierAfter(s);
            rowMultiplier = ofRows.multiplierAfter(s);
            columnMultiplier = ofColumns.multiplierAfter(s);
            total += s * ofTotal;
        }
    }

    /** One step of predictor and corrector; false if there is none. */
    private boolean step() {
        LinearSolverDense<DMatrixRMaj> cholesky = factorise(rowSlack(p), columnSlack(p));
        if (cholesky == null) {
            return false;
        }
        double[] ofSums = solve(cholesky, sums);
        double[] gradient = dualGradient();
        Direction predictor = new Direction();
        predictor.compute(cholesky, ofSums, gradient, 0, null);
        double count = p.length + rowMultiplier.length + columnMultiplier.length;
        double average = predictor.products(0, 0) / count;
        double predicted = predictor.products(predictor.primalLength(1), predictor.dualLength(1)) / count;
        double center = Math.pow(predicted / average, 3) * average;
        Direction corrector = new Direction();
        corrector.compute(cholesky, ofSums, gradient, center, predictor);
        double t = corrector.primalLength(TO_BOUNDARY);
        double s = corrector.dualLength(TO_BOUNDARY);
        if (regulariser != null) {
            // the objective is not linear: one length for both keeps the gradient's error from growing
            t = Math.min(t, s);
            s = t;
        }
        corrector.apply(t, s);
        return t > 0 && s > 0;
    }
}
