package org.aumann.solvers.zerosum;

import java.util.Arrays;
import java.util.Optional;
import org.aumann.core.Deadline;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.algebra.DampedCholesky;
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

    private final ZeroSumEquilibria equilibria;
    private final @Nullable Regulariser regulariser;
    private final double[] weight;
    private final double[] tilt;
    private final double factor;
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
        double range = Arrays.stream(tilt).max().orElseThrow()
                - Arrays.stream(tilt).min().orElseThrow();
        this.factor = regulariser == null
                ? 1 / range
                : regulariser == Regulariser.GINI ? Arrays.stream(weight).sum() : 1;
        this.p = product(equilibria);
        double[] ones = new double[p.length];
        Arrays.fill(ones, 1);
        this.sums = equilibria.reduced(ones);
        double mean = FIRST_PRODUCT / p.length;
        this.multiplier = Arrays.stream(p).map(x -> mean / x).toArray();
        this.rowMultiplier =
                Arrays.stream(equilibria.rowSlack(p)).map(s -> mean / s).toArray();
        this.columnMultiplier =
                Arrays.stream(equilibria.columnSlack(p)).map(s -> mean / s).toArray();
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
     * @param deadline when to stop
     * @return empty if there are too many coordinates, or not enough time or digits
     */
    public static Optional<Answer> maximise(
            ZeroSumMatrix matrix,
            OptimalStrategies strategies,
            Objective objective,
            double tolerance,
            Deadline deadline) {
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
    private double solve(double tolerance, Deadline deadline) {
        double best = Double.POSITIVE_INFINITY;
        double[] bestP = p;
        double marked = Double.POSITIVE_INFINITY;
        int idle = 0;
        while (steps < STEPS && idle < IDLE_STEPS && !deadline.isOver()) {
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
        double products = dot(p, multiplier)
                + dot(equilibria.rowSlack(p), rowMultiplier)
                + dot(equilibria.columnSlack(p), columnMultiplier);
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

    /** The gradient of the Lagrangian in the coordinates. */
    private double[] dualGradient() {
        double[] all = equilibria.forces(multiplier, rowMultiplier, columnMultiplier);
        for (int k = 0; k < all.length; k++) {
            double slope = regulariser == null
                    ? 0
                    : regulariser == Regulariser.GINI ? p[k] / weight[k] : 1 + Math.log(p[k] / weight[k]);
            all[k] += factor * (slope - tilt[k]);
        }
        double[] gradient = equilibria.reduced(all);
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

    /** {@code ∇²f + W/p + Bᵀ (β/s) B} in the coordinates, factorised; empty if that cannot be. */
    private Optional<DampedCholesky> factorise() {
        double[] ofP = new double[p.length];
        Arrays.setAll(ofP, k -> curvature(k) + multiplier[k] / p[k]);
        return DampedCholesky.of(equilibria.quadraticForm(
                ofP,
                quotients(rowMultiplier, equilibria.rowSlack(p)),
                quotients(columnMultiplier, equilibria.columnSlack(p))));
    }

    private static double[] quotients(double[] x, double[] y) {
        double[] quotients = new double[x.length];
        Arrays.setAll(quotients, k -> x[k] / y[k]);
        return quotients;
    }

    /** A direction in all variables. */
    private final class Direction {
        private final ComplementaryPair ofP = new ComplementaryPair(p, multiplier);
        private final ComplementaryPair ofRows = new ComplementaryPair(equilibria.rowSlack(p), rowMultiplier);
        private final ComplementaryPair ofColumns = new ComplementaryPair(equilibria.columnSlack(p), columnMultiplier);
        private double ofTotal;

        void compute(
                DampedCholesky cholesky,
                double[] ofSums,
                double[] gradient,
                double center,
                @Nullable Direction predictor) {
            double[] targetP = ofP.target(center, predictor == null ? null : predictor.ofP);
            double[] targetRows = ofRows.target(center, predictor == null ? null : predictor.ofRows);
            double[] targetColumns = ofColumns.target(center, predictor == null ? null : predictor.ofColumns);
            double[] right = equilibria.reduced(equilibria.forces(targetP, targetRows, targetColumns));
            for (int k = 0; k < right.length; k++) {
                right[k] = -gradient[k] - right[k];
            }
            double[] free = cholesky.solve(right);
            double missing = 1 - Arrays.stream(p).sum();
            ofTotal = (dot(sums, free) - missing) / dot(sums, ofSums);
            for (int k = 0; k < free.length; k++) {
                free[k] -= ofTotal * ofSums[k];
            }
            double[] change = equilibria.expanded(free);
            ofP.change(change, targetP);
            ofRows.change(equilibria.rowSlack(change), targetRows);
            ofColumns.change(equilibria.columnSlack(change), targetColumns);
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
            p = ofP.slackAfter(t);
            multiplier = ofP.multiplierAfter(s);
            rowMultiplier = ofRows.multiplierAfter(s);
            columnMultiplier = ofColumns.multiplierAfter(s);
            total += s * ofTotal;
        }
    }

    /** One step of predictor and corrector; false if there is none. */
    private boolean step() {
        Optional<DampedCholesky> factorised = factorise();
        if (factorised.isEmpty()) {
            return false;
        }
        DampedCholesky cholesky = factorised.get();
        double[] ofSums = cholesky.solve(sums);
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
