package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every optimising id on games with payoffs as people have them, against fractions: nothing that is marked optimal may be
 * wrong, and nearly all games must be solved.
 *
 * <p>{@code -Daumann.awkward=2000} makes the family longer and prints what was not solved.
 */
class AwkwardGamesTest {
    private static final int GAMES = Integer.getInteger("aumann.awkward", 42);

    /** What is asked for, relative to the units of gains and of the objective. */
    private static final double TOLERANCE = 1e-9;

    /** A bracket is closed to the tolerance on either side, and rounded. */
    private static final double OF_OBJECTIVE = 1e-8;

    @Test
    void nothingOptimalIsWrong() {
        List<String> wrong = new ArrayList<>();
        Map<String, int[]> solved = new TreeMap<>();
        try (ComputeBackend backend = Backends.named("cpu")) {
            for (SolverGame game : AwkwardGames.of(GAMES)) {
                try (PayoffTensor payoffs = game.open()) {
                    for (MetaSolvers.Description description : MetaSolvers.descriptions()) {
                        if (MetaSolvers.named(description.id(), 0) instanceof EquilibriumSolver solver) {
                            String kind = game.toString().replaceAll("awkward \\d+ ", "");
                            int[] counts = solved.computeIfAbsent(kind, _ -> new int[2]);
                            counts[1]++;
                            counts[0] += isSolved(game + " " + solver.id(), solver, payoffs, backend, wrong) ? 1 : 0;
                        }
                    }
                }
            }
        }
        int all = solved.values().stream().mapToInt(counts -> counts[1]).sum();
        int good = solved.values().stream().mapToInt(counts -> counts[0]).sum();
        solved.forEach((kind, counts) -> System.out.println(kind + ": " + counts[0] + " of " + counts[1]));
        wrong.forEach(System.out::println);
        assertThat(wrong).as(Seeds.replay()).isEmpty();
        assertThat((double) good / all).as("solved of " + all).isGreaterThanOrEqualTo(0.99);
    }

    private static boolean isSolved(
            String name, EquilibriumSolver solver, PayoffTensor payoffs, ComputeBackend backend, List<String> wrong) {
        SolveOptions options = SolveOptions.defaults().withTolerance(TOLERANCE).withTimeLimit(Duration.ofSeconds(5));
        TensorGame game = MetaGame.of(payoffs);
        SolveOutcome outcome = solver.solve(game, backend, options);
        if (!(outcome instanceof SolveOutcome.Optimal)) {
            System.out.println(
                    name + ": " + outcome.status() + " " + outcome.report().notes());
            return false;
        }
        SolveReport report = outcome.report();
        ExactGame exact = new ExactGame(payoffs, solver.concept());
        GainUnits units = GainUnits.of(game, solver.concept());
        double[] epsilon =
                report.epsilons().stream().mapToDouble(Double::doubleValue).toArray();
        double[] ofPlayers = new double[epsilon.length];
        Arrays.setAll(ofPlayers, p -> Math.max(units.ofPlayer(p), Math.abs(epsilon[p])));
        double excess = exact.excess(report.sigma().toArray(), epsilon, ofPlayers);
        if (!(excess <= 1.01 * TOLERANCE)) {
            wrong.add(name + ": gains exceed epsilon by " + excess);
        }
        if (solver.objective().isLinear()) {
            requireOptimum(name, solver, options, game, backend, report, exact, epsilon, wrong);
        }
        ObjectiveBounds bounds = report.objective();
        if (!(bounds.lower() <= bounds.upper())) {
            wrong.add(name + ": bracket " + bounds);
        }
        return true;
    }

