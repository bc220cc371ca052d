package org.aumann.solvers.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.BatchGains;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.equilibrium.SolverGame;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.aumann.solvers.ortools.LinearProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches against the solver of single games, which shares no method with them. */
class BatchSolverTest {
    private static BatchSolution solve(GameBatch batch, SolutionConcept concept, BatchOptions options) {
        try (ComputeBackend backend = Backends.named("cpu");
                BatchSolver solver =
                        new BatchSolver(backend, batch.index(), concept, BatchObjective.entropy(), batch.gameCount())) {
            return solver.solve(batch, options, Deadline.never());
        }
    }

    private static SolveReport single(PayoffTensor payoffs, SolutionConcept concept) {
        try (ComputeBackend backend = Backends.named("cpu")) {
            return MetaSolvers.named("me" + concept.id(), 0)
                    .solve(MetaGame.of(payoffs), backend, SolveOptions.defaults())
                    .report();
        }
    }

    /** Half N(0, 1), half integers, of which a third each are zero-sum and common. */
    private static GameBatch games(JointActionIndex index, int count) {
        RandomGenerator random = new Philox(Seeds.seed());
        GameBatch batch = GameBatch.allocate(index, count);
        for (int game = 0; game < count; game++) {
            for (int p = 0; p < index.playerCount(); p++) {
                for (long a = 0; a < index.jointActionCount(); a++) {
                    double payoff = game % 2 == 0 ? random.nextGaussian() : random.nextInt(-2, 3);
                    boolean isRelated = game % 6 > 1 && p > 0;
                    double related = batch.get(game, 0, a) * (game % 6 > 3 ? 1 : -1);
                    batch.set(game, p, a, isRelated ? related : payoff);
                }
            }
        }
        return batch;
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void agreesWithTheSolverOfSingleGames(SolutionConcept concept) {
        for (int[] shape : new int[][] {{3, 3}, {2, 4}, {2, 2, 2}}) {
            try (GameBatch batch = games(JointActionIndex.of(shape), 36)) {
                BatchSolution solution = solve(batch, concept, BatchOptions.defaults());
                assertThat(solution.count(GameStatus.OPTIMAL)).isEqualTo(36);
                for (int game = 0; game < 36; game++) {
                    try (PayoffTensor payoffs = batch.tensor(game)) {
                        requireSame(solution, game, single(payoffs, concept), batch.index() + ", game " + game);
                    }
                }
            }
        }
    }

    /** Tolerances are those of what matters in a game, not of its penalties: else gains of 3 pass beside 1e9. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void penaltiesHideNoGains(SolutionConcept concept) {
        RandomGenerator random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(4, 3);
        int optimal = 0;
        try (GameBatch batch = GameBatch.allocate(index, 60)) {
            for (int game = 0; game < batch.gameCount(); game++) {
                for (int p = 0; p < 2; p++) {
                    for (int a = 0; a < 12; a++) {
                        batch.set(game, p, a, random.nextInt(19) - 9);
                    }
                }
                batch.set(game, random.nextInt(2), random.nextInt(12), -Math.pow(10, 4 + random.nextInt(9)));
            }
            BatchSolution solution = solve(batch, concept, BatchOptions.defaults());
            for (int game = 0; game < batch.gameCount(); game++) {
                double[] gains = BatchGains.largestGains(batch, game, solution.sigma(game), concept);
                for (int p = 0; p < 2; p++) {
                    if (solution.status(game) == GameStatus.OPTIMAL) {
                        assertThat(gains[p]).as(Seeds.replay()).isLessThan(2e-5); // 1e-9 x 2^10 x 18
                    }
                }
                optimal += solution.status(game) == GameStatus.OPTIMAL ? 1 : 0;
            }
        }
        assertThat(optimal).as(Seeds.replay()).isGreaterThanOrEqualTo(57);
    }

    /** Objectives of vertices against the exact simplex of single games, Gini against the dual. */
    @ParameterizedTest
    @ValueSource(strings = {"mgce", "mgcce", "mwce", "mwcce", "lwce", "lwcce"})
    void findsTheObjectiveOfSingleGames(String id) {
        MetaSolver alone = MetaSolvers.named(id, 0);
        for (int[] shape : new int[][] {{3, 3}, {2, 4}, {2, 2, 2}}) {
            JointActionIndex index = JointActionIndex.of(shape);
            try (GameBatch batch = games(index, 36);
                    ComputeBackend backend = Backends.named("cpu");
                    BatchSolver solver = new BatchSolver(
                            backend,
                            index,
                            alone.concept(),
                            BatchSolver.objective(alone, index).orElseThrow(),
                            36)) {
                BatchSolution solution = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
                for (int game = 0; game < 36; game++) {
                    String what = id + " of " + index + ", game " + game + "; " + Seeds.replay();
                    assertThat(solution.status(game)).as(what).isEqualTo(GameStatus.OPTIMAL);
                    try (PayoffTensor payoffs = batch.tensor(game)) {
                        SolveReport single = alone.solve(MetaGame.of(payoffs), backend, SolveOptions.defaults())
                                .report();
                        // Gains within the tolerance may buy more than the optimum, where multipliers are large.
                        assertThat(solution.answer(game).objective())
                                .as(what)
                                .isBetween(
                                        single.objective().value() - 2e-8,
                                        single.objective().value() + 1e-5);
                        assertThat(solution.answer(game).bound())
                                .as(what)
                                .isGreaterThanOrEqualTo(single.objective().value() - 2e-8);
                    }
                }
            }
        }
    }

    /** Against the explicit linear program of the definition. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void findsTheEgalitarianObjective(SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(3, 3);
        try (GameBatch batch = games(index, 36);
                ComputeBackend backend = Backends.named("cpu");
                BatchSolver solver = new BatchSolver(backend, index, concept, BatchObjective.egalitarian(), 36)) {
            BatchSolution solution = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
            for (int game = 0; game < 36; game++) {
                String what = concept + ", game " + game + "; " + Seeds.replay();
                GameAnswer answer = solution.answer(game);
                assertThat(answer.status()).as(what).isEqualTo(GameStatus.OPTIMAL);
                assertClose(what, answer.objective(), egalitarian(batch, game, concept), 1e-5, 0);
                assertThat(answer.values().stream().mapToDouble(v -> v).min().orElseThrow())
                        .as(what)
                        .isCloseTo(answer.objective(), within(1e-12));
            }
        }
    }

    private static double egalitarian(GameBatch batch, int game, SolutionConcept concept) {
        LinearProgram program = new LinearProgram();
        int joint = (int) batch.index().jointActionCount();
        int[] variables = new int[joint];
        LinearProgram.Row sum = program.addRow(1, 1);
        for (int a = 0; a < joint; a++) {
            variables[a] = program.addVariable(0, 1, 0);
            sum.add(variables[a], 1);
        }
        int least = program.addVariable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        for (int p = 0; p < batch.index().playerCount(); p++) {
            LinearProgram.Row value = program.addRow(Double.NEGATIVE_INFINITY, 0);
            value.add(least, 1);
            for (int a = 0; a < joint; a++) {
                value.add(variables[a], -batch.get(game, p, a));
            }
        }
        double[][] gains = new double[joint][];
        for (int a = 0; a < joint; a++) {
            double[] vertex = new double[joint];
            vertex[a] = 1;
            try (PayoffTensor payoffs = batch.tensor(game)) {
                JointDistribution pure = JointDistribution.of(batch.index(), vertex);
                gains[a] = Arrays.stream(DeviationGains.gains(payoffs, pure, concept))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
            }
        }
        for (int row = 0; row < gains[0].length; row++) {
            LinearProgram.Row incentive = program.addRow(Double.NEGATIVE_INFINITY, 0);
            for (int a = 0; a < joint; a++) {
                incentive.add(variables[a], gains[a][row]);
            }
        }
        return program.accurate().maximise(Deadline.never(), _ -> "").x()[least];
    }

    /** The kinds that have no interior, or ties; 99.9 % is what is asked for, all is what is found. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void certifiesAllKindsOfGames(SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(4, 4);
        for (BatchObjective objective :
                List.of(BatchObjective.welfare(2), BatchObjective.payoffOf(1, 2), BatchObjective.egalitarian())) {
            try (GameBatch batch = games(index, 600);
                    ComputeBackend backend = Backends.named("cpu");
                    BatchSolver solver = new BatchSolver(backend, index, concept, objective, 600)) {
                BatchSolution solution = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
                assertThat(solution.count(GameStatus.OPTIMAL))
                        .as("%s, %s; %s", objective, concept, Seeds.replay())
                        .isEqualTo(600);
                assertThat(solver.solve(batch, BatchOptions.defaults(), Deadline.never())
                                .count(GameStatus.OPTIMAL))
                        .isEqualTo(600);
            }
        }
    }

    /** What each secures in games of opposed interests is one number, and the least of all CE. */
    @Test
    void playersSecureTheValueOfZeroSumGames() {
        JointActionIndex index = JointActionIndex.of(5, 4);
        try (GameBatch batch = games(index, 60);
                ComputeBackend backend = Backends.named("cpu");
                MaximinSolver secure = new MaximinSolver(backend, index, 60);
                BatchSolver solver =
                        new BatchSolver(backend, index, SolutionConcept.CE, BatchObjective.payoffOf(0, 2), 60)) {
            MaximinSolution secured = secure.solve(batch, BatchOptions.defaults(), Deadline.never());
            BatchSolution correlated = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
            assertThat(secured.count(GameStatus.OPTIMAL)).isEqualTo(120);
            for (int game = 0; game < 60; game++) {
                String what = "game " + game + "; " + Seeds.replay();
                boolean isZeroSum = game % 6 == 2 || game % 6 == 3;
                for (int p = 0; p < 2; p++) {
                    assertClose(what, secured.bound(game, p), secured.value(game, p), 2e-8, 0);
                    assertThat(correlated.answer(game).values().get(p))
                            .as(what)
                            .isGreaterThanOrEqualTo(secured.value(game, p) - 1e-8);
                    assertThat(secured.strategy(game, p)).hasSize(index.actionCount(p));
                }
                if (isZeroSum) {
                    assertClose(what, secured.value(game, 0), -secured.value(game, 1), 2e-8, 0);
                    assertClose(what, correlated.answer(game).values().get(0), secured.value(game, 0), 1e-7, 0);
                }
            }
            secure.forget();
            MaximinSolution late = secure.solve(batch, BatchOptions.defaults(), Deadline.in(Duration.ZERO));
            assertThat(late.count(GameStatus.TIME_LIMIT)).isEqualTo(120);
            assertThat(late.strategy(7, 0)).containsOnly(0.2);
        }
    }

    /** Constant sums whose rounding is all that is left of the welfare, and payoffs far from zero. */
    @Test
    void roundingIsNoObjective() {
        JointActionIndex index = JointActionIndex.of(3, 3);
        RandomGenerator random = new Philox(Seeds.seed());
        try (GameBatch batch = GameBatch.allocate(index, 40)) {
            for (int game = 0; game < 40; game++) {
                for (int a = 0; a < 9; a++) {
                    double payoff = (game % 2 == 0 ? 0.1 : 1000.1) + random.nextGaussian();
                    batch.set(game, 0, a, payoff);
                    batch.set(game, 1, a, game % 4 < 2 ? 0.3 - payoff : 1000.1 + random.nextGaussian());
                }
            }
            for (BatchObjective objective : List.of(BatchObjective.welfare(2), BatchObjective.egalitarian())) {
                try (ComputeBackend backend = Backends.named("cpu");
                        BatchSolver solver = new BatchSolver(backend, index, SolutionConcept.CE, objective, 40)) {
                    BatchSolution solution = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
                    assertThat(solution.count(GameStatus.OPTIMAL))
                            .as(Seeds.replay())
                            .isEqualTo(40);
                }
            }
        }
    }

    private static void requireSame(BatchSolution solution, int game, SolveReport single, String what) {
        Certificate certificate = single.certificate();
        double unit = Math.max(1, Math.abs(solution.answer(game).largestGain()));
        assertThat(solution.answer(game).residual()).as(what).isLessThanOrEqualTo(1.1e-9);
        assertClose(what + ": entropy", solution.answer(game).entropy(), certificate.entropy(), 1e-5, 0);
        assertClose(what + ": sigma", solution.sigma(game), single.sigma().toArray(), 1e-5);
        assertThat(solution.answer(game).largestGain()).as(what).isLessThanOrEqualTo(1e-8 * unit);
        for (int p = 0; p < certificate.values().length; p++) {
            assertClose(
                    what + ": value",
                    solution.answer(game).values().get(p),
                    certificate.values()[p],
                    1e-4,
                    0);
        }
    }

    /** Every game that the solver of single games is tested with; those with ties too. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void solvesWhatIsDegenerate(SolutionConcept concept) {
        for (SolverGame game : SolverGame.all()) {
            try (PayoffTensor payoffs = game.open();
                    GameBatch batch = GameBatch.allocate(payoffs.index(), 1)) {
                batch.set(0, payoffs);
                BatchSolution solution = solve(batch, concept, BatchOptions.defaults());
                assertThat(solution.status(0)).as("%s, %s", game, concept).isEqualTo(GameStatus.OPTIMAL);
                double entropy = single(payoffs, concept).certificate().entropy();
                assertClose(game + ": entropy", solution.answer(0).entropy(), entropy, 1e-5, 0);
            }
        }
    }

    @Test
    void anEpsilonIsCertified() {
        try (GameBatch batch = games(JointActionIndex.of(3, 3), 60)) {
            BatchOptions options = BatchOptions.defaults().withEpsilon(0.01);
            BatchSolution strict = solve(batch, SolutionConcept.CE, BatchOptions.defaults());
            BatchSolution loose = solve(batch, SolutionConcept.CE, options);
            for (int game = 0; game < 60; game++) {
                assertThat(loose.status(game)).isEqualTo(GameStatus.OPTIMAL);
                assertThat(loose.answer(game).entropy())
                        .isGreaterThanOrEqualTo(strict.answer(game).entropy() - 1e-8);
                assertThat(loose.answer(game).residual()).isLessThanOrEqualTo(1.1e-9);
            }
        }
    }

    @Test
    void startsFromTheLastSolveUntilToldToForget() {
        try (GameBatch batch = games(JointActionIndex.of(3, 3), 30);
                ComputeBackend backend = Backends.named("cpu");
                BatchSolver solver =
                        new BatchSolver(backend, batch.index(), SolutionConcept.CCE, BatchObjective.entropy(), 30)) {
            BatchSolution first = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
            BatchSolution again = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
            solver.forget();
            BatchSolution anew = solver.solve(batch, BatchOptions.defaults(), Deadline.never());
            for (int game = 0; game < 30; game++) {
                assertThat(again.answer(game).iterations()).isZero();
                assertThat(anew.answer(game).iterations())
                        .isEqualTo(first.answer(game).iterations());
                assertThat(anew.sigma(game)).isEqualTo(first.sigma(game));
                assertThat(again.sigma(game)).isEqualTo(first.sigma(game));
            }
        }
    }

    @Test
    void withoutTimeNothingIsClaimed() {
        try (GameBatch batch = games(JointActionIndex.of(2, 2), 5);
                ComputeBackend backend = Backends.named("cpu");
                BatchSolver solver =
                        new BatchSolver(backend, batch.index(), SolutionConcept.CE, BatchObjective.entropy(), 5)) {
            BatchSolution solution = solver.solve(batch, BatchOptions.defaults(), Deadline.in(Duration.ZERO));
            assertThat(solution.count(GameStatus.TIME_LIMIT)).isEqualTo(5);
            for (int game = 0; game < 5; game++) {
                assertThat(solution.sigma(game)).containsOnly(0.25);
                assertThat(solution.answer(game).bound()).isEqualTo(Math.log(4));
                assertThat(solution.answer(game).iterations()).isZero();
            }
        }
    }

    @Test
    void refusesOtherBatches() {
        try (GameBatch batch = games(JointActionIndex.of(2, 2), 5);
                ComputeBackend backend = Backends.named("cpu");
                BatchSolver few =
                        new BatchSolver(backend, batch.index(), SolutionConcept.CE, BatchObjective.entropy(), 4);
                BatchSolver solver =
                        new BatchSolver(backend, batch.index(), SolutionConcept.CE, BatchObjective.entropy(), 5)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> few.solve(batch, BatchOptions.defaults(), Deadline.never()))
                    .withMessageContaining("(5 games [2, 2]) must be 4 games [2, 2]");
            batch.set(3, 0, 0, Double.NaN);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> solver.solve(batch, BatchOptions.defaults(), Deadline.never()))
                    .withMessageContaining("game 3");
        }
    }

    /** Chicken and its friends: two actions each, all of the catalogue, and constants among them. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void matrixGamesAreSolvedAsTheyAreAlone(SolutionConcept concept) {
        List<String> names = List.of(
                "matrix_chicken",
                "matrix_bos",
                "matrix_pd",
                "matrix_mp",
                "matrix_sh",
                "covariant(players=2,actions=2)");
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 2), names.size() + 1)) {
            for (int game = 0; game < names.size(); game++) {
                try (NormalFormGame known = (NormalFormGame) GameCatalogue.game(names.get(game))) {
                    batch.set(game, known.payoffs());
                }
            }
            BatchSolution solution = solve(batch, concept, BatchOptions.defaults());
            assertThat(solution.count(GameStatus.OPTIMAL)).isEqualTo(batch.gameCount());
            assertThat(solution.sigma(names.size())).containsOnly(0.25);
            for (int game = 0; game < names.size(); game++) {
                try (PayoffTensor payoffs = batch.tensor(game)) {
                    requireSame(solution, game, single(payoffs, concept), names.get(game));
                    Certificate certificate = Certificate.of(payoffs, solution.distribution(game));
                    GameAnswer answer = solution.answer(game);
                    assertClose(
                            "gain",
                            answer.largestGain(),
                            certificate.gap(concept).largestGain(),
                            1e-14,
                            0);
                    assertClose("relative gain", answer.relativeGain(), certificate.relativeGain(concept), 1e-14, 0);
                    assertClose("entropy", answer.entropy(), certificate.entropy(), 1e-14, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void theOrderOfTheGamesDoesNotMatter(SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(3, 2);
        try (GameBatch batch = games(index, 21);
                GameBatch reversed = GameBatch.allocate(index, 21)) {
            for (int game = 0; game < 21; game++) {
                try (PayoffTensor payoffs = batch.tensor(game)) {
                    reversed.set(20 - game, payoffs);
                }
            }
            BatchSolution solution = solve(batch, concept, BatchOptions.defaults());
            BatchSolution ofReversed = solve(reversed, concept, BatchOptions.defaults());
            for (int game = 0; game < 21; game++) {
                assertThat(ofReversed.answer(20 - game)).isEqualTo(solution.answer(game));
                assertThat(ofReversed.sigma(20 - game)).isEqualTo(solution.sigma(game));
            }
        }
    }

    /** What the kernel leaves open, here for want of steps, is solved by itself. */
    @Test
    void noGameIsLeftOpen() {
        try (GameBatch batch = games(JointActionIndex.of(3, 3), 12)) {
            BatchSolution solution =
                    solve(batch, SolutionConcept.CE, BatchOptions.defaults().withIterationLimit(1));
            assertThat(solution.count(GameStatus.OPTIMAL)).isEqualTo(12);
        }
    }

    @Test
    void theKernelIsForSomeObjectivesOfSmallGames() {
        JointActionIndex index = JointActionIndex.of(3, 3);
        SelectionSettings plain = SelectionSettings.defaults();
        assertThat(BatchSolver.suits(MetaSolvers.named("mece", 0), index)).isTrue();
        assertThat(BatchSolver.suits(MetaSolvers.named("mecce", 0), index)).isTrue();
        assertThat(BatchSolver.suits(MetaSolvers.named("mece", 0.1), index)).isFalse();
        assertThat(BatchSolver.suits(MetaSolvers.named("mece", plain.withTilt(1)), index))
                .isFalse();
        for (String id : List.of("mgce", "mgcce", "mwce", "mwcce", "lwce", "lwcce")) {
            assertThat(BatchSolver.suits(MetaSolvers.named(id, 0), index))
                    .as(id)
                    .isTrue();
            assertThat(BatchSolver.suits(MetaSolvers.named(id, 0.1), index)).isFalse();
        }
        assertThat(BatchSolver.objective(MetaSolvers.named("lwce", plain.withWeights(List.of(1.0, 2.0))), index))
                .contains(new BatchObjective.Linear(List.of(-1.0, -2.0)));
        assertThat(BatchSolver.suits(MetaSolvers.named("mgce", plain.withTilt(1)), index))
                .isFalse();
        assertThat(BatchSolver.suits(MetaSolvers.named("rvce", 0), index)).isFalse();
        assertThat(BatchSolver.suits(MetaSolvers.named("mwcce", 0), JointActionIndex.of(40, 40)))
                .isFalse();
        assertThat(BatchSolver.suits(MetaSolvers.named("min_epsilon_mece", 0), index))
                .isFalse();
        assertThat(BatchSolver.suits(MetaSolvers.named("uni", 0), index)).isFalse();
        assertThat(BatchSolver.suits(MetaSolvers.named("mece", 0), JointActionIndex.of(40, 40)))
                .isFalse();
    }
}
