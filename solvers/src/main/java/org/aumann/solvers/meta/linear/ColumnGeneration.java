package org.aumann.solvers.meta.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.dual.DualProblem;
import org.aumann.solvers.meta.dual.JointColumns;

/**
 * A linear program over a game whose matrix is too large to be written down.
 *
 * <p>A {@link MasterProgram} knows few joint actions. Its multipliers price all others in one pass over the
 * payoffs: the reduced costs are logits of the incentive operator, and those joint actions where they are
 * greatest come into the next master. The master's value is a lower bound; the greatest reduced cost, with what
 * the multipliers pay for ε, is an upper one, at any time. Multipliers of masters oscillate, so that those half
 * way to the best ones known are priced too (Wentges 1997, with both ends kept).
 */
final class ColumnGeneration {
    /** Joint actions that a pricing adds: at least so many, and so many per row. */
    private static final int LEAST_COLUMNS = 100;

    private static final int COLUMNS_PER_ROW = 2;

    /** A violation of a master that is rounding, in the units of the rows. */
    private static final double NO_VIOLATION = 1e-9;

    /** If nothing is left to add, but the master is still violated, its penalty was too small. */
    private static final double PENALTY_GROWTH = 100;

    private static final double GREATEST_PENALTY = 1e12;

    /** A round that leaves more than this part of the bracket is a slow one. */
    private static final double SLOW = 0.8;

    private final SolveContext context;
    private final DualProblem problem;
    private final int pricedColumns;
    private final TreeSet<Long> known = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();
    private LinearForm form;

    /** Multipliers of the least upper bound so far. */
    private double[] center = new double[0];

    private double upper = Double.POSITIVE_INFINITY;
    private double lower = Double.NEGATIVE_INFINITY;

    /** The distribution of the lower bound. */
    private long[] support = new long[0];

    private double[] probabilities = new double[0];

    /** By how much its rows are violated, in their units. */
    private double[] violations = new double[0];

    private long rounds;

    /**
     * @param problem the kernels; its σ is overwritten. Not owned.
     * @param start joint actions that the first master shall know
     */
    ColumnGeneration(SolveContext context, DualProblem problem, LinearForm form, List<Long> start) {
        this.context = context;
        this.problem = problem;
        this.form = form;
        this.pricedColumns = LEAST_COLUMNS + COLUMNS_PER_ROW * problem.rowCount();
        known.addAll(start);
    }

    /**
     * Adds the joint actions of the greatest reduced costs.
     *
     * @param beta multipliers in units of the form. Not modified.
     */
    void price(double[] beta) {
        double[] dual = form.dual(beta);
        long[] greatest = problem.greatestReducedCosts(dual, form.weights(), pricedColumns);
        long[] first = {greatest[0]};
        double bound = costs(first)[0] - problem.columns(first).products(dual)[0] + form.offset(dual);
        if (bound < upper) {
            upper = bound;
            center = dual;
        }
        Arrays.stream(greatest).forEach(known::add);
    }

    /** What a violation of the next masters costs, at least: more than the sum of the multipliers. */
    void raisePenalty(double penalty) {
        form = form.withPenalty(Math.max(penalty, form.penalty()));
    }

    /**
     * Masters and prices in turn until the bracket is closed.
     *
     * @param slowLimit most rounds in a row that hardly narrow the bracket
     * @return how it ended; {@link Status#STALLED} if other multipliers than the masters' are needed
     */
    Status closeBracket(int slowLimit) {
        for (int slow = 0; slow < slowLimit; ) {
            long[] jointActions = known.stream().mapToLong(Long::longValue).toArray();
            double[] costs = costs(jointActions);
            JointColumns columns = problem.columns(jointActions);
            MasterProgram.Solution solution = new MasterProgram(form, columns, costs).solve(context.deadline(), notes);
            if (solution.status() != Status.CONVERGED) {
                boolean isLate = solution.status() == Status.STALLED
                        && context.deadline().isOver();
                return isLate ? Status.TIME_LIMIT : solution.status();
            }
            double bracket = upper - lower;
            boolean isWithin = form.isLeastEpsilon() || solution.slack() <= NO_VIOLATION;
            if (isWithin) {
                keep(jointActions, columns, costs, solution);
            }
            boolean isNew = !isClosed() && priceBoth(solution.beta());
            context.listener().onIteration("columns", ++rounds, upper - lower);
            if (isClosed()) {
                return Status.CONVERGED;
            }
            if (context.deadline().isOver()) {
                return Status.TIME_LIMIT;
            }
            if (!isNew) {
                if (isWithin) {
                    // The master is the program; its solver knows the multipliers only so well.
                    boolean isRounding = upper - lower <= MasterProgram.ANSWER_TOLERANCE;
                    notes.add("the bracket closed to " + (upper - lower) + " of the objective's unit, no further");
                    return isRounding ? Status.CONVERGED : Status.STALLED;
                }
                if (form.penalty() >= GREATEST_PENALTY) {
                    return Status.INFEASIBLE;
                }
                form = form.withPenalty(PENALTY_GROWTH * form.penalty());
            }
            slow = upper - lower > SLOW * bracket ? slow + 1 : 0;
        }
        return Status.STALLED;
    }

    private boolean isClosed() {
        return upper - lower <= context.options().tolerance();
    }

    /** Whether that found any new joint action. There is nothing between the best multipliers and themselves. */
    private boolean priceBoth(double[] beta) {
        int before = known.size();
        double upperBefore = upper;
        price(beta);
        if (upper == upperBefore) {
            double[] middle = beta.clone();
            for (int i = 0; i < center.length; i++) {
                middle[i] = 0.5 * (center[i] + beta[i]);
            }
            price(middle);
        }
        return known.size() > before;
    }

    private double[] costs(long[] jointActions) {
        return problem.costs(form.weights(), jointActions);
    }

    private void keep(long[] jointActions, JointColumns columns, double[] costs, MasterProgram.Solution solution) {
        double[] gains = columns.combination(solution.x());
        double[] units = form.units();
        double slack = form.leastSlack();
        for (int i = 0; i < gains.length; i++) {
            gains[i] -= form.offsets()[i];
            slack = units[i] > 0 ? Math.max(slack, gains[i] / units[i]) : slack;
        }
        double value = form.isLeastEpsilon() ? -slack : 0;
        for (int k = 0; k < costs.length; k++) {
            value += costs[k] * solution.x()[k];
        }
        if (value > lower) {
            lower = value;
            support = jointActions;
            probabilities = solution.x();
            boolean isAllowed = form.isLeastEpsilon();
            violations = Arrays.stream(gains)
                    .map(g -> isAllowed ? 0 : Math.max(0, g))
                    .toArray();
        }
    }

    /** The largest violation of a row by the best distribution, in its unit. */
    double violation() {
        return Arrays.stream(violations).max().orElse(Double.POSITIVE_INFINITY);
    }

    /** The best bound from below so far, in units of the form; −∞ if there is none. */
    double lower() {
        return lower;
    }

    /** The best bound from above so far, in units of the form. */
    double upper() {
        return upper;
    }

    long rounds() {
        return rounds;
    }

    List<String> notes() {
        return notes;
    }

    /** The joint actions of the best distribution so far; empty if there is none. Not to be modified. */
    long[] support() {
        return support;
    }

    /** The joint actions of the last master and those priced since, ascending. */
    List<Long> known() {
        return List.copyOf(known);
    }

    /** Their probabilities. Not to be modified. */
    double[] probabilities() {
        return probabilities;
    }
}
