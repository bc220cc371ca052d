package org.aumann.solvers.meta;

import java.util.Arrays;
import org.aumann.kernels.Regulariser;
import org.jspecify.annotations.Nullable;

/**
 * Projected Newton method with an adaptive Levenberg term on a {@link DualProblem}.
 *
 * <p>A step minimises the quadratic model {@code gᵀd + ½ dᵀ(H + μI)d} over {@code β + d ≥ 0} exactly; μ
 * shrinks while the model predicts well and grows where it does not, which also carries the iteration along
 * the directions in which the multipliers of a degenerate game diverge. For large games H comes from a
 * sample: the gradient stays exact, so the limit is the same, and a step gains a factor of about
 * √(rows / sample) at the price of one evaluation.
 */
final class DualSolver {
    /** Games with no more joint actions than this get the exact Hessian. */
    private static final int EXACT_SIZE = 16_384;

    /** Sampled joint actions for larger games: at least so many, and so many per row of the Hessian. */
    private static final int SAMPLE_SIZE = 8_192;

    private static final int SAMPLES_PER_ROW = 64;

    /** Slack rows further away from violation than this part of the payoff range stay out of the model. */
    private static final double SLACK_MARGIN = 0.1;

    /** Rows of the quadratic model: a Cholesky factorisation of this size takes about a second. */
    private static final int MODEL_LIMIT = 2_000;

    /** Below this decrease, relative to the objective, rounding hides progress and the residual decides. */
    private static final double ROUNDING = 1e-12;

    private static final double INFEASIBILITY_MARGIN = 1e-6;

    private static final int DAMPING_TRIES = 40;

    /** Shorter steps that are tried in a direction before the damping changes it. */
    private static final int SHORTER_STEPS = 2;

    /** Where σ is nearly pure the Hessian vanishes: the damping then counts in this part of its greatest value. */
    private static final double VANISHING = 1e-10;

    private static final double LEAST_DAMPING = 1e-14;

    private final DualProblem problem;
    private final Regulariser regulariser;
    private final SolveOptions options;
    private final SolveListener listener;
    private final long deadline;

    private double[] beta;
    private double[] gradient;
    private double value;
    private double damping = 1e-3;

    /** f at the last trial, if that was finite but too high. */
    private double rejected = Double.NaN;

    /** Rows are scaled, so 1 is a guess; a warm start may begin where σ is pure and tells nothing. */
    private double greatestCurvature = 1;

    /** How the iteration ended. */
    record Result(Status status, double residual, int iterations) {
        enum Status {
            CONVERGED,
            INFEASIBLE,
            LIMIT,
            STALLED
        }
    }

    DualSolver(
            DualProblem problem,
            Regulariser regulariser,
            Multipliers start,
            SolveOptions options,
            SolveListener listener) {
        this.problem = problem;
        this.regulariser = regulariser;
        this.options = options;
        this.listener = listener;
        this.deadline = System.nanoTime() + options.timeLimit().toNanos();
        this.beta = problem.scaled(start);
        this.gradient = new double[beta.length];
    }

    Result solve() {
        start();
        double residual = residual(beta, gradient, value);
        for (int iteration = 1; ; iteration++) {
            listener.onIteration("dual", iteration, residual);
            if (residual <= options.tolerance()) {
                return new Result(Result.Status.CONVERGED, residual, iteration);
            }
            if (value < leastObjective()) {
                return new Result(Result.Status.INFEASIBLE, residual, iteration);
            }
            if (iteration > options.iterationLimit() || System.nanoTime() > deadline) {
                return new Result(Result.Status.LIMIT, residual, iteration);
            }
            double next = step(iteration, residual);
            if (Double.isNaN(next)) {
                value = problem.evaluate(beta, gradient); // bring σ back to the best β
                Result.Status status = isOptimal() ? Result.Status.CONVERGED : Result.Status.STALLED;
                return new Result(status, residual, iteration);
            }
            residual = next;
        }
    }

