package org.aumann.solvers.meta.equilibrium;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.linear.LinearAnswer;
import org.aumann.solvers.meta.linear.LinearSolver;
import org.aumann.solvers.meta.program.SelectionProblem;

/** Linear objectives and the smallest ε, as outcomes with a report. */
final class LinearSelection {
    private final SolveContext context;
    private final SelectionProblem selection;
    private final LinearSolver solver;

    LinearSelection(SolveContext context, SelectionProblem selection) {
        this(context, selection, List.of());
    }

    /**
     * @param start joint actions that may be of use
     */
    LinearSelection(SolveContext context, SelectionProblem selection, List<Long> start) {
        this.context = context;
        this.selection = selection;
        this.solver = new LinearSolver(context, selection, start, LinearSolver.EXPLICIT_ENTRIES);
    }

    SolveOutcome maximise() {
        LinearAnswer answer = solver.maximise();
        context.note(answer.notes());
        return switch (answer.status()) {
            case CONVERGED -> context.optimal(report(answer));
            case INFEASIBLE -> infeasible();
            case ITERATION_LIMIT, TIME_LIMIT -> limit(report(answer), answer);
            case STALLED, CYCLIC, EXHAUSTED, SOLVER_FAILURE -> failure(report(answer), answer);
        };
    }

    /** The smallest ε of the asked concept, in the unit of the context. */
    LinearAnswer minimiseEpsilon() {
        LinearAnswer answer = solver.minimiseEpsilon(selection.gainUnits());
        context.note(answer.notes());
        return answer;
    }

    /**
     * The answer to an ε that no distribution satisfies, as somebody claims: one with the smallest ε there is, if that is
     * larger.
     */
    SolveOutcome infeasible() {
        try (SelectionProblem whole = SelectionProblem.feasibility(context, selection.unit())) {
            return new LinearSelection(context, whole).infeasible(selection.epsilon());
        }
    }

    private SolveOutcome infeasible(double[] epsilon) {
        LinearAnswer least = minimiseEpsilon();
        if (least.status() != Status.CONVERGED) {
            return unfinished(least);
        }
        double[] units = selection.gainUnits();
        boolean isAllowed = IntStream.range(0, epsilon.length).allMatch(p -> epsilon[p] >= -least.value() * units[p]);
        if (!isAllowed) {
            context.note("epsilon is below the smallest there is, " + -least.value());
        }
        SolveReport report = report(least, ObjectiveBounds.unknown(Double.NaN), epsilon);
        return isAllowed ? context.unfinished(report, context.excess(report)) : new SolveOutcome.Infeasible(report);
    }

    /** A smallest ε that was not found. */
    SolveOutcome unfinished(LinearAnswer least) {
        SolveReport report = report(least, ObjectiveBounds.unknown(Double.NaN), selection.epsilon());
        return least.status() == Status.TIME_LIMIT ? limit(report, least) : failure(report, least);
    }

    private SolveOutcome limit(SolveReport report, LinearAnswer answer) {
        return context.limit(report, residual(report, answer));
    }

    private SolveOutcome failure(SolveReport report, LinearAnswer answer) {
        return new SolveOutcome.NumericalFailure(report, residual(report, answer));
    }

    /** How wide the bracket is or, without one, how far ε is exceeded. */
    private double residual(SolveReport report, LinearAnswer answer) {
        if (Double.isFinite(answer.residual())) {
            return answer.residual();
        }
        return context.excess(report);
    }

    private SolveReport report(LinearAnswer answer) {
        double shift = selection.objectiveShift();
        ObjectiveBounds bounds = ObjectiveBounds.rounded(
                answer.value() + shift,
                answer.lower() + shift,
                answer.upper() + shift,
                selection.objectiveMagnitude(null));
        return report(answer, bounds, selection.epsilon());
    }

    private SolveReport report(LinearAnswer answer, ObjectiveBounds bounds, double[] epsilon) {
        return context.report(
                selection.toAsked(answer.sigma()),
                bounds,
                epsilon,
                Multipliers.zero(context.game().index(), context.concept()),
                answer.iterations(),
                answer.evaluations());
    }
}
