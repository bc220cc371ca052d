package org.aumann.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.BatchGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MisreportingBackend.Lie;
import org.aumann.solvers.batch.BatchListener;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.BatchSolver;
import org.aumann.solvers.batch.GameByGame;
import org.aumann.solvers.batch.GameStatus;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldPsro;
import org.aumann.solvers.meanfield.MeanFieldPsroOptions;
import org.aumann.solvers.meanfield.MeanFieldPsroResult;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.QLearning;
import org.aumann.solvers.stochastic.QLearningOptions;
import org.aumann.solvers.stochastic.Selection;
import org.aumann.solvers.stochastic.ValueIteration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is called optimal, or converged, because a kernel says so. */
class GateTest {
    private static Stream<String> ids() {
        return MetaSolvers.descriptions().stream().map(MetaSolvers.Description::id);
    }

    /** Too large for fractions, general-sum, without dominated actions. */
    private static PayoffTensor game(int... shape) {
        RandomGenerator random = new Philox(Seeds.seed());
        PayoffTensor payoffs = PayoffTensor.allocate(JointActionIndex.of(shape), Precision.FLOAT64);
        for (int p = 0; p < payoffs.playerCount(); p++) {
            for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                payoffs.set(p, a, random.nextGaussian());
            }
        }
        return payoffs;
    }

    @ParameterizedTest
    @MethodSource("ids")
    void noSolverBelievesItsKernels(String id) {
        MetaSolver solver = MetaSolvers.named(id, 0);
        SolveOptions options = SolveOptions.defaults()
                .withTolerance(Math.max(1e-9, solver.defaultTolerance()))
                .withTimeLimit(Duration.ofMillis(400));
        int[] shape = id.equals("nash") ? new int[] {6, 6} : new int[] {5, 5, 5};
        for (Lie lie : List.of(Lie.NO_GAINS, Lie.TURNED_GAINS)) {
            try (PayoffTensor payoffs = game(shape);
                    ComputeBackend backend = MisreportingBackend.of("reference", lie)) {
                if (id.equals("nash")) {
                    for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                        payoffs.set(1, a, -payoffs.get(0, a));
                    }
                }
                SolveOutcome outcome = solver.solve(MetaGame.of(payoffs), backend, options);
                boolean isSelected = solver instanceof EquilibriumSolver;
                if (isSelected && outcome instanceof SolveOutcome.Optimal) {
                    EquilibriumGap gap =
                            EquilibriumGap.of(payoffs, outcome.report().sigma(), solver.concept());
                    double range = payoffs.range(0).width();
                    assertThat(gap.largestGain())
                            .as(id + " " + lie + ", " + Seeds.replay())
                            .isLessThanOrEqualTo(outcome.report().epsilons().getFirst() + 1e-8 * range);
                }
            }
        }
    }

    /** Batch kernels that leave uniform distributions, or none, and call them optimal. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void batchesAreCertifiedGameByGame(SolutionConcept concept) {
        for (BatchObjective objective :
                List.of(BatchObjective.entropy(), BatchObjective.gini(), BatchObjective.welfare(2))) {
            requireFoundOut(concept, objective);
        }
    }

    private static void requireFoundOut(SolutionConcept concept, BatchObjective objective) {
        for (Lie lie : List.of(Lie.UNIFORM_BATCHES, Lie.EMPTY_BATCHES)) {
            try (GameBatch batch = batch(8);
                    ComputeBackend backend = MisreportingBackend.of("reference", lie);
                    BatchSolver solver =
                            new BatchSolver(backend, batch.index(), concept, objective, batch.gameCount())) {
                BatchSolution solution =
                        solver.solve(batch, BatchOptions.defaults(), Deadline.in(Duration.ofMinutes(1)));
                requireCertified(batch, solution);
                // The lie is found out, and the solver of single games asks no batch kernel.
                assertThat(solution.count(GameStatus.OPTIMAL)).isEqualTo(8);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void gamesOfABatchPassTheGateOfSingleGames(SolutionConcept concept) {
        for (Lie lie : List.of(Lie.NO_GAINS, Lie.TURNED_GAINS)) {
            try (GameBatch batch = batch(4);
                    ComputeBackend backend = MisreportingBackend.of("reference", lie)) {
                SolveOptions options = SolveOptions.defaults().withTimeLimit(Duration.ofSeconds(1));
                MetaSolver solver = MetaSolvers.named("mg" + concept.id(), 0);
                requireCertified(batch, new GameByGame(solver, backend, options).solve(batch, BatchListener.SILENT));
            }
        }
    }

    private static GameBatch batch(int gameCount) {
        GameBatch batch = GameBatch.allocate(JointActionIndex.of(3, 3), gameCount);
        try (PayoffTensor payoffs = game(3, 3)) {
            for (int game = 0; game < gameCount; game++) {
                batch.set(game, payoffs);
            }
        }
        return batch;
    }

    private static void requireCertified(GameBatch batch, BatchSolution solution) {
        for (int game = 0; game < batch.gameCount(); game++) {
            double[] sigma = solution.sigma(game);
            double[] gains = BatchGains.largestGains(batch, game, sigma, solution.concept());
            boolean isEquilibrium =
                    Math.max(gains[0], gains[1]) <= 1e-8 && Arrays.stream(sigma).sum() > 0.999;
            assertThat(solution.answer(game).largestGain()).isCloseTo(Math.max(gains[0], gains[1]), within(1e-13));
            if (solution.status(game) == GameStatus.OPTIMAL) {
                assertThat(isEquilibrium).as(Seeds.replay()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MeanFieldConcept.class)
    void meanFieldRunsAreCertifiedByTheSweeps(MeanFieldConcept concept) {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game("biased_indirect_rps"));
        try (ComputeBackend backend = MisreportingBackend.of("reference", Lie.EQUAL_PAYOFFS);
                MeanFieldPsro psro = new MeanFieldPsro(
                        model, backend, MeanFieldPsroOptions.defaults(concept), LoopListener.silent())) {
            MeanFieldPsroResult result = psro.run();
            double gap = result.gaps().getFirst().of(concept);
            assertThat(result.status() == Status.CONVERGED).isEqualTo(gap <= 1e-8);
        }
    }

    @Test
    void plansOfStochasticGamesAreCertifiedByTheGame() {
        StochasticModel model = StochasticCatalogue.model("grid_game_1");
        LoopLimits limits = new LoopLimits(1e-9, 0, 100, Duration.ofMinutes(1));
        try (ComputeBackend backend = MisreportingBackend.of("reference", Lie.EMPTY_BACK_UPS);
                ValueIteration planner =
                        new ValueIteration(model, Selection.UTILITARIAN, backend, limits, LoopListener.silent())) {
            requireOpen(planner.run());
        }
    }

    @Test
    void learnersOfStochasticGamesAreCertifiedByTheGame() {
        StochasticModel model = StochasticCatalogue.model("grid_game_1");
        LoopLimits limits = new LoopLimits(1e-9, 0, 100, Duration.ofMinutes(1));
        QLearningOptions options = QLearningOptions.of(Selection.UTILITARIAN).withSteps(200, 2);
        try (ComputeBackend backend = MisreportingBackend.of("reference", Lie.EMPTY_LEARNERS);
                QLearning learners = new QLearning(model, options, backend, limits, LoopListener.silent())) {
            requireOpen(learners.run());
        }
    }

    /** Values are what is said; what play is worth, and what deviations gain, is not. */
    private static void requireOpen(JointActionResult result) {
        assertThat(result.values()).allSatisfy(value -> assertThat(value).isCloseTo(0, within(1e-6)));
        StationaryCertificate honest = StationaryCertificate.of(result.policy());
        assertThat(result.certificate().gapOverStates(SolutionConcept.CE))
                .isCloseTo(honest.gapOverStates(SolutionConcept.CE), within(1e-6))
                .isGreaterThan(1);
    }
}
