package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.kernels.BatchFixture.Kind;
import org.aumann.kernels.BatchFixture.Solved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link BatchOperator} promises: optima, proved by weak duality, and games that do not see each other. */
@ContractOf(Capability.BATCHES)
public interface BatchOperatorContract {
    /** Far below what the residual allows σ to be off. */
    double SIGMA = 1e-6;

    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    private static int count(int many) {
        return IncentiveCase.isOnlySmall() ? Math.min(many, 12) : many;
    }

    /** The largest difference that any deviation of any player makes. */
    private static double unit(PayoffTensor payoffs) {
        double unit = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
                for (int d = 0; d < payoffs.index().actionCount(p); d++) {
                    long deviated =
                            payoffs.index().base(a, p) + d * payoffs.index().stride(p);
                    unit = Math.max(unit, payoffs.get(p, deviated) - payoffs.get(p, a));
                }
            }
        }
        return unit;
    }

    private static double magnitude(PayoffTensor payoffs) {
        double magnitude = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            PayoffRange range = payoffs.range(p);
            magnitude = Math.max(magnitude, Math.max(-range.least(), range.greatest()));
        }
        return magnitude;
    }

    /** Whatever the status: what is reported is what the reference says of σ, and the bound is one. */
    private static void requireHonest(GameBatch batch, SolutionConcept concept, Solved solved, int game) {
        String what = concept + " of " + batch.index() + ", game " + game;
        double[] sigma = solved.sigma(game);
        assertThat(Arrays.stream(sigma).min().orElseThrow()).as(what).isNotNegative();
        assertClose(what + ": sum", Arrays.stream(sigma).sum(), 1, 1e-12, 0);
        try (PayoffTensor payoffs = batch.tensor(game)) {
            double unit = unit(payoffs);
            JointDistribution distribution = JointDistribution.of(batch.index(), sigma);
            double gain = EquilibriumGap.of(payoffs, distribution, concept).largestGain();
            double rounding = 1e-12 * unit + 1e-14 * magnitude(payoffs); // the reference adds payoffs, not differences
            assertClose(what + ": gain", solved.report(game, BatchField.LARGEST_GAIN), gain, rounding, 0);
            assertClose(what + ": values", solved.values(game), DeviationGains.values(payoffs, distribution), rounding);
            double residual = solved.report(game, BatchField.RESIDUAL);
            assertThat(residual).as(what).isNotNegative().isFinite();
            assertThat(gain).as(what).isLessThanOrEqualTo(residual * unit + rounding);
            double entropy = distribution.entropy();
            assertThat(solved.report(game, BatchField.BOUND) - entropy)
                    .as(what + ": entropy gap")
                    .isLessThanOrEqualTo(residual + 1e-10);
        }
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    default void findsTheOptimaOfAllKindsOfGames(SolutionConcept concept) {
        for (int[] shape : new int[][] {{2, 2}, {5, 5}, {3, 2, 4}, {2, 2, 2, 2}, {4, 1}, {3}}) {
            JointActionIndex index = JointActionIndex.of(shape);
            int count = shape[0] == 5 ? 24 : 12; // of each kind two or one
            try (GameBatch batch = BatchFixture.mixed(index, count, Seeds.seed())) {
                Solved solved = BatchFixture.solve(backend(), batch, concept, BatchOptions.defaults());
                for (int game = 0; game < count; game++) {
                    requireHonest(batch, concept, solved, game);
                    assertThat(solved.status(game))
                            .as("%s of %s, game %d; %s", concept, index, game, Seeds.replay())
                            .isEqualTo(BatchStatus.OPTIMAL);
                    assertThat(solved.report(game, BatchField.RESIDUAL)).isLessThanOrEqualTo(1e-9);
                }
            }
        }
    }

    @Test
    default void knowsTheAnswersOfTheTextbook() {
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 2), 3)) {
            set(batch, 0, new double[] {0, 7, 2, 6, 0, 2, 7, 6}); // Chicken
            set(batch, 1, new double[] {3, 0, 0, 2, 2, 0, 0, 3}); // battle of the sexes
            set(batch, 2, new double[] {5, 0, 10, 1, 5, 10, 0, 1}); // prisoner's dilemma
            for (SolutionConcept concept : SolutionConcept.values()) {
                Solved solved = BatchFixture.solve(backend(), batch, concept, BatchOptions.defaults());
                double[] chicken = {.14834372, .29668743, .29668743, .25828141};
                assertClose("Chicken", solved.sigma(0), chicken, SIGMA);
                assertClose("bound", solved.report(0, BatchField.BOUND), 1.35370554, 1e-8, 0);
                assertClose("BoS", solved.sigma(1), new double[] {.28009097, .25309076, .18672731, .28009097}, SIGMA);
                assertClose("PD", solved.sigma(2), new double[] {0, 0, 0, 1}, SIGMA);
            }
        }
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(3, 2), 1)) { // Gibson
            set(batch, 0, new double[] {1, 0, 0, 2, -1, 1, 0, 0, 0, 0, 0, 0});
            Solved solved = BatchFixture.solve(backend(), batch, SolutionConcept.CCE, BatchOptions.defaults());
            double[] gibson = {.33900099, .06120715, .19160259, .19160259, .10829334, .10829334};
            assertClose("Gibson", solved.sigma(0), gibson, SIGMA);
        }
    }

    private static void set(GameBatch batch, int game, double[] payoffs) {
        for (int i = 0; i < payoffs.length; i++) {
            int joint = (int) batch.index().jointActionCount();
            batch.set(game, i / joint, i % joint, payoffs[i]);
        }
    }

    /** Vector lengths and their neighbours; a game alone is the game among others, bit for bit. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    default void gamesDoNotSeeEachOther(SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(3, 2);
        int most = count(207);
        try (GameBatch all = BatchFixture.mixed(index, most, Seeds.seed())) {
            Solved together = BatchFixture.solve(backend(), all, concept, BatchOptions.defaults());
            for (int size : new int[] {1, 7, 8, 9}) {
                int from = most - size;
                try (GameBatch few = GameBatch.allocate(index, size)) {
                    for (int game = 0; game < size; game++) { // backwards, so that lanes differ too
                        try (PayoffTensor tensor = all.tensor(most - 1 - game)) {
                            few.set(game, tensor);
                        }
                    }
                    Solved apart = BatchFixture.solve(backend(), few, concept, BatchOptions.defaults());
                    for (int game = 0; game < size; game++) {
                        requireSame(apart.all(game), together.all(most - 1 - game), "game " + (from + game));
                    }
                }
            }
        }
    }

    private static void requireSame(List<double[]> actual, List<double[]> expected, String what) {
        for (int k = 0; k < expected.size(); k++) {
            assertThat(actual.get(k)).as(what).isEqualTo(expected.get(k));
        }
    }

    @Test
    default void threadsMakeNoDifferenceToBatches() throws Exception {
        try (GameBatch batch = BatchFixture.mixed(JointActionIndex.of(2, 3), count(100), 3)) {
            Solved expected = BatchFixture.solve(backend(), batch, SolutionConcept.CE, BatchOptions.defaults());
            for (int threads = 1; threads <= 2; threads++) {
                try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                    Solved again = pool.submit(() ->
                                    BatchFixture.solve(backend(), batch, SolutionConcept.CE, BatchOptions.defaults()))
                            .get();
                    for (int game = 0; game < batch.gameCount(); game++) {
                        requireSame(again.all(game), expected.all(game), "game " + game);
                    }
                }
            }
        }
    }

    /** What is added for the co-players' choice, or multiplied by, changes no incentive. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    default void unitsDoNotMatter(SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(3, 3);
        int count = count(24);
        try (GameBatch batch = BatchFixture.of(index, count, Seeds.seed(), Kind.INTEGERS);
                GameBatch moved = GameBatch.allocate(index, count)) {
            for (int game = 0; game < count; game++) {
                for (int p = 0; p < 2; p++) {
                    for (int a = 0; a < 9; a++) {
                        moved.set(game, p, a, 1024 * batch.get(game, p, a) + 7 * index.base(a, p) - 13);
                    }
                }
            }
            Solved solved = BatchFixture.solve(backend(), batch, concept, BatchOptions.defaults());
            Solved same = BatchFixture.solve(backend(), moved, concept, BatchOptions.defaults());
            for (int game = 0; game < count; game++) {
                assertClose("sigma", same.sigma(game), solved.sigma(game), 1e-12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    default void startsWhereTheLastSolveEnded(SolutionConcept concept) {
        JointActionIndex index = JointActionIndex.of(3, 3);
        int count = count(100);
        Philox random = new Philox(Seeds.seed());
        try (GameBatch batch = BatchFixture.of(index, count, 4, Kind.GAUSSIAN);
                BatchOperator operator = backend().batch(index, concept, BatchObjective.entropy(), count)) {
            Solved first = BatchFixture.solve(backend(), operator, batch, BatchOptions.defaults());
            Solved again = BatchFixture.solve(backend(), operator, batch, BatchOptions.defaults());
            double cold = 0;
            for (int game = 0; game < count; game++) {
                assertThat(again.report(game, BatchField.ITERATIONS)).isZero();
                assertThat(again.sigma(game)).isEqualTo(first.sigma(game));
                cold += first.report(game, BatchField.ITERATIONS);
                for (int p = 0; p < 2; p++) {
                    for (int a = 0; a < 9; a++) {
                        batch.set(game, p, a, batch.get(game, p, a) + 1e-4 * random.nextGaussian());
                    }
                }
            }
            Solved next = BatchFixture.solve(backend(), operator, batch, BatchOptions.defaults());
            double warm = 0;
            for (int game = 0; game < count; game++) {
                requireHonest(batch, concept, next, game);
                assertThat(next.status(game)).isEqualTo(BatchStatus.OPTIMAL);
                warm += next.report(game, BatchField.ITERATIONS);
            }
            assertThat(warm).as("steps of all games").isLessThan(0.7 * cold);
        }
    }

    @Test
    default void aNegativeEpsilonMayBeInfeasible() {
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 2), 2)) {
            set(batch, 0, new double[] {1, -1, -1, 1, -1, 1, 1, -1}); // matching pennies: no gain below 0
            set(batch, 1, new double[] {0, 7, 2, 6, 0, 2, 7, 6}); // Chicken: −0.5 of at most 2
            Solved solved = BatchFixture.solve(
                    backend(),
                    batch,
                    SolutionConcept.CE,
                    BatchOptions.defaults().withEpsilon(-0.1));
            assertThat(solved.status(0)).isEqualTo(BatchStatus.INFEASIBLE);
            assertThat(solved.report(0, BatchField.BOUND)).isNegative();
            assertThat(solved.status(1)).isEqualTo(BatchStatus.OPTIMAL);
            assertThat(solved.report(1, BatchField.LARGEST_GAIN)).isLessThanOrEqualTo(-0.2 + 1e-8);
        }
    }

    @Test
    default void aLimitLeavesAnHonestReport() {
        try (GameBatch batch = BatchFixture.mixed(JointActionIndex.of(4, 4), 12, Seeds.seed())) {
            for (int limit : new int[] {1, 3}) {
                BatchOptions options = BatchOptions.defaults().withIterationLimit(limit);
                Solved solved = BatchFixture.solve(backend(), batch, SolutionConcept.CE, options);
                assertThat(solved.status(0)).isEqualTo(BatchStatus.ITERATION_LIMIT);
                for (int game = 0; game < batch.gameCount(); game++) {
                    requireHonest(batch, SolutionConcept.CE, solved, game);
                    assertThat(solved.report(game, BatchField.ITERATIONS)).isLessThanOrEqualTo(limit);
                }
            }
        }
    }

    @Test
    default void solvesARangeAndLeavesTheRest() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        try (GameBatch batch = BatchFixture.of(index, 12, 5, Kind.GAUSSIAN);
                BatchOperator operator = backend().batch(index, SolutionConcept.CCE, BatchObjective.entropy(), 12);
                JointBuffer payoffs = backend().allocate(12 * 8)) {
            payoffs.write(batch.segment());
            double[] marked = new double[48];
            Arrays.fill(marked, -1);
            operator.sigma().write(MemorySegment.ofArray(marked));
            operator.solve(payoffs, 3, 10, BatchOptions.defaults());
            operator.sigma().read(MemorySegment.ofArray(marked));
            Solved all = BatchFixture.solve(backend(), batch, SolutionConcept.CCE, BatchOptions.defaults());
            for (int game = 0; game < 12; game++) {
                double[] sigma = Arrays.copyOfRange(marked, 4 * game, 4 * game + 4);
                assertThat(sigma).isEqualTo(game >= 3 && game < 10 ? all.sigma(game) : new double[] {-1, -1, -1, -1});
            }
        }
    }

    /** All but entropy. */
    private static List<BatchObjective> programs(int players) {
        return List.of(
                BatchObjective.welfare(players),
                BatchObjective.payoffOf(players - 1, players),
                BatchObjective.egalitarian(),
                BatchObjective.gini(),
                BatchObjective.leastWelfare(players));
    }

    private static double objective(BatchObjective objective, double[] sigma, double[] values) {
        return switch (objective) {
            case BatchObjective.Linear(List<Double> weights) -> {
                double sum = 0;
                for (int p = 0; p < values.length; p++) {
                    sum += weights.get(p) * values[p];
                }
                yield sum;
            }
            case BatchObjective.Egalitarian _ -> Arrays.stream(values).min().orElseThrow();
            case BatchObjective.Gini _ ->
                1 - Arrays.stream(sigma).map(s -> s * s).sum();
            case BatchObjective.Entropy _ -> throw new AssertionError();
        };
    }

    /** What an objective is compared with: at least as much as any distribution can change it. */
    private static double objectiveUnit(BatchObjective objective, PayoffTensor payoffs) {
        if (objective instanceof BatchObjective.Gini) {
            return 1;
        }
        double width = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            width += payoffs.range(p).width();
        }
        return width;
    }

    private static void requireHonest(
            GameBatch batch, SolutionConcept concept, BatchObjective objective, Solved solved, int game) {
        String what = objective + ", " + concept + " of " + batch.index() + ", game " + game + "; " + Seeds.replay();
        double[] sigma = solved.sigma(game);
        assertThat(Arrays.stream(sigma).min().orElseThrow()).as(what).isNotNegative();
        assertClose(what + ": sum", Arrays.stream(sigma).sum(), 1, 1e-12, 0);
        try (PayoffTensor payoffs = batch.tensor(game)) {
            double unit = unit(payoffs);
            JointDistribution distribution = JointDistribution.of(batch.index(), sigma);
            double gain = EquilibriumGap.of(payoffs, distribution, concept).largestGain();
            double rounding = 1e-12 * unit + 1e-14 * magnitude(payoffs);
            assertClose(what + ": gain", solved.report(game, BatchField.LARGEST_GAIN), gain, rounding, 0);
            assertClose(what + ": values", solved.values(game), DeviationGains.values(payoffs, distribution), rounding);
            double residual = solved.report(game, BatchField.RESIDUAL);
            assertThat(residual).as(what).isNotNegative().isFinite();
            assertThat(gain).as(what).isLessThanOrEqualTo(residual * unit + rounding);
            double value = objective(objective, sigma, solved.values(game));
            double bound = solved.report(game, BatchField.BOUND);
            double objectiveUnit = objectiveUnit(objective, payoffs);
            double slack = 1e-12 * objectiveUnit + 1e-14 * magnitude(payoffs);
            assertThat(bound - value).as(what + ": gap").isLessThanOrEqualTo(residual * objectiveUnit + slack);
        }
    }

    /** Games with and without an interior; the bounds of all objectives are above what other equilibria have. */
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    default void findsTheOptimaOfAllObjectives(SolutionConcept concept) {
        boolean isFew = IncentiveCase.isOnlySmall();
        int[][] shapes = isFew ? new int[][] {{2, 2}, {3, 2}} : new int[][] {{2, 2}, {5, 5}, {3, 2, 4}, {4, 1}, {3}};
        for (int[] shape : shapes) {
            JointActionIndex index = JointActionIndex.of(shape);
            for (BatchObjective objective : programs(shape.length)) {
                try (GameBatch batch = BatchFixture.mixed(index, 12, Seeds.seed())) {
                    Solved solved = BatchFixture.solve(backend(), batch, concept, objective, BatchOptions.defaults());
                    for (int game = 0; game < 12; game++) {
                        requireHonest(batch, concept, objective, solved, game);
                        assertThat(solved.status(game))
                                .as("%s, %s of %s, game %d; %s", objective, concept, index, game, Seeds.replay())
                                .isEqualTo(BatchStatus.OPTIMAL);
                    }
                }
            }
        }
    }

    /** Repeated game of a regression suite (spec/03), Chicken (Aumann 1974), prisoner's dilemma. */
    @Test
    default void knowsTheAnswersOfTheOtherObjectives() {
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 2), 3)) {
            set(batch, 0, new double[] {5, 2, 6, 0, 5, 6, 2, 1});
            set(batch, 1, new double[] {0, 7, 2, 6, 0, 2, 7, 6});
            set(batch, 2, new double[] {5, 0, 10, 1, 5, 10, 0, 1});
            SolutionConcept ce = SolutionConcept.CE;
            BatchOptions options = BatchOptions.defaults();
            Solved welfare = BatchFixture.solve(backend(), batch, ce, BatchObjective.welfare(2), options);
            assertClose("welfare", welfare.sigma(0), new double[] {.4, .2, .4, 0}, SIGMA);
            assertClose("bound", welfare.report(0, BatchField.BOUND), 44.0 / 5, 1e-7, 0);
            assertClose("Chicken", welfare.sigma(1), new double[] {0, .25, .25, .5}, SIGMA);
            assertClose("Chicken", welfare.values(1), new double[] {5.25, 5.25}, SIGMA);
            assertClose("PD", welfare.sigma(2), new double[] {0, 0, 0, 1}, SIGMA);
            Solved gini = BatchFixture.solve(backend(), batch, ce, BatchObjective.gini(), options);
            assertClose("Gini", gini.sigma(0), new double[] {5 / 19.0, 5 / 19.0, 6 / 19.0, 3 / 19.0}, SIGMA);
            assertClose("Gini", gini.values(0), new double[] {71 / 19.0, 70 / 19.0}, SIGMA);
            assertClose("bound", gini.report(0, BatchField.BOUND), 1 - 95.0 / 361, 1e-8, 0);
            Solved egalitarian = BatchFixture.solve(backend(), batch, ce, BatchObjective.egalitarian(), options);
            assertClose("Chicken", egalitarian.values(1), new double[] {5.25, 5.25}, SIGMA);
            assertClose("bound", egalitarian.report(1, BatchField.BOUND), 5.25, 1e-7, 0);
            assertClose("PD", egalitarian.report(2, BatchField.BOUND), 1, 1e-7, 0);
            Solved own = BatchFixture.solve(backend(), batch, ce, BatchObjective.payoffOf(0, 2), options);
            assertClose("own", own.values(1), new double[] {7, 2}, SIGMA);
            assertThat(welfare.status(2)).isEqualTo(BatchStatus.OPTIMAL);
        }
    }

    @Test
    default void programsDoNotSeeEachOther() {
        JointActionIndex index = JointActionIndex.of(2, 3);
        int most = IncentiveCase.isOnlySmall() ? 6 : 41;
        for (BatchObjective objective : List.of(BatchObjective.egalitarian(), BatchObjective.gini())) {
            try (GameBatch all = BatchFixture.mixed(index, most, Seeds.seed());
                    GameBatch reversed = GameBatch.allocate(index, most)) {
                for (int game = 0; game < most; game++) {
                    try (PayoffTensor tensor = all.tensor(most - 1 - game)) {
                        reversed.set(game, tensor);
                    }
                }
                Solved forwards =
                        BatchFixture.solve(backend(), all, SolutionConcept.CE, objective, BatchOptions.defaults());
                Solved backwards =
                        BatchFixture.solve(backend(), reversed, SolutionConcept.CE, objective, BatchOptions.defaults());
                for (int game = 0; game < most; game++) {
                    requireSame(backwards.all(game), forwards.all(most - 1 - game), "game " + game);
                }
            }
        }
    }

    /** Players and actions in another order, and other units, have the same values: those of the middle of the optima. */
    @Test
    default void programsArePermutedAndScaledWithTheirGames() {
        JointActionIndex index = JointActionIndex.of(3, 2);
        JointActionIndex turned = JointActionIndex.of(2, 3);
        int count = IncentiveCase.isOnlySmall() ? 6 : 24;
        try (GameBatch batch = BatchFixture.of(
                        index, count, Seeds.seed(), Kind.GAUSSIAN, Kind.ZERO_SUM, Kind.COMMON, Kind.DOMINANT);
                GameBatch other = GameBatch.allocate(turned, count)) {
            for (int game = 0; game < count; game++) {
                for (int a = 0; a < 6; a++) {
                    int[] actions = index.actions(a);
                    long to = turned.jointAction(new int[] {1 - actions[1], 2 - actions[0]});
                    other.set(game, 0, to, 1024 * batch.get(game, 1, a) + 8);
                    other.set(game, 1, to, 1024 * batch.get(game, 0, a) + 8);
                }
            }
            for (BatchObjective objective :
                    List.of(BatchObjective.welfare(2), BatchObjective.egalitarian(), BatchObjective.gini())) {
                Solved solved =
                        BatchFixture.solve(backend(), batch, SolutionConcept.CE, objective, BatchOptions.defaults());
                Solved moved =
                        BatchFixture.solve(backend(), other, SolutionConcept.CE, objective, BatchOptions.defaults());
                for (int game = 0; game < count; game++) {
                    double[] values = solved.values(game);
                    double[] there = moved.values(game);
                    String what = objective + " of game " + game + "; " + Seeds.replay();
                    assertClose(what, (there[1] - 8) / 1024, values[0], 1e-3, 0);
                    assertClose(what, (there[0] - 8) / 1024, values[1], 1e-3, 0);
                }
            }
        }
    }

    @Test
    default void programsEndAtOnceWhereNothingChanged() {
        JointActionIndex index = JointActionIndex.of(3, 2);
        for (BatchObjective objective : programs(2)) {
            try (GameBatch batch = BatchFixture.mixed(index, 12, 4);
                    BatchOperator operator = backend().batch(index, SolutionConcept.CE, objective, 12)) {
                Solved first = BatchFixture.solve(backend(), operator, batch, BatchOptions.defaults());
                Solved again = BatchFixture.solve(backend(), operator, batch, BatchOptions.defaults());
                for (int game = 0; game < 12; game++) {
                    assertThat(again.report(game, BatchField.ITERATIONS)).isZero();
                    assertClose("sigma", again.sigma(game), first.sigma(game), 1e-15);
                }
            }
        }
    }

    @Test
    default void programsWithRoomOrWithout() {
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 2), 2)) {
            set(batch, 0, new double[] {1, -1, -1, 1, -1, 1, 1, -1}); // matching pennies: no gain below 0
            set(batch, 1, new double[] {0, 7, 2, 6, 0, 2, 7, 6}); // Chicken: −0.5 of at most 2
            for (BatchObjective objective : programs(2)) {
                Solved less = BatchFixture.solve(
                        backend(),
                        batch,
                        SolutionConcept.CE,
                        objective,
                        BatchOptions.defaults().withEpsilon(-0.1));
                assertThat(less.status(0)).as("%s", objective).isEqualTo(BatchStatus.INFEASIBLE);
                assertThat(less.status(1)).as("%s", objective).isEqualTo(BatchStatus.OPTIMAL);
                assertThat(less.report(1, BatchField.LARGEST_GAIN)).isLessThanOrEqualTo(-0.2 + 1e-8);
                Solved more = BatchFixture.solve(
                        backend(),
                        batch,
                        SolutionConcept.CE,
                        objective,
                        BatchOptions.defaults().withEpsilon(0.1));
                assertThat(more.status(0)).isEqualTo(BatchStatus.OPTIMAL);
                assertThat(more.report(1, BatchField.BOUND)).isGreaterThan(less.report(1, BatchField.BOUND));
                Solved limited = BatchFixture.solve(
                        backend(),
                        batch,
                        SolutionConcept.CE,
                        objective,
                        BatchOptions.defaults().withIterationLimit(2));
                assertThat(limited.status(1)).isEqualTo(BatchStatus.ITERATION_LIMIT);
                requireHonest(batch, SolutionConcept.CE, objective, limited, 1);
            }
        }
    }

    private static double[] read(JointBuffer buffer) {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
    }

    /** Matching pennies; a 2 × 2 game with a mixed solution, von Neumann's −1/12 scaled; a saddle point. */
    @Test
    default void knowsWhatPlayersCanSecure() {
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 3), 3);
                MaximinOperator operator = backend().maximin(batch.index(), 3);
                JointBuffer payoffs = backend().allocate(36)) {
            set(batch, 0, new double[] {1, -1, 0, -1, 1, 0, -1, 1, 0, 1, -1, 0}); // value 0
            set(batch, 1, new double[] {2, -3, 5, -3, 4, 5, -2, 3, -5, 3, -4, -5}); // −1/12 at (7/12, 5/12)
            set(batch, 2, new double[] {3, 2, 4, 1, 0, 5, 0, 0, 0, 0, 0, 0
            }); // saddle point 2; the other has nothing at stake
            payoffs.write(batch.segment());
            operator.solve(payoffs, 0, 3, BatchOptions.defaults());
            double[] values = read(operator.values());
            double[] strategies = read(operator.strategies());
            double[] reports = read(operator.reports());
            double[] expected = {0, 0, -1 / 12.0, 1 / 12.0, 2, 0};
            assertClose("values", values, expected, 1e-8);
            for (int row = 0; row < 6; row++) {
                int first = row * BatchField.COUNT;
                assertThat(reports[first + BatchField.STATUS.offset()]).isZero();
                assertClose("bound", reports[first + BatchField.BOUND.offset()], expected[row], 1e-8, 0);
            }
            assertClose("row player", Arrays.copyOfRange(strategies, 5, 7), new double[] {7 / 12.0, 5 / 12.0}, 1e-6);
            assertClose(
                    "column player", Arrays.copyOfRange(strategies, 7, 10), new double[] {7 / 12.0, 5 / 12.0, 0}, 1e-6);
            double[] first = read(operator.multipliers());
            operator.solve(payoffs, 0, 3, BatchOptions.defaults());
            assertClose("again", read(operator.multipliers()), first, 1e-12);
            assertThat(read(operator.reports())[BatchField.ITERATIONS.offset()]).isZero();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().maximin(JointActionIndex.of(2, 2), 0))
                .withMessageContaining("games (0)");
    }

    /** Constant, dominated and random games of three players, who play against the other two. */
    @Test
    default void whatPlayersCanSecureIsBounded() {
        JointActionIndex index = JointActionIndex.of(2, 3, 2);
        int count = IncentiveCase.isOnlySmall() ? 12 : 60;
        try (GameBatch batch = BatchFixture.mixed(index, count, Seeds.seed());
                MaximinOperator operator = backend().maximin(index, count);
                JointBuffer payoffs = backend().allocate(count * 36L)) {
            payoffs.write(batch.segment());
            operator.solve(payoffs, 0, count, BatchOptions.defaults());
            double[] values = read(operator.values());
            double[] strategies = read(operator.strategies());
            double[] reports = read(operator.reports());
            int[] starts = {0, 2, 5, 7};
            for (int game = 0; game < count; game++) {
                for (int p = 0; p < 3; p++) {
                    double secured = Double.POSITIVE_INFINITY;
                    double magnitude = 0;
                    for (int a = 0; a < 12; a++) {
                        double payoff = 0;
                        for (int d = 0; d < index.actionCount(p); d++) {
                            double of = batch.get(game, p, index.base(a, p) + d * index.stride(p));
                            payoff += strategies[7 * game + starts[p] + d] * of;
                            magnitude = Math.max(magnitude, Math.abs(of));
                        }
                        secured = Math.min(secured, payoff);
                    }
                    int row = 3 * game + p;
                    String what = "game " + game + ", player " + p + "; " + Seeds.replay();
                    assertThat(reports[row * BatchField.COUNT + BatchField.STATUS.offset()])
                            .as(what)
                            .isZero();
                    assertClose(what, values[row], secured, 1e-14 * magnitude, 0);
                    assertClose(
                            what,
                            reports[row * BatchField.COUNT + BatchField.BOUND.offset()],
                            secured,
                            3e-9 * magnitude,
                            0);
                }
            }
        }
    }

    @Test
    default void refusesOtherBatches() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().batch(index, SolutionConcept.CE, BatchObjective.entropy(), 0))
                .withMessageContaining("games (0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().batch(index, SolutionConcept.CE, BatchObjective.gini(), 0))
                .withMessageContaining("games (0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().batch(index, SolutionConcept.CE, BatchObjective.welfare(3), 1))
                .withMessageContaining("weights (3) must be 2");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        backend().batch(JointActionIndex.of(40, 40), SolutionConcept.CCE, BatchObjective.gini(), 1))
                .withMessageContaining("joint actions (1600) of a game [40, 40]");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        backend().batch(JointActionIndex.of(40, 40), SolutionConcept.CE, BatchObjective.entropy(), 1))
                .withMessageContaining("(3200) of a game [40, 40]");
        try (BatchOperator operator = backend().batch(index, SolutionConcept.CE, BatchObjective.entropy(), 2);
                JointBuffer few = backend().allocate(8);
                JointBuffer enough = backend().allocate(16)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.solve(few, 0, 2, BatchOptions.defaults()))
                    .withMessageContaining("(8) must be 16");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.solve(enough, 1, 3, BatchOptions.defaults()))
                    .withMessageContaining("0..2");
        }
    }
}
