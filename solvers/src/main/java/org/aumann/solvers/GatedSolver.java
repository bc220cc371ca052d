package org.aumann.solvers;

import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;

/**
 * A meta-solver of others behind our gate. Of its reports only σ and what it says about its work are taken; the certificate
 * is computed here, and no gain counts as allowed. Its own default tolerance is not asked for: it decides what is optimal.
 *
 * @param solver the solver
 */
record GatedSolver(MetaSolver solver) implements MetaSolver {
    @Override
    public String id() {
        return solver.id();
    }

    @Override
    public String description() {
        return solver.description();
    }

    @Override
    public SolutionConcept concept() {
        return solver.concept();
    }

    @Override
    public void prepare() {
        solver.prepare();
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        SolveOutcome claimed = solver.solve(game, backend, start, options, listener);
        SolveReport report = certified(context, claimed.report());
        return switch (claimed) {
            case SolveOutcome.Optimal _ -> context.optimal(report);
            case SolveOutcome.Infeasible _ -> new SolveOutcome.Infeasible(report);
            case SolveOutcome.IterationLimit(SolveReport _, double residual) ->
                new SolveOutcome.IterationLimit(report, residual);
            case SolveOutcome.TimeLimit(SolveReport _, double residual) -> new SolveOutcome.TimeLimit(report, residual);
            case SolveOutcome.NumericalFailure(SolveReport _, double residual) ->
                new SolveOutcome.NumericalFailure(report, residual);
        };
    }

    private SolveReport certified(SolveContext context, SolveReport claimed) {
        JointDistribution sigma = claimed.sigma();
        JointActionIndex expected = context.game().outcomes();
        if (!sigma.index().equals(expected)) {
            throw new InvalidInputException("solver " + id() + " of " + solver.getClass()
                    + ": found a distribution over " + sigma.index() + ", expected one over " + expected);
        }
        context.note(claimed.notes());
        double[] zero = new double[context.game().index().playerCount()];
        return context.report(
                sigma, claimed.objective(), zero, claimed.multipliers(), claimed.iterations(), claimed.evaluations());
    }
}
