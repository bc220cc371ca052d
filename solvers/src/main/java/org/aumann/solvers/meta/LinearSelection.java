package org.aumann.solvers.meta;

import java.util.List;

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
            case OPTIMAL -> new SolveOutcome.Optimal(report(answer));
            case INFEASIBLE -> infeasible();
            case LIMIT -> limit(report(answer), answer);
            case FAILED -> failure(report(answer), answer);
        };
    }

    /** The smallest ε of the asked concept, in the unit of the context. */
    LinearAnswer minimiseEpsilon() {
        LinearAnswer answer = solver.minimiseEpsilon(selection.gainUnits());
        context.note(answer.notes());
        return answer;
    }

    /** The answer to an ε that no distribution satisfies: one with the smallest ε there is. */
    SolveOutcome infeasible() {
        LinearAnswer least = minimiseEpsilon();
        if (least.status() != LinearAnswer.Status.OPTIMAL) {
            return unfinished(least);
        }
        context.note("epsilon is below the smallest there is, " + -least.value());
        return new SolveOutcome.Infeasible(unbounded(least));
    }

    /** A smallest ε that was not found. */
    SolveOutcome unfinished(LinearAnswer least) {
        SolveReport report = unbounded(least);
        return least.status() == LinearAnswer.Status.LIMIT ? limit(report, least) : failure(report, least);
    }

    private SolveOutcome limit(SolveReport report, LinearAnswer answer) {
        return SolveOutcome.limit(context, report, residual(report, answer));
    }

    private SolveOutcome failure(SolveReport report, LinearAnswer answer) {
        return new SolveOutcome.NumericalFailure(report, residual(report, answer));
    }

    /** How wide the bracket is or, without one, how far ε is exceeded. */
    private double residual(SolveReport report, LinearAnswer answer) {
        if (Double.isFinite(answer.residual())) {
            return answer.residual();
        }
        double violation = report.certificate().gap(context.concept()).largestGain() - report.epsilon();
        return violation / Math.max(context.greatestPayoffRange(), Double.MIN_NORMAL);
    }

    private SolveReport unbounded(LinearAnswer answer) {
        return report(answer, ObjectiveBounds.unbounded(Double.NaN));
    }

    private SolveReport report(LinearAnswer answer) {
        return report(
                answer, new ObjectiveBounds(answer.value(), answer.value(), Math.max(answer.value(), answer.upper())));
    }

    private SolveReport report(LinearAnswer answer, ObjectiveBounds bounds) {
        return context.report(
                selection.toAsked(answer.sigma()),
                bounds,
                selection.askedEpsilon(),
                Multipliers.zero(context.game().index(), context.concept()),
                answer.iterations(),
                answer.evaluations());
    }
}