    private static void requireOptimum(
            String name,
            EquilibriumSolver solver,
            SolveOptions options,
            TensorGame game,
            ComputeBackend backend,
            SolveReport report,
            ExactGame exact,
            double[] epsilon,
            List<String> wrong) {
        SolveContext context = new SolveContext(solver, game, backend, options, SolveListener.SILENT);
        try (SelectionProblem problem = SelectionProblem.at(context, solver.objective(), solver.settings(), epsilon)) {
            if (problem.gameOfPlayers() != game) {
                return; // the objective of what is left of the game has another order; CE are the same
            }
            int size = Math.toIntExact(game.index().jointActionCount());
            Rational[] coefficients = new Rational[size];
            Arrays.setAll(coefficients, a -> Rational.of(problem.coefficient(a)));
            Rational greatest = exact.greatest(coefficients, epsilon);
            if (greatest == null) {
                wrong.add(name + ": optimal where nothing is within " + Arrays.toString(epsilon));
                return;
            }
            double optimum = greatest.doubleValue() + problem.objectiveShift();
            double slack = OF_OBJECTIVE * problem.objectiveUnit()
                    + 1e-14 * problem.objectiveMagnitude(null)
                    + 4 * Math.ulp(optimum); // the least welfare is that of the penalties
            ObjectiveBounds bounds = report.objective();
            if (!(Math.abs(bounds.value() - optimum) <= slack)) {
                wrong.add(name + ": " + bounds.value() + " where " + optimum + " is right within " + slack);
            }
            double rounding = 1e-13 * problem.objectiveMagnitude(null);
            if (!(bounds.lower() <= optimum + rounding && bounds.upper() >= optimum - rounding)) {
                wrong.add(name + ": bracket " + bounds + " without " + optimum);
            }
            if (solver.rule() == EpsilonRule.MINIMUM) {
                double least = exact.leastEpsilon();
                double unit = 0;
                for (int p = 0; p < epsilon.length; p++) {
                    unit = Math.max(unit, problem.units().ofPlayer(p));
                }
                if (!(Math.abs(report.epsilon() - least) <= OF_OBJECTIVE * unit)) {
                    wrong.add(name + ": smallest epsilon " + report.epsilon() + ", right is " + least);
                }
            }
        }
    }

    /** What is added against the same others, exactly, changes no bit; nor does a power of two of a player's payoffs. */
    @ParameterizedTest
    @ValueSource(strings = {"mgce", "mgcce", "mece", "mecce", "rvcce", "min_epsilon_mgcce", "fsmgcce", "nash"})
    void shiftsAndScalesChangeNoBit(String id) {
        RandomGenerator random = new Philox(Seeds.seed());
        int[] shape = id.equals("nash") ? new int[] {3, 4} : new int[] {3, 2, 3};
        JointActionIndex index = JointActionIndex.of(shape);
        try (ComputeBackend backend = Backends.named("cpu");
                PayoffTensor plain = PayoffTensor.allocate(index, Precision.FLOAT64);
                PayoffTensor shifted = PayoffTensor.allocate(index, Precision.FLOAT64);
                PayoffTensor scaled = PayoffTensor.allocate(index, Precision.FLOAT64)) {
            for (int p = 0; p < shape.length; p++) {
                double[] added = random.doubles(index.jointActionCount())
                        .map(d -> Math.rint(1e12 * (2 * d - 1)))
                        .toArray();
                boolean isOpposed = id.equals("nash") && p == 1;
                for (int a = 0; a < index.jointActionCount(); a++) {
                    double payoff = isOpposed ? -plain.get(0, a) : random.nextInt(19) - 9;
                    plain.set(p, a, payoff);
                    shifted.set(p, a, payoff + (id.equals("nash") ? 0 : added[(int) index.base(a, p)]));
                    scaled.set(p, a, Math.scalb(payoff, id.equals("nash") ? 20 : 20 * (p - 1)));
                }
            }
            double[] sigma = sigma(id, plain, backend);
            assertThat(sigma(id, shifted, backend)).as(Seeds.replay()).isEqualTo(sigma);
            boolean isOfOneEpsilon = id.startsWith("min") || id.startsWith("fs");
            if (!isOfOneEpsilon) {
                assertThat(sigma(id, scaled, backend)).as(Seeds.replay()).isEqualTo(sigma);
            }
        }
    }

    private static double[] sigma(String id, PayoffTensor payoffs, ComputeBackend backend) {
        SolveOutcome outcome = MetaSolvers.named(id, 0).solve(MetaGame.of(payoffs), backend, SolveOptions.defaults());
        assertThat(outcome.status()).as(id).isEqualTo("optimal");
        return outcome.report().sigma().toArray();
    }

    /** What a concept's rows are compared with does not depend on what is added to the payoffs against the same others. */
    @Test
    void unitsAreThoseOfTheDifferences() {
        try (PayoffTensor payoffs = AwkwardGames.of(2).get(1).open()) {
            for (SolutionConcept concept : SolutionConcept.values()) {
                GainUnits units = GainUnits.of(MetaGame.of(payoffs), concept);
                for (int p = 0; p < payoffs.playerCount(); p++) {
                    assertThat(units.ofPlayer(p)).isBetween(0.0, 18.0);
                }
            }
        }
    }
}
