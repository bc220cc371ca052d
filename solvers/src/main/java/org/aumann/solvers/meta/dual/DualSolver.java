package org.aumann.solvers.meta.dual;

import java.util.Arrays;
import org.aumann.core.Deadline;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;

/**
 * Minimises a {@link DualProblem} by models of it over few joint actions.
 *
 * <p>A step goes to the minimum of the {@link DualModel} of the last response plus {@code ½ μ ‖d‖²}; μ
 * shrinks while the problem falls as its model did and grows where it does not, which also carries the iteration
 * along the directions in which the multipliers of a degenerate game diverge. A model has the exact gradient,
 * so that the limit is exact; its curvature is that of a sample, so that a step gains a factor of about
 * √(rows / sample) at the price of one evaluation. Unlike a quadratic, it knows how the response changes on the
 * way: that a softmax becomes nearly pure, which joint actions leave and enter the support of a Gini response.
 */
public final class DualSolver implements RegularisedSolver {
    /** Slack rows further away from violation than this part of their unit stay out of the model. */
    private static final double SLACK_MARGIN = 0.1;

    /** Rows of a model: a Cholesky factorisation of this size takes about half a second. */
    private static final int MODEL_LIMIT = 1_500;

    /** Below this decrease, relative to the objective, rounding hides progress and the residual decides. */
    private static final double ROUNDING = 1e-12;

    /** Joint actions of a game in which a step takes microseconds. */
    private static final int TINY = 64;

    /** What a step leaves of the residual, as long as it is worth another. */
    private static final double POLISH = 0.5;

    private static final double INFEASIBILITY_MARGIN = 1e-6;

    private static final int PROXIMITY_TRIES = 40;

    /** Trials in a row whose decrease is lost in rounding, before it is said that no more can be had. */
    private static final int BLIND_TRIES = 3;

    private static final double LEAST_PROXIMITY = 1e-14;

    /** What μ is multiplied by where a model is right. */
    private static final double RELAXATION = 0.01;

    /** Part of the decrease of the model that f must have. */
    private static final double LEAST_SUCCESS = 1e-3;

    /** A model is minimised until its residual is this part of that before: more would be lost on a sample. */
    private static final double PROGRESS = 0.1;

    /** The same in a tiny game, whose models are the game. */
    private static final double TINY_PROGRESS = 1e-3;

    private final DualProblem problem;
    private final DualModels models;
    private final Regulariser regulariser;
    private final SolveOptions options;
    private final SolveListener listener;
    private final Deadline deadline;
    private final double leastObjective;
    private final boolean isTiny;

    private double[] beta;
    private double[] gradient;
    private double value;

    /** μ; rows are scaled, so that a number fits all games. */
    private double proximity = 0.1;

    /** Whether the decrease of the last model was more than rounding. */
    private boolean measurable;

    /**
     * A solve.
     *
     * @param problem the dual, whose σ and gains it leaves at the answer
     * @param start scaled multipliers. Owned.
     * @param options when to stop
     * @param listener hears of every iteration
     */
    public DualSolver(DualProblem problem, double[] start, SolveOptions options, SolveListener listener) {
        this.problem = problem;
        this.models = new DualModels(problem);
        this.regulariser = problem.regulariser();
        this.options = options;
        this.listener = listener;
        this.deadline = options.deadline();
        this.leastObjective = leastObjective(problem);
        this.isTiny = problem.game().outcomes().jointActionCount() <= TINY;
        this.beta = start;
        this.gradient = new double[beta.length];
    }

    @Override
    public Result solve() {
        start();
        double residual = residual(beta, gradient, value);
        for (int iteration = 1; ; iteration++) {
            listener.onIteration("dual", iteration, residual);
            if (residual <= options.tolerance()) {
                return polished(residual, iteration);
            }
            if (value < leastObjective) {
                return new Result(Status.INFEASIBLE, residual, iteration);
            }
            if (iteration > options.iterationLimit() || deadline.isOver()) {
                return new Result(deadline.isOver() ? Status.TIME_LIMIT : Status.ITERATION_LIMIT, residual, iteration);
            }
            double next = step(iteration, residual);
            if (Double.isNaN(next)) {
                value = problem.evaluate(beta, gradient); // bring σ back to the best β
                return new Result(statusWithoutStep(), residual, iteration);
            }
            residual = next;
        }
    }

