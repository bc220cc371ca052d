package org.aumann.solvers.meta.dual;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.aumann.core.Deadline;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.algebra.DampedCholesky;
import org.aumann.solvers.algebra.StepLength;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A primal-dual interior point method for games with fewer joint actions than deviations, such as CE of two players.
 *
 * <pre>{@code
 * minimise  k Ω(σ) − k cᵀσ   subject to   Xσ + s = offset,   Σσ = 1,   σ, s ≥ 0
 * }</pre>
 *
 * <p>In zero-sum games all rows are tight and multipliers diverge: the dual has thousands of rows that cannot be told
 * apart, and a Newton step on it costs their number cubed. Here a step costs the number of joint actions cubed,
 * and some thirty of them do whatever the game looks like. Predictor and corrector of Mehrotra (1992); k is 1 for the
 * entropy and the number of joint actions for the Gini impurity, whose gradient is then of order 1.
 */
public final class InteriorPoint implements RegularisedSolver {
    /** Joint actions: a factorisation of this size takes about half a second. */
    private static final int LIMIT = 1_600;

    /** Rows that a Newton step on the dual has no trouble with. */
    private static final int FEW_ROWS = 256;

    /** Steps in a row that halve neither residual nor violation: rounding has the last word. */
    private static final int IDLE_STEPS = 20;

    /** Part of the tolerance at which it stops: what is returned is measured another way. */
    private static final double SAFETY = 0.5;

    /** How far a step goes towards the boundary. */
    private static final double TO_BOUNDARY = 0.995;

    /** Slack and multipliers to begin with, in the units of the rows. */
    private static final double FIRST_SLACK = 0.1;

    private static final double FIRST_PRODUCT = 0.1;

    private final DualProblem problem;
    private final SolveOptions options;
    private final SolveListener listener;
    private final Deadline deadline;
    private final boolean isEntropy;
    private final int size;
    private final double factor;
    private final double[] cost;
    private final double[] weight;

    /** Per row its columns, values, and number in the problem. */
    private final int[][] columns;

    private final double[][] values;
    private final int[] problemRow;
    private final double[] offset;

    private final double[] sigma;
    private final double[] slack;
    private final double[] beta;

    /**
     * Multipliers of {@code σ ≥ 0}. The entropy is steep there itself, but without them σ follows its logits to 1e-100
     * in the first steps, and is late to come back.
     */
    private final double[] floor;

    private double total;
    private double value;

    /** Where the residual was least. */
    private double[] bestSigma;

    private double[] bestBeta;
    private double bestResidual = Double.POSITIVE_INFINITY;

    /**
     * A solve.
     *
     * @param problem the dual, whose σ it leaves at the answer
     * @param options when to stop
     * @param listener hears of every iteration
     */
    public InteriorPoint(DualProblem problem, SolveOptions options, SolveListener listener) {
        this.problem = problem;
        this.options = options;
        this.listener = listener;
        this.deadline = options.deadline();
        this.isEntropy = problem.regulariser() == Regulariser.ENTROPY;
        this.size = Math.toIntExact(problem.game().outcomes().jointActionCount());
        long[] jointActions = LongStream.range(0, size).toArray();
        this.cost = problem.costs(jointActions);
        this.weight = Arrays.stream(jointActions)
                .mapToDouble(problem.game()::multiplicity)
                .toArray();
        double mass = Arrays.stream(weight).sum();
        this.factor = isEntropy ? 1 : mass;
        this.problemRow = IntStream.range(0, problem.rowCount())
                .filter(problem::isActiveRow)
                .toArray();
        this.columns = new int[problemRow.length][];
        this.values = new double[problemRow.length][];
        fillRows(problem.columns(jointActions));
        double[] offsets = problem.offsets();
        this.offset = Arrays.stream(problemRow).mapToDouble(i -> offsets[i]).toArray();
        this.sigma = Arrays.stream(weight).map(w -> w / mass).toArray();
        double[] gains = gains(sigma);
        this.slack = new double[problemRow.length];
        Arrays.setAll(slack, i -> Math.max(FIRST_SLACK, offset[i] - gains[i]));
        this.beta = Arrays.stream(slack).map(s -> FIRST_PRODUCT / s).toArray();
        this.floor = new double[size];
        Arrays.fill(floor, FIRST_PRODUCT);
        this.bestSigma = sigma.clone();
        this.bestBeta = beta.clone();
    }