    /** Multipliers of a smaller game can be worse than none: a new joint action may earn a lot with them. */
    private void start() {
        double[] none = new double[beta.length];
        double valueOfNone = problem.evaluate(none, gradient);
        if (Arrays.equals(beta, none)) {
            value = valueOfNone;
            return;
        }
        value = problem.evaluate(beta, gradient);
        if (valueOfNone < value) {
            beta = none;
            value = problem.evaluate(beta, gradient);
        }
    }

    /** f at the last β: an upper bound on −Ω at the optimum, by weak duality. */
    double value() {
        return value;
    }

    /** The last multipliers, in payoff units. */
    Multipliers multipliers() {
        return problem.multipliers(beta);
    }

    /**
     * The larger of the violation of the incentive rows, relative to the payoff range, and the duality gap,
     * relative to the objective.
     */
    private double residual(double[] beta, double[] gradient, double value) {
        double gap = 0;
        for (int i = 0; i < beta.length; i++) {
            gap += Math.abs(beta[i] * gradient[i]);
        }
        return Math.max(violation(gradient), gap / objectiveScale(value));
    }

    /**
     * Whether σ violates no row and is no worse than the dual bound by more than the tolerance. That is all a
     * certificate can say, but less than {@link #residual}, where errors of opposite sign add up: with
     * multipliers in the thousands, as zero-sum games have them, their rounding alone may exceed the tolerance.
     */
    private boolean isOptimal() {
        double gap = 0;
        for (int i = 0; i < beta.length; i++) {
            gap += beta[i] * gradient[i];
        }
        return Math.max(violation(gradient), gap / objectiveScale(value)) <= options.tolerance();
    }

    private static double violation(double[] gradient) {
        double violation = 0;
        for (double slack : gradient) {
            violation = Math.max(violation, -slack);
        }
        return violation;
    }

    /**
     * No distribution has less: by weak duality a dual value below it proves that none satisfies the rows.
     */
    private double leastObjective() {
        return switch (regulariser) {
            case ENTROPY -> -INFEASIBILITY_MARGIN;
            case GINI -> -0.5 - INFEASIBILITY_MARGIN;
        };
    }

    /** Entropies are compared with one nat, the Gini term ½‖σ‖² with itself: it shrinks like 1/J. */
    private double objectiveScale(double value) {
        return switch (regulariser) {
            case ENTROPY -> 1;
            case GINI -> Math.max(Math.abs(value), Double.MIN_NORMAL);
        };
    }

    /** One accepted step; returns the new residual, or NaN if no damping gave one. */
    private double step(int iteration, double residual) {
        int[] rows = modelRows();
        int m = rows.length;
        double[] hessian = problem.hessian(rows, sampleSize(m), offset(iteration));
        double unit = VANISHING * greatestCurvature;
        for (int i = 0; i < m; i++) {
            unit = Math.max(unit, hessian[i * m + i]);
        }
        greatestCurvature = Math.max(greatestCurvature, unit);
        for (int tries = 0; tries < DAMPING_TRIES; tries++) {
            double[] step = modelStep(hessian, rows, damping * unit);
            for (int shorter = 0; step != null && shorter <= SHORTER_STEPS; shorter++) {
                double next = tryStep(hessian, rows, step, shorter == 0, residual);
                if (!Double.isNaN(next)) {
                    return next;
                }
                step = shortened(step, rows);
            }
            damping *= 8;
        }
        return Double.NaN;
    }

