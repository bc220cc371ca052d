package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.dual.DualProblem;
import org.aumann.solvers.meta.dual.InteriorPoint;
import org.aumann.solvers.meta.linear.LinearAnswer;
import org.aumann.solvers.meta.linear.LinearSolver;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every equilibrium solver on a family of random games, against another method: linear objectives against the
 * program written down by definition and against column generation, the others against the interior point.
 *
 * <p>{@code -Daumann.family=200} makes the family longer.
 */
class RandomFamilyTest {
    private static final int GAMES = Integer.getInteger("aumann.family", 27);

    /** Relative to the range of the objective, or to one nat, or to the Gini impurity. */
    private static final double TOLERANCE = 2e-6;

    /** What the interior point must reach on any of these games. */
    private static final double LEAST_ACCURACY = 1e-2;

    /** Of a solve, as the games are small. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private static Stream<SolverGame> games() {
        return RandomFamily.of(GAMES).stream();
    }

    @ParameterizedTest
    @MethodSource("games")
    void agreesWithAnotherMethod(SolverGame game) {
        try (PayoffTensor payoffs = game.open();
                ComputeBackend backend = Backends.named("cpu")) {
            for (MetaSolvers.Description description : MetaSolvers.descriptions()) {
                if (MetaSolvers.named(description.id(), 0) instanceof EquilibriumSolver solver) {
                    requireAgreement(solver, MetaGame.of(payoffs), backend);
                }
            }
        }
    }

    private static void requireAgreement(EquilibriumSolver solver, TensorGame game, ComputeBackend backend) {
        SolveOptions options = SolveOptions.defaults().withSeed(Seeds.seed()).withTimeLimit(TIME_LIMIT);
        SolveOutcome outcome = solver.solve(game, backend, options);
        String name = solver.id() + ", " + Seeds.replay();
        assertThat(outcome.status()).as("%s: %s", name, outcome).isEqualTo("optimal");
        SolveReport report = outcome.report();
        double[] epsilon =
                report.epsilons().stream().mapToDouble(Double::doubleValue).toArray();
        requireWithin(name, solver.concept(), report, game.payoffs(), epsilon);
        if (solver.rule() == EpsilonRule.MINIMUM) {
            double least = new ExplicitProgram(game.payoffs(), solver.concept()).leastEpsilon();
            assertClose("epsilon of " + name, report.epsilon(), least, 1e-7 * range(game.payoffs()), 0);
        }
        SolveContext context = new SolveContext(solver, game, backend, options, SolveListener.SILENT);
        try (SelectionProblem problem = SelectionProblem.at(context, solver.objective(), solver.settings(), epsilon)) {
            if (solver.objective().isLinear()) {
                requireLinearOptimum(name, solver, context, problem, report);
            } else {
                requireInteriorPointAgrees(name, solver, context, problem, report);
            }
        }
    }

    private static void requireWithin(
            String name, SolutionConcept concept, SolveReport report, PayoffTensor payoffs, double[] epsilon) {
        double[] gains = report.certificate().gap(concept).largestGainPerPlayer();
        for (int p = 0; p < gains.length; p++) {
            double slack = 1.001e-9 * payoffs.range(p).width() + 1e-14 * range(payoffs);
            if (payoffs.index().actionCount(p) > 1) {
                assertThat(gains[p]).as(name).isLessThanOrEqualTo(epsilon[p] + slack);
            }
        }
    }

    /** The certified value lies in its bracket, and is what the explicit program and column generation find. */
    private static void requireLinearOptimum(
            String name, EquilibriumSolver solver, SolveContext context, SelectionProblem problem, SolveReport report) {
        double range = problem.objectiveUnit();
        double value = report.objective().value();
        double rounding = 1e-12 * (range + range(context.tensorGame().payoffs()) + Math.abs(value));
        boolean isBounded = Double.isFinite(report.objective().lower()); // else σ is within ε but for the tolerance
        assertThat(report.objective().upper() - (isBounded ? report.objective().lower() : value - rounding))
                .as("bracket of " + name)
                .isBetween(0.0, TOLERANCE * range + rounding);
        double explicit = problem.objectiveShift()
                + new ExplicitProgram(((TensorGame) problem.game()).payoffs(), solver.concept())
                        .greatest(problem::coefficient, problem.epsilon());
        assertClose("objective of " + name, value, explicit, TOLERANCE * range + rounding, 0);
        if (solver.objective() == SelectionObjective.WELFARE) {
            double welfare = report.certificate().welfare();
            assertClose("welfare of " + name, welfare, value, rounding, 1e-12);
            PayoffTensor asked = context.tensorGame().payoffs();
            double whole =
                    new ExplicitProgram(asked, solver.concept()).greatest(a -> welfare(asked, a), problem.epsilon());
            assertClose("objective of " + name + " with dominated actions", value, whole, TOLERANCE * range, 0);
        }
        LinearAnswer byColumns = new LinearSolver(context, problem, List.of(), 0).maximise();
        assertThat(byColumns.status()).as("columns of %s: %s", name, byColumns).isEqualTo(Status.CONVERGED);
        assertClose("columns of " + name, byColumns.value() + problem.objectiveShift(), value, TOLERANCE * range, 0);
    }

    private static void requireInteriorPointAgrees(
            String name, EquilibriumSolver solver, SolveContext context, SelectionProblem problem, SolveReport report) {
        boolean isGini = solver.objective() == SelectionObjective.GINI;
        try (DualProblem dual = DualProblem.of(
                problem, context.backend(), isGini ? Regulariser.GINI : Regulariser.ENTROPY, problem.payoffWeights())) {
            double residual = new InteriorPoint(dual, context.options(), SolveListener.SILENT)
                    .solve()
                    .residual();
            JointDistribution sigma =
                    JointDistribution.over(problem.game().index(), dual.sigma().take());
            double other = isGini ? sigma.gini() : sigma.entropy();
            // A polytope of a billionth of the range stops the interior point early: it says so itself.
            assertThat(residual).as("interior point of " + name).isLessThan(LEAST_ACCURACY);
            double tolerance = Math.max(TOLERANCE, 10 * residual) * (isGini ? 1 : Math.max(1, other));
            assertClose("objective of " + name, report.objective().value(), other, tolerance, 0);
        }
    }

    private static double welfare(PayoffTensor payoffs, long jointAction) {
        double welfare = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            welfare += payoffs.get(p, jointAction);
        }
        return welfare;
    }

    private static double range(PayoffTensor payoffs) {
        double[] ranges = new double[payoffs.playerCount()];
        Arrays.setAll(ranges, p -> payoffs.range(p).width());
        return Arrays.stream(ranges).max().orElseThrow();
    }
}