    /**
     * Whether this method is the faster one, and there is an equilibrium: it would not notice that there is none.
     *
     * @param problem the dual, whose σ it leaves at the answer
     * @return whether it is faster than the others
     */
    public static boolean suits(DualProblem problem) {
        long jointActions = problem.game().outcomes().jointActionCount();
        return isPossible(problem)
                && problem.rowCount() > Math.max(jointActions, FEW_ROWS)
                && Arrays.stream(problem.offsets()).allMatch(offset -> offset >= 0);
    }

    /**
     * Whether a game is small enough.
     *
     * @param problem the dual, whose σ it leaves at the answer
     * @return whether its matrices fit into memory
     */
    public static boolean isPossible(DualProblem problem) {
        return problem.game().outcomes().jointActionCount() <= LIMIT;
    }

    private void fillRows(JointColumns all) {
        int[] position = new int[problem.rowCount()];
        Arrays.fill(position, -1);
        for (int i = 0; i < problemRow.length; i++) {
            position[problemRow[i]] = i;
        }
        int[] count = new int[problemRow.length];
        all.forEach((column, row, entry) -> {
            if (position[row] >= 0 && entry != 0) {
                count[position[row]]++;
            }
        });
        Arrays.setAll(columns, i -> new int[count[i]]);
        Arrays.setAll(values, i -> new double[count[i]]);
        Arrays.fill(count, 0);
        all.forEach((column, row, entry) -> {
            int i = position[row];
            if (i >= 0 && entry != 0) {
                columns[i][count[i]] = column;
                values[i][count[i]++] = entry;
            }
        });
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] beta() {
        double[] all = new double[problem.rowCount()];
        for (int i = 0; i < beta.length; i++) {
            all[problemRow[i]] = bestBeta[i] / factor;
        }
        return all;
    }

    @Override
    public double[] violations() {
        double[] gains = gains(distribution());
        double[] all = new double[problem.rowCount()];
        for (int i = 0; i < gains.length; i++) {
            all[problemRow[i]] = Math.max(0, gains[i] - offset[i]);
        }
        return all;
    }

    private double[] distribution() {
        double sum = Arrays.stream(bestSigma).sum();
        return Arrays.stream(bestSigma).map(probability -> probability / sum).toArray();
    }

    @Override
    public Result solve() {
        int iteration = 0;
        int idle = 0;
        double markedResidual = Double.POSITIVE_INFINITY;
        double markedViolation = Double.POSITIVE_INFINITY;
        boolean isLate = false;
        while (idle < IDLE_STEPS && iteration < options.iterationLimit() && !isLate) {
            double residual = residual();
            listener.onIteration("interior point", ++iteration, residual);
            double violation = Math.max(violation(gains(sigma)), options.tolerance());
            boolean isHalved = residual < 0.5 * markedResidual || violation < 0.5 * markedViolation;
            idle = isHalved ? 0 : idle + 1;
            markedResidual = isHalved ? Math.min(markedResidual, residual) : markedResidual;
            markedViolation = isHalved ? Math.min(markedViolation, violation) : markedViolation;
            if (residual < bestResidual) {
                bestResidual = residual;
                bestSigma = sigma.clone();
                bestBeta = beta.clone();
            }
            isLate = deadline.isOver();
            if (residual <= SAFETY * options.tolerance() || isLate || !(step() > 0)) {
                break;
            }
        }
        double residual = finish();
        if (residual <= options.tolerance()) {
            return new Result(Status.CONVERGED, residual, iteration);
        }
        return new Result(isLate ? Status.TIME_LIMIT : Status.STALLED, residual, iteration);
    }

    /** Makes σ a distribution; returns its residual by the problem's own numbers: violation, and distance to f. */
    private double finish() {
        double[] gradient = new double[problem.rowCount()];
        value = problem.evaluate(beta(), gradient);
        double[] distribution = distribution();
        problem.sigma().write(MemorySegment.ofArray(distribution));
        double objective = 0;
        for (int a = 0; a < size; a++) {
            double share = distribution[a] / weight[a];
            double ofRegulariser = distribution[a] == 0 ? 0 : isEntropy ? Math.log(share) : 0.5 * share;
            objective += distribution[a] * (cost[a] - ofRegulariser);
        }
        double scale = isEntropy ? 1 : Math.max(Math.abs(value), Double.MIN_NORMAL);
        return Math.max(violation(gains(distribution)), Math.abs(value - objective) / scale);
    }

