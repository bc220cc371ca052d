package org.aumann.solvers.meta;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Regulariser;

/** Maximum Gini or maximum entropy through the dual. */
final class ConvexSelection {
    private final SolveContext context;
    private final Regulariser regulariser;

    ConvexSelection(SolveContext context, Regulariser regulariser) {
        this.context = context;
        this.regulariser = regulariser;
    }

    SolveOutcome maximise(Multipliers start, double epsilon) {
        if (context.concept() == SolutionConcept.CE && epsilon == 0) {
            StrictDominance dominance = StrictDominance.of(context.game().payoffs());
            if (dominance.eliminatesAny()) {
                return maximiseUndominated(dominance);
            }
        }
        return maximise(context.game(), context.payoffRanges(), start, epsilon, sigma -> sigma);
    }

    /** Strictly dominated actions are in no CE: without them the multipliers stay bounded more often. */
    private SolveOutcome maximiseUndominated(StrictDominance dominance) {
        MetaGame game = context.game();
        context.note("strictly dominated actions eliminated: " + dominance.eliminatedCount());
        try (StrictDominance.Reduction reduction = dominance.reduce(game)) {
            MetaGame reduced = reduction.game();
            Multipliers zero = Multipliers.zero(reduced.index(), context.concept());
            return maximise(reduced, SolveContext.payoffRanges(reduced), zero, 0, reduction::widen);
        }
    }

    /** From a distribution over the solved game to one over the asked game. */
    @FunctionalInterface
    private interface Widening {
        JointDistribution widen(JointDistribution sigma);
    }

    private SolveOutcome maximise(
            MetaGame game, double[] ranges, Multipliers start, double epsilon, Widening widening) {
        try (DualProblem problem =
                new DualProblem(game, context.backend(), context.concept(), regulariser, ranges, epsilon)) {
            Multipliers grown = start.grownTo(game.index(), context.concept());
            DualSolver solver = new DualSolver(problem, grown, context.options(), context.listener());
            DualSolver.Result result = solver.solve();
            if (result.status() == DualSolver.Result.Status.INFEASIBLE && LinearSelection.fits(context)) {
                return new LinearSelection(context).infeasible(epsilon);
            }
            if (result.status() == DualSolver.Result.Status.CONVERGED
                    && result.residual() > context.options().tolerance()) {
                context.note("rounding stopped the multipliers at a complementarity of " + result.residual()
                        + "; violation and duality gap are within the tolerance");
            }
            JointDistribution solved =
                    JointDistribution.over(game.index(), problem.sigma().take());
            double value = objective(game, solved);
            // The dual value bounds −Ω from above; the Gini impurity is 1 − 2Ω.
            double upper = regulariser == Regulariser.GINI ? 1 + 2 * solver.value() : solver.value();
            JointDistribution sigma = widening.widen(solved);
            Multipliers multipliers = sigma == solved
                    ? solver.multipliers()
                    : Multipliers.zero(context.game().index(), context.concept());
            SolveReport report = context.report(
                    sigma,
                    new ObjectiveBounds(value, value, Math.max(value, upper)),
                    epsilon,
                    multipliers,
                    result.iterations(),
                    problem.evaluations());
            return switch (result.status()) {
                case CONVERGED -> new SolveOutcome.Optimal(report);
                case INFEASIBLE -> new SolveOutcome.Infeasible(report);
                case LIMIT -> new SolveOutcome.IterationLimit(report, result.residual());
                case STALLED -> new SolveOutcome.NumericalFailure(report, result.residual());
            };
        }
    }

    /** {@code 1 − Σ σ²/w} or {@code −Σ σ log(σ/w)}, w the multiplicity. */
    private double objective(MetaGame game, JointDistribution sigma) {
        double sum = 0;
        for (long a = 0; a < game.index().jointActionCount(); a++) {
            double probability = sigma.probability(a);
            if (probability > 0) {
                double share = probability / game.multiplicity(a);
                sum += probability * (regulariser == Regulariser.GINI ? share : Math.log(share));
            }
        }
        return regulariser == Regulariser.GINI ? 1 - sum : -sum;
    }
}
