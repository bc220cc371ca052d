package org.aumann.solvers.meta.equilibrium;

import java.util.Optional;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.dual.DualProblem;
import org.aumann.solvers.meta.dual.DualSolver;
import org.aumann.solvers.meta.dual.InteriorPoint;
import org.aumann.solvers.meta.dual.RegularisedSolver;
import org.aumann.solvers.meta.linear.LinearSolver;
import org.aumann.solvers.meta.linear.MasterProgram;
import org.aumann.solvers.meta.program.SelectionProblem;

/** Greatest Gini impurity, greatest entropy or least relative entropy, perhaps tilted, through the dual. */
final class ConvexSelection {
    private final SolveContext context;
    private final Regulariser regulariser;

    ConvexSelection(SolveContext context, Regulariser regulariser) {
        this.context = context;
        this.regulariser = regulariser;
    }

    SolveOutcome maximise(SelectionProblem selection, Multipliers start) {
        return solve(selection, start)
                .map(answer -> outcome(answer, selection.epsilon()))
                .orElseGet(() -> new LinearSelection(context, selection).infeasible());
    }

    /**
     * Certifies an answer.
     *
     * @param epsilon per player of the asked game, payoff units. Not modified.
     */
    SolveOutcome outcome(ConvexAnswer answer, double[] epsilon) {
        RegularisedSolver.Result result = answer.result();
        SolveReport report = context.report(
                answer.sigma(),
                answer.objective(),
                epsilon,
                answer.multipliers(),
                result.iterations(),
                answer.evaluations());
        return switch (result.status()) {
            case CONVERGED -> context.optimal(report);
            case ITERATION_LIMIT, TIME_LIMIT -> context.limit(report, result.residual());
            case INFEASIBLE, STALLED, CYCLIC, EXHAUSTED, SOLVER_FAILURE ->
                new SolveOutcome.NumericalFailure(report, result.residual());
        };
    }

    /** The maximum without a certificate; empty if there is no distribution within ε. */
    Optional<ConvexAnswer> solve(SelectionProblem selection, Multipliers start) {
        try (DualProblem problem =
                DualProblem.of(selection, context.backend(), regulariser, selection.payoffWeights())) {
            RegularisedSolver solver = InteriorPoint.suits(problem)
                    ? new InteriorPoint(problem, context.options(), context.listener())
                    : new DualSolver(
                            problem, problem.scaled(selection.toSolved(start)), context.options(), context.listener());
            RegularisedSolver.Result result = withoutRounding(solver.solve());
            if (isUnfinished(result) && solver instanceof DualSolver && InteriorPoint.isPossible(problem)) {
                context.note("the dual ended at a residual of " + result.residual() + ": by interior point");
                solver = new InteriorPoint(problem, context.options(), context.listener());
                result = withoutRounding(solver.solve());
            }
            return result.status() == Status.INFEASIBLE
                    ? Optional.empty()
                    : Optional.of(answer(selection, problem, solver, result));
        }
    }

    /** Whether it ended early, though not for want of time. */
    private boolean isUnfinished(RegularisedSolver.Result result) {
        boolean isDecided = result.status() == Status.CONVERGED || result.status() == Status.INFEASIBLE;
        return !isDecided && !context.deadline().isOver();
    }

    /** Where rounding alone is in the way, a residual that is as good as a linear program's will do. */
    private RegularisedSolver.Result withoutRounding(RegularisedSolver.Result result) {
        boolean isRounding = result.status() == Status.STALLED && result.residual() <= MasterProgram.ANSWER_TOLERANCE;
        if (!isRounding) {
            return result;
        }
        context.note("rounding stopped the multipliers at a residual of " + result.residual());
        return new RegularisedSolver.Result(Status.CONVERGED, result.residual(), result.iterations());
    }

    private ConvexAnswer answer(
            SelectionProblem selection,
            DualProblem problem,
            RegularisedSolver solver,
            RegularisedSolver.Result result) {
        JointDistribution sigma = JointDistribution.over(
                selection.game().outcomes(), problem.sigma().take());
        double value = selection.objective(sigma, regulariser);
        // The dual value bounds tilt − Ω from above; the Gini impurity is 1 − 2 Ω.
        double ofDual = solver.value() + selection.objectiveShift();
        double upper = regulariser == Regulariser.GINI ? 1 + 2 * ofDual : ofDual;
        return new ConvexAnswer(
                result,
                selection.toAsked(sigma),
                ObjectiveBounds.rounded(value, lower(value, solver), upper, selection.objectiveMagnitude(regulariser)),
                selection.toAsked(problem.multipliers(solver.beta())),
                problem.evaluations());
    }

    /**
     * What the optimum is at least: nothing is known unless rounding alone is between the distribution and ε, and what such
     * violations gain by the multipliers does not count, nor as much again, since multipliers are known only so well.
     */
    private double lower(double value, RegularisedSolver solver) {
        double[] beta = solver.beta();
        double[] violations = solver.violations();
        double paid = 0;
        double greatest = 0;
        for (int i = 0; i < beta.length; i++) {
            paid += beta[i] * violations[i];
            greatest = Math.max(greatest, violations[i]);
        }
        double ofObjective = regulariser == Regulariser.GINI ? 2 * paid : paid;
        return greatest <= LinearSolver.FEASIBLE ? value - 2 * ofObjective : Double.NEGATIVE_INFINITY;
    }
}