    private double violation(double[] gains) {
        double violation = 0;
        for (int i = 0; i < gains.length; i++) {
            violation = Math.max(violation, gains[i] - offset[i]);
        }
        return violation;
    }

    /** Violation, complementarity, and error of the gradient, whichever is largest. */
    private double residual() {
        double[] gains = gains(sigma);
        double products = 0;
        for (int i = 0; i < slack.length; i++) {
            products += slack[i] * beta[i];
        }
        for (int a = 0; a < size; a++) {
            products += sigma[a] * floor[a];
        }
        double[] gradient = gradient();
        double error = 0;
        for (int a = 0; a < size; a++) {
            error += sigma[a] * Math.abs(gradient[a] + total - floor[a]);
        }
        double scale = isEntropy ? 1 : Math.max(1, Math.abs(factor * squares()));
        double sumError = Math.abs(Arrays.stream(sigma).sum() - 1);
        return Math.max(Math.max(violation(gains), sumError), Math.max(products, error) / scale);
    }

    private double squares() {
        double squares = 0;
        for (int a = 0; a < size; a++) {
            squares += 0.5 * sigma[a] * sigma[a] / weight[a];
        }
        return squares;
    }

    /** {@code Xx}. */
    private double[] gains(double[] x) {
        double[] gains = new double[columns.length];
        for (int i = 0; i < gains.length; i++) {
            double sum = 0;
            for (int k = 0; k < columns[i].length; k++) {
                sum += values[i][k] * x[columns[i][k]];
            }
            gains[i] = sum;
        }
        return gains;
    }

