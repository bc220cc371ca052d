package org.aumann.solvers.meta.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.SymmetricGames;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Count profiles give what the tensor of the same game gives: the same optimum, by another way. */
class SymmetricSolverTest {
    private static final int[][] SHAPES = {{1, 4}, {2, 5}, {3, 3}, {4, 4}, {6, 2}};

    private static Stream<EquilibriumSolver> solvers(SelectionObjective... objectives) {
        return Stream.of(objectives)
                .flatMap(objective -> Stream.of(EpsilonRule.values())
                        .filter(rule -> EquilibriumSolver.isDefined(objective, rule))
                        .flatMap(rule -> Stream.of(SolutionConcept.values())
                                .map(concept -> new EquilibriumSolver(
                                        objective, concept, rule, SelectionSettings.defaults()))));
    }

    @Test
    void agreesWithTheTensor() {
        Philox random = new Philox(Seeds.seed());
        try (ComputeBackend backend = Backends.named("cpu")) {
            for (int[] shape : SHAPES) {
                SymmetricGame game = SymmetricGames.gaussian(shape[0], shape[1], random);
                try (PayoffTensor tensor = SymmetricGames.expand(game)) {
                    solvers(SelectionObjective.GINI, SelectionObjective.ENTROPY, SelectionObjective.WELFARE)
                            .forEach(solver -> requireAgreement(solver, game, MetaGame.of(tensor), backend));
                }
            }
        }
    }

    private static void requireAgreement(
            EquilibriumSolver solver, SymmetricGame game, MetaGame tensor, ComputeBackend backend) {
        SolveReport byProfiles = optimum(solver, game, backend);
        SolveReport byTensor = optimum(solver, tensor, backend);
        String name = solver.id() + " of " + game.profiles().players() + " players";
        double range = tensor.range(0).width();
        assertClose("epsilon, " + name, byProfiles.epsilon(), byTensor.epsilon(), epsilonAccuracy(solver) * range, 0);
        boolean isWelfare = solver.objective() == SelectionObjective.WELFARE;
        double scale = isWelfare ? range * game.profiles().players() : 1;
        assertClose(
                name,
                byProfiles.objective().value(),
                byTensor.objective().value(),
                (epsilonIsSearched(solver) ? 1e-4 : 1e-6) * scale,
                0);
        Certificate certificate = byProfiles.certificate();
        assertThat(certificate.values()).hasSize(game.profiles().players());
        assertThat(certificate.gap(solver.concept()).largestGain())
                .as(name)
                .isLessThanOrEqualTo(byProfiles.epsilon() + 1e-7 * range);
        if (!isWelfare && solver.rule() == EpsilonRule.GIVEN) {
            assertClose(
                    "entropy, " + name,
                    certificate.entropy(),
                    byTensor.certificate().entropy(),
                    1e-4,
                    0);
            assertClose(
                    "welfare, " + name,
                    certificate.welfare(),
                    byTensor.certificate().welfare(),
                    1e-3 * range,
                    0);
        }
    }

    /** At another ε the objective is another one. */
    private static boolean epsilonIsSearched(EquilibriumSolver solver) {
        return solver.rule() == EpsilonRule.MINIMUM || solver.rule() == EpsilonRule.FULL_SUPPORT;
    }

    /** The full-support rule bisects. */
    private static double epsilonAccuracy(EquilibriumSolver solver) {
        return solver.rule() == EpsilonRule.FULL_SUPPORT ? 1e-5 : 1e-7;
    }

    private static SolveReport optimum(MetaSolver solver, MetaGame game, ComputeBackend backend) {
        SolveOutcome outcome = solver.solve(game, backend, SolveOptions.defaults());
        assertThat(outcome.status())
                .as("%s: %s; %s", solver.id(), outcome, Seeds.replay())
                .isEqualTo("optimal");
        return outcome.report();
    }

    /** Far too large for a tensor: 10 players with 6 actions have 6e7 joint actions, and 3 003 profiles. */
    @ParameterizedTest
    @ValueSource(strings = {"mgcce", "mece", "mwcce", "mwce", "rvce", "rmwcce", "min_epsilon_mwce", "rece"})
    void solvesWhatNoTensorHolds(String id) {
        SymmetricGame game = SymmetricGame.of(
                10, 6, (action, others) -> (1 + action % 3) * 5.0 / (1 + others[action]) - 0.1 * others[5 - action]);
        try (ComputeBackend backend = Backends.named("cpu")) {
            SolveReport report = optimum(MetaSolvers.named(id, 0), game, backend);
            Certificate certificate = report.certificate();
            SolutionConcept concept = id.endsWith("cce") ? SolutionConcept.CCE : SolutionConcept.CE;
            assertThat(certificate.gap(concept).largestGain())
                    .isLessThanOrEqualTo(report.epsilon() + 1e-6 * game.range(0).width());
            assertThat(report.objective().value())
                    .isLessThanOrEqualTo(report.objective().upper() + 1e-9);
        }
    }

    /** Relative entropy to the uniform play is entropy. */
    @Test
    void aPriorIsOverProfiles() {
        SymmetricGame game = SymmetricGames.gaussian(4, 3, new Philox(Seeds.seed()));
        SelectionSettings settings = SelectionSettings.defaults().withPrior(JointDistribution.uniform(game));
        try (ComputeBackend backend = Backends.named("cpu")) {
            double[] x = optimum(MetaSolvers.named("rece", settings), game, backend)
                    .sigma()
                    .toArray();
            double[] entropic =
                    optimum(MetaSolvers.named("mece", 0), game, backend).sigma().toArray();
            assertClose("sigma", x, entropic, 1e-5);
        }
    }

    @Test
    void solversOfTensorsSaySo() {
        SymmetricGame game = SymmetricGames.gaussian(3, 2, new Philox(Seeds.seed()));
        try (ComputeBackend backend = Backends.named("cpu")) {
            for (String id : new String[] {"uni", "alpharank", "prd", "nash", "regret_nash", "regretcce"}) {
                assertThatThrownBy(() -> MetaSolvers.named(id, 0).solve(game, backend, SolveOptions.defaults()))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage(
                                "solver " + id + " needs a payoff tensor, found a symmetric game by count profiles");
            }
        }
    }
}
