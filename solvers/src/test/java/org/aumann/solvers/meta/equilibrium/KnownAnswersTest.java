package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.RunnableBackends;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The normal-form table of known answers (Marris et al. 2021 and closed forms), on every back end that runs here. */
final class KnownAnswersTest {
    private static final JointActionIndex TWO_BY_TWO = JointActionIndex.of(2, 2);
    private static final JointActionIndex THREE_BY_THREE = JointActionIndex.of(3, 3);

    /** A game with what is known of it; null where the table has no entry. */
    record Known(
            String name,
            JointActionIndex index,
            List<double[]> payoffs,
            List<Double> giniCe,
            List<Double> giniCce,
            List<Double> entropyCe,
            List<Double> entropyCce,
            double welfare,
            double minEpsilonCe,
            double minEpsilonCce) {
        PayoffTensor tensor() {
            return PayoffTensor.of(index, payoffs.toArray(double[][]::new));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Double> over(double denominator, double... numerators) {
        List<Double> list = new ArrayList<>();
        for (double numerator : numerators) {
            list.add(numerator / denominator);
        }
        return list;
    }

    private static List<Known> games() {
        List<Double> chicken = over(34, 5, 10, 10, 9);
        List<Double> chickenEntropy = over(1, .14834372, .29668743, .29668743, .25828141);
        List<Double> bos = over(43, 12, 11, 8, 12);
        List<Double> bosEntropy = over(1, .28009097, .25309076, .18672731, .28009097);
        List<Double> defect = over(1, 0, 0, 0, 1);
        List<Double> uniform4 = over(4, 1, 1, 1, 1);
        List<Double> uniform9 = over(9, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        return List.of(
                new Known(
                        "chicken",
                        TWO_BY_TWO,
                        List.of(new double[] {0, 7, 2, 6}, new double[] {0, 2, 7, 6}),
                        chicken,
                        chicken,
                        chickenEntropy,
                        chickenEntropy,
                        10.5,
                        -.5,
                        -.5),
                new Known(
                        "battle of the sexes",
                        TWO_BY_TWO,
                        List.of(new double[] {3, 0, 0, 2}, new double[] {2, 0, 0, 3}),
                        bos,
                        bos,
                        bosEntropy,
                        bosEntropy,
                        5,
                        -1,
                        -1),
                new Known(
                        "prisoner's dilemma",
                        TWO_BY_TWO,
                        List.of(new double[] {5, 0, 10, 1}, new double[] {5, 10, 0, 1}),
                        defect,
                        defect,
                        defect,
                        defect,
                        2,
                        0,
                        0),
                new Known(
                        "matching pennies",
                        TWO_BY_TWO,
                        List.of(new double[] {1, -1, -1, 1}, new double[] {-1, 1, 1, -1}),
                        uniform4,
                        uniform4,
                        uniform4,
                        uniform4,
                        0,
                        0,
                        0),
                new Known(
                        "rock paper scissors",
                        THREE_BY_THREE,
                        List.of(new double[] {0, -1, 1, 1, 0, -1, -1, 1, 0}, new double[] {0, 1, -1, -1, 0, 1, 1, -1, 0
                        }),
                        uniform9,
                        uniform9,
                        uniform9,
                        uniform9,
                        0,
                        0,
                        0),
                new Known(
                        "Shapley",
                        THREE_BY_THREE,
                        List.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[] {0, 1, 0, 0, 0, 1, 1, 0, 0}),
                        uniform9,
                        uniform9,
                        uniform9,
                        uniform9,
                        1,
                        0,
                        -1.0 / 6),
                new Known(
                        "Gibson",
                        JointActionIndex.of(3, 2),
                        List.of(new double[] {1, 0, 0, 2, -1, 1}, new double[6]),
                        over(19, 6, 3, 5, 5, 0, 0),
                        over(33, 10, 1, 7, 7, 4, 4),
                        List.of(),
                        over(1, .33900099, .06120715, .19160259, .19160259, .10829334, .10829334),
                        2,
                        0,
                        0));
    }

    private static Stream<Arguments> gamesAndBackends() {
        return RunnableBackends.ids().flatMap(backend -> games().stream().map(game -> Arguments.of(game, backend)));
    }

    private static SolveReport solve(Known known, String backend, String solver) {
        try (ComputeBackend runs = Backends.named(backend);
                PayoffTensor payoffs = known.tensor()) {
            SolveOutcome outcome =
                    MetaSolvers.named(solver, 0).solve(MetaGame.of(payoffs), runs, SolveOptions.defaults());
            assertThat(outcome.status())
                    .as("%s on %s: %s", solver, known, outcome)
                    .isEqualTo("optimal");
            return outcome.report();
        }
    }

    private static void assertDistribution(Known known, String backend, String solver, List<Double> expected) {
        if (expected.isEmpty()) {
            return;
        }
        SolveReport report = solve(known, backend, solver);
        double[] reference = expected.stream().mapToDouble(Double::doubleValue).toArray();
        assertClose(solver + " of " + known, report.sigma().toArray(), reference, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("gamesAndBackends")
    void uniqueOptima(Known known, String backend) {
        assertDistribution(known, backend, "mgce", known.giniCe);
        assertDistribution(known, backend, "mgcce", known.giniCce);
        assertDistribution(known, backend, "mece", known.entropyCe);
        assertDistribution(known, backend, "mecce", known.entropyCce);
    }

    @ParameterizedTest
    @MethodSource("gamesAndBackends")
    void maximumWelfare(Known known, String backend) {
        for (SolutionConcept concept : SolutionConcept.values()) {
            SolveReport report = solve(known, backend, "mw" + concept.id());
            assertClose("welfare", report.certificate().welfare(), known.welfare, 1e-9, 0);
            assertClose("upper bound", report.objective().upper(), known.welfare, 1e-9, 0);
            assertThat(report.certificate().gap(concept).largestGain()).isLessThan(1e-9);
            assertThat(report.evaluations())
                    .as("passes to prove the optimum of a program that is written down")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("gamesAndBackends")
    void minimumEpsilon(Known known, String backend) {
        for (String objective : List.of("mg", "me", "mw")) {
            SolveReport ce = solve(known, backend, "min_epsilon_" + objective + "ce");
            assertClose(
                    "min ε of CE", ce.certificate().gap(SolutionConcept.CE).largestGain(), known.minEpsilonCe, 1e-7, 0);
            SolveReport cce = solve(known, backend, "min_epsilon_" + objective + "cce");
            assertClose(
                    "min ε of CCE",
                    cce.certificate().gap(SolutionConcept.CCE).largestGain(),
                    known.minEpsilonCce,
                    1e-7,
                    0);
        }
    }

    @ParameterizedTest
    @MethodSource("gamesAndBackends")
    void aLargeEpsilonGivesTheUniformDistribution(Known known, String backend) {
        try (ComputeBackend runs = Backends.named(backend);
                PayoffTensor payoffs = known.tensor()) {
            for (String id : List.of("mgce", "mgcce", "mece", "mecce")) {
                SolveOutcome outcome =
                        MetaSolvers.named(id, 1.5).solve(MetaGame.of(payoffs), runs, SolveOptions.defaults());
                for (double probability : outcome.report().sigma().toArray()) {
                    assertClose(id, probability, 1.0 / known.index.jointActionCount(), 1e-12, 0);
                }
            }
        }
    }
}