    /** Adds {@code Xᵀ y}. */
    private void addTransposed(double[] y, double[] sum) {
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < columns[i].length; k++) {
                sum[columns[i][k]] += values[i][k] * y[i];
            }
        }
    }

    /** Of the objective and the rows, {@code k ∇Ω − k c + Xᵀβ}. */
    private double[] gradient() {
        double[] gradient = new double[size];
        for (int a = 0; a < size; a++) {
            double share = sigma[a] / weight[a];
            gradient[a] = factor * ((isEntropy ? 1 + Math.log(share) : share) - cost[a]);
        }
        addTransposed(beta, gradient);
        return gradient;
    }

    /** One step of predictor and corrector; returns the shorter of its lengths, 0 if there is none. */
    private double step() {
        int m = slack.length;
        double[] gains = gains(sigma);
        double[] primal = new double[m];
        Arrays.setAll(primal, i -> gains[i] + slack[i] - offset[i]);
        double sumError = Arrays.stream(sigma).sum() - 1;
        double[] gradient = gradient();
        Optional<DampedCholesky> factorised = factorise();
        if (factorised.isEmpty()) {
            return 0;
        }
        DampedCholesky factors = factorised.get();
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        double[] ofOnes = factors.solve(ones);
        double average = average(0, 0, new double[m], new double[m], new double[size], new double[size]);

        Direction predictor = new Direction(m, size);
        predictor.compute(factors, ofOnes, gradient, primal, sumError, 0, null);
        double primalLength = predictor.primalLength(1);
        double dualLength = predictor.dualLength(1);
        double predicted =
                average(primalLength, dualLength, predictor.slack, predictor.beta, predictor.sigma, predictor.floor);
        double centering = Math.pow(predicted / average, 3) * average;

        Direction corrector = new Direction(m, size);
        corrector.compute(factors, ofOnes, gradient, primal, sumError, centering, predictor);
        primalLength = corrector.primalLength(TO_BOUNDARY);
        dualLength = corrector.dualLength(TO_BOUNDARY);
        corrector.apply(primalLength, dualLength);
        return Math.min(primalLength, dualLength);
    }

    private double average(double t, double u, double[] ds, double[] db, double[] dx, double[] dz) {
        double sum = 0;
        for (int i = 0; i < slack.length; i++) {
            sum += (slack[i] + t * ds[i]) * (beta[i] + u * db[i]);
        }
        for (int a = 0; a < size; a++) {
            sum += (sigma[a] + t * dx[a]) * (floor[a] + u * dz[a]);
        }
        return sum / (slack.length + size);
    }

    /** {@code k ∇²Ω + floor / σ + Xᵀ (β / s) X}, factorised; empty if that cannot be. */
    private Optional<DampedCholesky> factorise() {
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        double[] data = matrix.data;
        for (int a = 0; a < size; a++) {
            double curvature = isEntropy ? 1 / sigma[a] : factor / weight[a];
            data[a * size + a] = curvature + floor[a] / sigma[a];
        }
        for (int i = 0; i < slack.length; i++) {
            double stiffness = beta[i] / slack[i];
            int[] at = columns[i];
            double[] entries = values[i];
            for (int k = 0; k < at.length; k++) {
                double scaled = stiffness * entries[k];
                int row = at[k] * size;
                for (int l = 0; l <= k; l++) {
                    data[row + at[l]] += scaled * entries[l];
                }
            }
        }
        return DampedCholesky.of(matrix);
    }

    /** A direction in all variables. */
    private final class Direction {
        private final double[] sigma;
        private final double[] slack;
        private final double[] beta;
        private final double[] floor;
        private double total;

        Direction(int m, int n) {
            this.sigma = new double[n];
            this.slack = new double[m];
            this.beta = new double[m];
            this.floor = new double[n];
        }

        /**
         * Newton's direction towards products of {@code center}.
         *
         * @param predictor whose second-order terms are corrected, or null
         */
        void compute(
                DampedCholesky factors,
                double[] ofOnes,
                double[] gradient,
                double[] primal,
                double sumError,
                double center,
                @Nullable Direction predictor) {
            InteriorPoint at = InteriorPoint.this;
            int m = at.slack.length;
            double[] rowTarget = new double[m]; // what β s shall change by, divided by s
            for (int i = 0; i < m; i++) {
                double second = predictor == null ? 0 : predictor.slack[i] * predictor.beta[i];
                rowTarget[i] = (center - second) / at.slack[i] - at.beta[i];
            }
            double[] floorTarget = new double[size];
            for (int a = 0; a < size; a++) {
                double second = predictor == null ? 0 : predictor.sigma[a] * predictor.floor[a];
                floorTarget[a] = (center - second) / at.sigma[a] - at.floor[a];
            }
            double[] right = new double[size];
            double[] ofRows = new double[m];
            for (int i = 0; i < m; i++) {
                ofRows[i] = -(rowTarget[i] + at.beta[i] / at.slack[i] * primal[i]);
            }
            addTransposed(ofRows, right);
            for (int a = 0; a < size; a++) {
                right[a] += -(gradient[a] + at.total - at.floor[a]) + floorTarget[a];
            }
            double[] free = factors.solve(right);
            double sumFree = Arrays.stream(free).sum();
            double sumOnes = Arrays.stream(ofOnes).sum();
            total = (sumFree + sumError) / sumOnes;
            for (int a = 0; a < size; a++) {
                sigma[a] = free[a] - total * ofOnes[a];
            }
            double[] gains = gains(sigma);
            for (int i = 0; i < m; i++) {
                slack[i] = -primal[i] - gains[i];
                beta[i] = rowTarget[i] - at.beta[i] / at.slack[i] * slack[i];
            }
            for (int a = 0; a < size; a++) {
                floor[a] = floorTarget[a] - at.floor[a] / at.sigma[a] * sigma[a];
            }
        }

        double primalLength(double toBoundary) {
            return Math.min(
                    StepLength.of(InteriorPoint.this.sigma, sigma, toBoundary),
                    StepLength.of(InteriorPoint.this.slack, slack, toBoundary));
        }

        double dualLength(double toBoundary) {
            return Math.min(
                    StepLength.of(InteriorPoint.this.beta, beta, toBoundary),
                    StepLength.of(InteriorPoint.this.floor, floor, toBoundary));
        }

        void apply(double primalLength, double dualLength) {
            InteriorPoint at = InteriorPoint.this;
            add(at.sigma, primalLength, sigma);
            add(at.slack, primalLength, slack);
            add(at.beta, dualLength, beta);
            add(at.floor, dualLength, floor);
            at.total += dualLength * total;
        }

        private static void add(double[] x, double length, double[] direction) {
            for (int i = 0; i < x.length; i++) {
                x[i] += length * direction[i];
            }
        }
    }
}