    /** In a tiny game steps cost nothing, and each doubles the digits: as many as there are make brackets that close. */
    private Result polished(double converged, int iterations) {
        double residual = converged;
        int iteration = iterations;
        boolean isFast = true;
        while (isTiny && isFast && residual > ROUNDING && !deadline.isOver()) {
            double next = step(iteration + 1, residual);
            if (!(next < residual)) {
                value = problem.evaluate(beta, gradient); // bring σ back to the best β
                break;
            }
            isFast = next < POLISH * residual;
            residual = next;
            iteration++;
        }
        return new Result(Status.CONVERGED, residual, iteration);
    }

    private Status statusWithoutStep() {
        if (isOptimal()) {
            return Status.CONVERGED;
        }
        return deadline.isOver() ? Status.TIME_LIMIT : Status.STALLED;
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

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] beta() {
        return beta.clone();
    }

    @Override
    public double[] violations() {
        return Arrays.stream(gradient).map(slack -> Math.max(0, -slack)).toArray();
    }

    /**
     * The larger of the violation of the incentive rows, in their units, and the duality gap,
     * relative to the objective.
     */
    private double residual(double[] beta, double[] gradient, double value) {
        return Optimality.residual(beta, gradient, objectiveScale(value));
    }

    /**
     * Whether σ violates no row and is no worse than the dual bound by more than the tolerance. That is all a
     * certificate can say, but less than {@link #residual}, where errors of opposite sign add up: with
     * multipliers in the thousands, as zero-sum games have them, their rounding alone may exceed the tolerance.
     */
    private boolean isOptimal() {
        double gap = Optimality.gap(beta, gradient) / objectiveScale(value);
        return Math.max(Optimality.violation(gradient), gap) <= options.tolerance();
    }

    /**
     * No distribution has less: by weak duality a dual value below it proves that none satisfies the rows.
     */
    private static double leastObjective(DualProblem problem) {
        double ofRegulariser = switch (problem.regulariser()) {
            case ENTROPY -> 0;
            case GINI -> -0.5;
        };
        double ofCost = problem.leastCost();
        return ofRegulariser + ofCost - INFEASIBILITY_MARGIN * Math.max(1, Math.abs(ofCost));
    }

    /** Entropies are compared with one nat, the Gini term ½‖σ‖² with itself: it shrinks like 1/J. */
    private double objectiveScale(double value) {
        return switch (regulariser) {
            case ENTROPY -> 1;
            case GINI -> Math.max(Math.abs(value), Double.MIN_NORMAL);
        };
    }

    /** One accepted step; returns the new residual, or NaN if none did what its model said. */
    private double step(int iteration, double residual) {
        int[] rows = modelRows();
        DualModel model = models.at(beta, gradient, rows.length, iteration);
        int blindTries = 0;
        for (int tries = 0; tries < PROXIMITY_TRIES && blindTries < BLIND_TRIES && !deadline.isOver(); tries++) {
            double next = tryStep(new ProximalNewton(model, rows, beta, proximity), residual);
            if (!Double.isNaN(next)) {
                return next;
            }
            blindTries += measurable ? 0 : 1;
            proximity *= 8;
            model = models.afterTrial(model, beta, gradient, rows.length, iteration);
        }
        return Double.NaN;
    }

    /** Moves to the minimum of the model if f falls as the model does; NaN if it does not. */
    private double tryStep(ProximalNewton newton, double residual) {
        double[] trial =
                newton.minimise((isTiny ? TINY_PROGRESS : PROGRESS) * residual, objectiveScale(value), deadline);
        double predicted = newton.decrease();
        double[] trialGradient = new double[gradient.length];
        double trialValue = problem.evaluate(trial, trialGradient);
        double actual = value - trialValue;
        measurable = predicted > ROUNDING * Math.abs(value);
        double trialResidual = residual(trial, trialGradient, trialValue);
        if (!Double.isFinite(trialValue)
                || (measurable ? actual < LEAST_SUCCESS * predicted : !(trialResidual < residual))) {
            return Double.NaN;
        }
        if (!measurable || actual > 0.75 * predicted) {
            proximity = Math.max(LEAST_PROXIMITY, RELAXATION * proximity);
        } else if (actual < 0.25 * predicted) {
            proximity *= 3;
        }
        beta = trial;
        value = trialValue;
        gradient = trialGradient;
        return trialResidual;
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
}
