package org.aumann.solvers.meta;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * The solver of every id {@code [rule_]objective{ce|cce}}: an ε from the rule, then the equilibrium that
 * maximises the objective.
 *
 * <p>Strictly concave objectives go through the dual and run at any size; linear ones, and the minimum-ε
 * rule, through an explicit linear program.
 *
 * @param objective what to maximise
 * @param concept CE or CCE
 * @param rule where ε comes from
 * @param givenEpsilon ε for {@link EpsilonRule#GIVEN}, payoff units
 */
public record EquilibriumSolver(
        SelectionObjective objective, SolutionConcept concept, EpsilonRule rule, double givenEpsilon)
        implements MetaSolver {
    /** Share of the largest gain under the uniform distribution that {@link EpsilonRule#APPROXIMATE} allows. */
    private static final double APPROXIMATION = 0.01;

    /** The polytope at the smallest ε has no interior: the objective gets this much room, relative to the range. */
    private static final double MINIMUM_SLACK = 1e-9;

    /** Checks ε. */
    public EquilibriumSolver {
        if (!Double.isFinite(givenEpsilon)) {
            throw new IllegalArgumentException("epsilon (" + givenEpsilon + ") must be finite");
        }
    }

    @Override
    public String id() {
        return rule.prefix() + objective.id() + concept.id();
    }

    @Override
    public void prepare() {
        boolean isLinear = switch (objective) {
            case GINI, ENTROPY -> false;
            case WELFARE, RANDOM_WELFARE, RANDOM_VERTEX -> true;
        };
        if (isLinear || rule == EpsilonRule.MINIMUM) {
            LinearProgram.prepare();
        }
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        return switch (rule) {
            case GIVEN -> maximise(context, start, givenEpsilon);
            case APPROXIMATE -> maximise(context, start, APPROXIMATION * Math.max(0, uniformGain(game)));
            case MINIMUM -> maximiseAtMinimum(context, start);
        };
    }

    private double uniformGain(MetaGame game) {
        JointDistribution uniform = JointDistribution.uniform(game.index());
        return EquilibriumGap.of(game.payoffs(), uniform, concept).largestGain();
    }

    private SolveOutcome maximiseAtMinimum(SolveContext context, Multipliers start) {
        LinearSelection selection = new LinearSelection(context);
        double[] leastEpsilon = new double[1];
        if (!selection.minimiseEpsilon(leastEpsilon)) {
            return selection.failed(0);
        }
        context.limitAccuracy(IncentiveProgram.ANSWER_TOLERANCE);
        return maximise(context, start, leastEpsilon[0] + MINIMUM_SLACK * context.greatestPayoffRange());
    }

    private SolveOutcome maximise(SolveContext context, Multipliers start, double epsilon) {
        return switch (objective) {
            case GINI -> new ConvexSelection(context, Regulariser.GINI).maximise(start, epsilon);
            case ENTROPY -> new ConvexSelection(context, Regulariser.ENTROPY).maximise(start, epsilon);
            case WELFARE, RANDOM_WELFARE, RANDOM_VERTEX -> new LinearSelection(context).maximise(objective, epsilon);
        };
    }
}