    /** Moves there if the step does what the model said, and adapts the damping; NaN if it does not. */
    private double tryStep(double[] hessian, int[] rows, double[] step, boolean isWhole, double residual) {
        rejected = Double.NaN;
        double predicted = predictedDecrease(hessian, rows, step);
        if (!(predicted > 0)) {
            return Double.NaN;
        }
        double[] trial = beta.clone();
        for (int i = 0; i < rows.length; i++) {
            trial[rows[i]] = Math.max(0, beta[rows[i]] + step[i]);
        }
        double[] trialGradient = new double[gradient.length];
        double trialValue = problem.evaluate(trial, trialGradient);
        double actual = value - trialValue;
        boolean measurable = predicted > ROUNDING * Math.abs(value);
        if (!Double.isFinite(trialValue) || (measurable && actual < 1e-3 * predicted)) {
            rejected = trialValue;
            return Double.NaN;
        }
        double trialResidual = residual(trial, trialGradient, trialValue);
        if (!measurable && !(trialResidual < residual)) {
            return Double.NaN;
        }
        beta = trial;
        value = trialValue;
        gradient = trialGradient;
        if (!isWhole) {
            damping *= 2;
        } else if (!measurable || actual > 0.75 * predicted) {
            damping = Math.max(LEAST_DAMPING, 0.01 * damping);
        } else if (actual > 0.25 * predicted) {
            damping = Math.max(LEAST_DAMPING, 0.3 * damping);
        }
        return trialResidual;
    }

    /** The step to the minimum of the parabola through here, the slope here and the rejected value; null if none. */
    private double @Nullable [] shortened(double[] step, int[] rows) {
        double slope = 0;
        for (int i = 0; i < rows.length; i++) {
            slope -= step[i] * gradient[rows[i]];
        }
        if (!Double.isFinite(rejected) || !(slope > 0)) {
            return null;
        }
        double length = Math.clamp(slope / (2 * (slope + rejected - value)), 0.1, 0.5);
        return Arrays.stream(step).map(d -> length * d).toArray();
    }

    private double predictedDecrease(double[] hessian, int[] rows, double[] step) {
        int m = rows.length;
        double[] curved = new double[m];
        BoxQuadraticProgram.multiplyAdd(hessian, step, new double[m], curved);
        double decrease = 0;
        for (int i = 0; i < m; i++) {
            decrease -= step[i] * (gradient[rows[i]] + 0.5 * curved[i]);
        }
        return decrease;
    }

    private double @Nullable [] modelStep(double[] hessian, int[] rows, double mu) {
        int m = rows.length;
        double[] damped = hessian.clone();
        double[] linear = new double[m];
        double[] lower = new double[m];
        boolean[] free = new boolean[m];
        for (int i = 0; i < m; i++) {
            damped[i * m + i] += mu;
            linear[i] = gradient[rows[i]];
            lower[i] = -beta[rows[i]];
            free[i] = lower[i] < 0 || linear[i] < 0;
        }
        return BoxQuadraticProgram.minimise(damped, linear, lower, free);
    }

    /** Rows with a multiplier, violated rows, and those close to it; the most violated first if too many. */
    private int[] modelRows() {
        int[] rows = new int[beta.length];
        int count = 0;
        for (int i = 0; i < beta.length; i++) {
            if (problem.isActiveRow(i) && (beta[i] > 0 || gradient[i] < SLACK_MARGIN)) {
                rows[count++] = i;
            }
        }
        rows = Arrays.copyOf(rows, count);
        if (count <= MODEL_LIMIT) {
            return rows;
        }
        return Arrays.stream(rows)
                .boxed()
                .sorted((i, j) -> Double.compare(urgency(j), urgency(i)))
                .limit(MODEL_LIMIT)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private double urgency(int row) {
        return beta[row] > 0 ? Double.MAX_VALUE : -gradient[row];
    }

    private boolean isExact() {
        return problem.jointActionCount() <= EXACT_SIZE;
    }

    private int sampleSize(int rows) {
        return isExact() ? EXACT_SIZE : Math.max(SAMPLE_SIZE, SAMPLES_PER_ROW * rows);
    }

    /** Golden-ratio offsets: every iteration samples between the joint actions of the earlier ones. */
    private static double offset(int iteration) {
        double golden = 0.6180339887498949;
        return iteration * golden % 1;
    }
}
