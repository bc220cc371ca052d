package org.aumann.solvers.meta;

import java.util.Optional;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.kernels.Regulariser;

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
                .map(answer -> outcome(answer, selection.askedEpsilon()))
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
            case CONVERGED -> new SolveOutcome.Optimal(report);
            case LIMIT -> SolveOutcome.limit(context, report, result.residual());
            case INFEASIBLE, STALLED -> new SolveOutcome.NumericalFailure(report, result.residual());
        };
    }

    /** The maximum without a certificate; empty if there is no distribution within ε. */
    Optional<ConvexAnswer> solve(SelectionProblem selection, Multipliers start) {
        try (DualProblem problem = new DualProblem(
                selection.game(),
                context.backend(),
                context.concept(),
                regulariser,
                selection.ranges(),
                selection.epsilon(),
                selection.payoffWeights())) {
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
            return result.status() == RegularisedSolver.Result.Status.INFEASIBLE
                    ? Optional.empty()
                    : Optional.of(answer(selection, problem, solver, result));
        }
    }

    /** Whether it ended early, though not for want of time. */
    private boolean isUnfinished(RegularisedSolver.Result result) {
        return switch (result.status()) {
            case CONVERGED, INFEASIBLE -> false;
            case LIMIT, STALLED -> !context.isOverdue();
        };
    }

    /** Where rounding alone is in the way, a residual that is as good as a linear program's will do. */
    private RegularisedSolver.Result withoutRounding(RegularisedSolver.Result result) {
        boolean isRounding = result.status() == RegularisedSolver.Result.Status.STALLED
                && result.residual() <= MasterProgram.ANSWER_TOLERANCE;
        if (!isRounding) {
            return result;
        }
        context.note("rounding stopped the multipliers at a residual of " + result.residual());
        return new RegularisedSolver.Result(
                RegularisedSolver.Result.Status.CONVERGED, result.residual(), result.iterations());
    }

    private ConvexAnswer answer(
            SelectionProblem selection,
            DualProblem problem,
            RegularisedSolver solver,
            RegularisedSolver.Result result) {
        JointDistribution sigma = JointDistribution.over(
                selection.game().outcomes(), problem.sigma().take());
        double value = objective(selection, sigma);
        // The dual value bounds tilt − Ω from above; the Gini impurity is 1 − 2 Ω.
        double upper = regulariser == Regulariser.GINI ? 1 + 2 * solver.value() : solver.value();
        return new ConvexAnswer(
                result,
                selection.toAsked(sigma),
                new ObjectiveBounds(value, value, Math.max(value, upper)),
                selection.toAsked(problem.multipliers(solver.beta())),
                problem.evaluations());
    }

    /** {@code 1 − Σ σ²/w} or {@code −Σ σ log(σ/w)}, w the multiplicity, with the tilt. */
    private double objective(SelectionProblem selection, JointDistribution sigma) {
        double ofRegulariser = 0;
        double ofTilt = 0;
        for (long a = 0; a < selection.game().outcomes().jointActionCount(); a++) {
            double probability = sigma.probability(a);
            if (probability > 0) {
                double share = probability / selection.game().multiplicity(a);
                ofRegulariser += probability * (regulariser == Regulariser.GINI ? share : Math.log(share));
                ofTilt += probability * selection.coefficient(a);
            }
        }
        return regulariser == Regulariser.GINI ? 1 - ofRegulariser + 2 * ofTilt : ofTilt - ofRegulariser;
    }
}
