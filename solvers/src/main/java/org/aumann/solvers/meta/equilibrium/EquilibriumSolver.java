package org.aumann.solvers.meta.equilibrium;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.linear.ExactSelection;
import org.aumann.solvers.meta.linear.LinearAnswer;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionProblem;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.aumann.solvers.ortools.LinearProgram;
import org.jspecify.annotations.Nullable;

/**
 * The solver of every id {@code [rule_]objective{ce|cce}}: an ε from the rule, then the equilibrium that
 * maximises the objective.
 *
 * <p>Strictly concave objectives go through the dual, linear ones and the smallest ε through linear programs:
 * explicit for small games, by an entropic path and column generation for larger ones.
 *
 * @param objective what to maximise
 * @param concept CE or CCE
 * @param rule where ε comes from
 * @param settings ε for {@link EpsilonRule#GIVEN}, weights, tilt and prior
 */
public record EquilibriumSolver(
        SelectionObjective objective, SolutionConcept concept, EpsilonRule rule, SelectionSettings settings)
        implements MetaSolver {
    /** Share of the largest gain under the uniform distribution that {@link EpsilonRule#APPROXIMATE} allows. */
    private static final double APPROXIMATION = 0.01;

    /** The polytope at the smallest ε has no interior: the objective gets this much room, relative to the range. */
    private static final double MINIMUM_SLACK = 1e-9;

    /** Checks the combination. */
    public EquilibriumSolver {
        if (!isDefined(objective, rule)) {
            throw new IllegalArgumentException("rule (" + rule + ") is not defined for objective " + objective);
        }
    }

    /**
     * Whether a rule goes with an objective: only the Gini impurity leaves joint actions without probability for
     * lack of room.
     *
     * @param objective what to maximise
     * @param rule where ε comes from
     * @return false for the full-support rule with another objective
     */
    public static boolean isDefined(SelectionObjective objective, EpsilonRule rule) {
        return rule != EpsilonRule.FULL_SUPPORT || objective == SelectionObjective.GINI;
    }

    @Override
    public String id() {
        return rule.prefix() + objective.id() + concept.id();
    }

    @Override
    public void prepare() {
        if (objective.isLinear() || rule == EpsilonRule.MINIMUM) {
            LinearProgram.prepare();
        }
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.INCENTIVES);
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        double[] units = gainUnits(context);
        return switch (rule) {
            case GIVEN -> maximise(context, start, product(units, settings.epsilonOf(units.length)), List.of());
            case APPROXIMATE ->
                maximise(context, start, multiple(units, APPROXIMATION * uniformGain(context, units)), List.of());
            case MINIMUM -> maximiseAtMinimum(context, start, units);
            case FULL_SUPPORT -> new FullSupport(this, context, units).maximise(start, uniformGain(context, units));
        };
    }

    private double[] gainUnits(SolveContext context) {
        return IntStream.range(0, context.game().index().playerCount())
                .mapToDouble(p -> context.units().spread(p).range().width())
                .map(settings.unit()::of)
                .toArray();
    }

    private static double[] multiple(double[] units, double epsilon) {
        return Arrays.stream(units).map(unit -> epsilon * unit).toArray();
    }

    private static double[] product(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(p -> x[p] * y[p]).toArray();
    }

    /** The largest gain under the uniform distribution, at least 0, in gain units. */
    private double uniformGain(SolveContext context, double[] units) {
        JointDistribution uniform = JointDistribution.uniform(context.game());
        double[] gains = EquilibriumGap.of(context.game(), uniform, concept).largestGainPerPlayer();
        return IntStream.range(0, gains.length)
                .mapToDouble(p -> gains[p] / units[p])
                .reduce(0, Math::max);
    }

    private SolveOutcome maximiseAtMinimum(SolveContext context, Multipliers start, double[] units) {
        try (SelectionProblem whole = SelectionProblem.feasibility(context, settings.unit())) {
            if (ZeroSumSelection.matrix(context, whole).isPresent()) {
                return maximise(context, start, new double[units.length], List.of());
            }
            LinearSelection selection = new LinearSelection(context, whole);
            LinearAnswer answer = selection.minimiseEpsilon();
            if (answer.status() != Status.CONVERGED) {
                return selection.unfinished(answer);
            }
            // There is an equilibrium at 0: what is as small as the errors of the linear program is 0.
            double stake = IntStream.range(0, units.length)
                    .mapToDouble(p -> context.units().ofPlayer(p) / units[p])
                    .max()
                    .orElse(0);
            double least = Math.abs(answer.value()) <= MINIMUM_SLACK * stake ? 0 : -answer.value();
            double[] epsilon = multiple(units, least);
            if (least != 0) {
                Arrays.setAll(
                        epsilon,
                        p -> epsilon[p] + MINIMUM_SLACK * context.units().ofPlayer(p));
            }
            return maximise(context, start, epsilon, answer.known());
        }
    }

    /**
     * The equilibrium of the objective at an ε.
     *
     * @param epsilon per player, payoff units. Not modified.
     * @param known joint actions that may be of use
     */
    SolveOutcome maximise(SolveContext context, Multipliers start, double[] epsilon, List<Long> known) {
        try (SelectionProblem problem = SelectionProblem.at(context, objective, settings, epsilon)) {
            if (IntStream.range(0, epsilon.length)
                    .anyMatch(p -> epsilon[p] < 0 && context.units().isIdle(p))) {
                return new LinearSelection(context, problem).infeasible();
            }
            boolean isExact =
                    regulariser() == null && problem.objectiveUnit() > 0 && ExactSelection.isPreferred(problem);
            Optional<SolveOutcome> ofOpposed = Arrays.stream(epsilon).allMatch(e -> e == 0) && !isExact
                    ? new ZeroSumSelection(context, problem).maximise(regulariser())
                    : Optional.empty();
            return ofOpposed.orElseGet(() -> inGeneral(context, problem, start, known));
        }
    }

    private SolveOutcome inGeneral(
            SolveContext context, SelectionProblem problem, Multipliers start, List<Long> known) {
        Regulariser regulariser = regulariser();
        if (regulariser != null) {
            return new ConvexSelection(context, regulariser).maximise(problem, start);
        }
        Optional<SolveOutcome> spread =
                problem.objectiveUnit() == 0 ? mostSpread(context, problem, start) : Optional.empty();
        return spread.orElseGet(() -> new LinearSelection(context, problem, known).maximise());
    }

    /** Where all equilibria are equally good, as in games of constant sum: the one of greatest Gini impurity. */
    private static Optional<SolveOutcome> mostSpread(
            SolveContext context, SelectionProblem problem, Multipliers start) {
        ConvexSelection selection = new ConvexSelection(context, Regulariser.GINI);
        double constant = problem.coefficient(0) + problem.objectiveShift();
        ObjectiveBounds bounds =
                ObjectiveBounds.rounded(constant, constant, constant, problem.objectiveMagnitude(null));
        return selection
                .solve(problem, start)
                .filter(ConvexAnswer::isConverged)
                .map(answer -> selection.outcome(answer.withObjective(bounds), problem.epsilon()))
                .filter(outcome -> outcome instanceof SolveOutcome.Optimal);
    }

    /** Ω; null for a linear objective. */
    private @Nullable Regulariser regulariser() {
        return switch (objective) {
            case GINI -> Regulariser.GINI;
            case ENTROPY, RELATIVE_ENTROPY -> Regulariser.ENTROPY;
            case WELFARE, LEAST_WELFARE, RANDOM_WELFARE, RANDOM_VERTEX -> null;
        };
    }
}
