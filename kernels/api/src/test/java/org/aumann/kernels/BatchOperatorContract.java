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

    @Test
    default void refusesOtherBatches() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().batch(index, SolutionConcept.CE, BatchObjective.entropy(), 0))
                .withMessageContaining("games (0)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> backend().batch(JointActionIndex.of(40, 40), SolutionConcept.CE, BatchObjective.entropy(), 1))
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
