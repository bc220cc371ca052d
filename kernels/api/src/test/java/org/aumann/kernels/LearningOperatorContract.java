package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.QLearner;
import org.aumann.core.stochastic.StepSize;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link LearningOperator} promises: copies have the bits of single {@link QLearner}s. */
@ContractOf(Capability.STOCHASTIC_GAMES)
public interface LearningOperatorContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /**
     * Options that reach every branch, of all selections within the kernel.
     *
     * @return options
     */
    static Stream<LearningOptions> options() {
        return Stream.of(LearningSelection.CENTRAL, LearningSelection.FRIEND, LearningSelection.INDEPENDENT)
                .flatMap(selection -> Stream.of(
                        LearningOptions.of(selection).withExploration(0.2),
                        LearningOptions.of(selection)
                                .withStepSize(new StepSize.Constant(0.3))
                                .withExploration(0.5)
                                .withRewardScale(0.1)
                                .withEpisodeLimit(5),
                        LearningOptions.of(selection)
                                .withStepSize(new StepSize.Decayed(0.9, 0.97, 0.05))
                                .withExploration(0),
                        LearningOptions.of(selection).withStepSize(new StepSize.ByVisits(0.7))));
    }

    private static double[] read(JointBuffer buffer) {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        Arrays.fill(elements, Double.NaN);
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
    }

    private static double[] row(double[] elements, int row, int rows) {
        int length = elements.length / rows;
        return Arrays.copyOfRange(elements, row * length, (row + 1) * length);
    }

    /** All that an operator knows of a copy. */
    private static Map<String, double[]> copyOf(LearningOperator operator, int copy) {
        Map<String, double[]> known = new LinkedHashMap<>();
        known.put("payoffs", row(read(operator.payoffs()), copy, operator.copyCount()));
        known.put("visits", row(read(operator.visits()), copy, operator.copyCount()));
        known.put("values", row(read(operator.values()), copy, operator.copyCount()));
        known.put("policies", row(read(operator.policies()), copy, operator.copyCount()));
        known.put("drifts", row(read(operator.drifts()), copy, operator.copyCount()));
        known.put("earned", row(read(operator.earned()), copy, operator.copyCount()));
        known.put("returns", row(read(operator.returns()), copy, operator.copyCount()));
        known.put("reports", row(read(operator.reports()), copy, operator.copyCount()));
        return known;
    }

    private static Map<String, double[]> copyOf(QLearner learner) {
        Map<String, double[]> known = new LinkedHashMap<>();
        known.put("payoffs", learner.payoffs());
        known.put("visits", learner.visits());
        known.put(
                "values",
                Arrays.stream(learner.values())
                        .flatMapToDouble(DoubleStream::of)
                        .toArray());
        known.put("policies", learner.policy());
        known.put("drifts", learner.drifts());
        known.put("earned", learner.earned());
        known.put("returns", learner.returns());
        known.put("reports", new double[] {
            learner.state(), learner.left(), learner.length(), learner.episodes(), learner.takeGreatestChange()
        });
        return known;
    }

    private static void requireSame(String what, Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((name, elements) -> assertThat(elements)
                .as(what + ", " + name + "; " + Seeds.replay())
                .isEqualTo(expected.get(name)));
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.LearningOperatorContract#options")
    default void copiesAreSingleLearners(LearningOptions options) {
        int copies = 3;
        long seed = Seeds.seed();
        for (StochasticModel model : StochasticFixture.games()) {
            QLearner[] learners = new QLearner[copies];
            Arrays.setAll(learners, copy -> new QLearner(model, seed, copy));
            try (LearningOperator operator = backend().learning(model, copies, seed)) {
                assertThat(operator.model()).isSameAs(model);
                assertThat(operator.copyCount()).isEqualTo(copies);
                for (int steps : new int[] {0, 1, 7, 150}) {
                    operator.run(steps, options);
                    for (int copy = 0; copy < copies; copy++) {
                        for (int k = 0; k < steps; k++) {
                            learners[copy].step(options);
                        }
                        String what = model.name() + ", " + steps + " steps of copy " + copy + ", " + options;
                        requireSame(what, copyOf(operator, copy), copyOf(learners[copy]));
                    }
                }
                assertThat(operator.stepCount()).isEqualTo(158);
            }
        }
    }

    @Test
    default void aCopyDependsOnSeedAndNumberAlone() {
        StochasticModel model = StochasticFixture.garnet(11, 2, 4, 3, 1);
        LearningOptions options = LearningOptions.of(LearningSelection.FRIEND).withExploration(0.5);
        try (LearningOperator few = backend().learning(model, 2, 5);
                LearningOperator many = backend().learning(model, 67, 5);
                LearningOperator others = backend().learning(model, 2, 6L + (1L << 40))) {
            few.run(100, options);
            many.run(60, options);
            many.run(40, options);
            others.run(100, options);
            for (int copy = 0; copy < 2; copy++) {
                Map<String, double[]> expected = copyOf(few, copy);
                expected.remove("reports"); // what has changed most since the last call is not the same
                Map<String, double[]> actual = copyOf(many, copy);
                actual.remove("reports");
                requireSame("copy " + copy, actual, expected);
                assertThat(copyOf(others, copy).get("payoffs")).isNotEqualTo(expected.get("payoffs"));
            }
            double[] payoffs = read(many.payoffs());
            long different = Stream.iterate(0, copy -> copy + 1)
                    .limit(67)
                    .map(copy -> Arrays.hashCode(row(payoffs, copy, 67)))
                    .distinct()
                    .count();
            assertThat(different).isEqualTo(67);
        }
    }

    @Test
    default void threadsMakeNoDifferenceToLearners() throws Exception {
        StochasticModel model = StochasticFixture.grid();
        Pools.requireSameBits(() -> {
            try (LearningOperator operator = backend().learning(model, 37, 3)) {
                operator.run(50, LearningOptions.of(LearningSelection.CENTRAL).withExploration(0.3));
                return Pools.concatenated(Stream.<double[]>builder()
                        .add(read(operator.payoffs()))
                        .add(read(operator.policies()))
                        .add(read(operator.reports())));
            }
        });
    }

    /** One player in a deterministic game: all selections are Q-learning, and its values are known. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXTERNAL")
    default void aChainIsLearnt(LearningSelection selection) {
        StochasticModel model = StochasticFixture.chain();
        LearningOptions options = LearningOptions.of(selection).withStepSize(new StepSize.ByVisits(0.6));
        try (LearningOperator operator = backend().learning(model, 4, Seeds.seed())) {
            operator.run(2_000, options);
            double[] values = read(operator.values());
            double[] payoffs = read(operator.payoffs());
            double[] policies = read(operator.policies());
            for (int copy = 0; copy < 4; copy++) {
                assertClose("V", row(values, copy, 4), new double[] {6, 10, 0}, 1e-6);
                assertClose("Q", row(payoffs, copy, 4), new double[] {2, 6, 2, 10}, 1e-6);
                assertThat(row(policies, copy, 4)).containsExactly(0, 1, 0, 1);
            }
        }
    }

    /** 1/n averages what was seen: with V known from the first visit on, Q is exact at once. */
    @Test
    default void centralLearnersFindTheValuesOfAChainByAverages() {
        StochasticModel model = StochasticFixture.chain();
        try (LearningOperator operator = backend().learning(model, 2, Seeds.seed())) {
            operator.run(3_000, LearningOptions.of(LearningSelection.CENTRAL));
            double[] values = read(operator.values());
            for (int copy = 0; copy < 2; copy++) {
                assertClose("V", row(values, copy, 2), new double[] {6, 10, 0}, 0.05);
            }
        }
    }

    @Test
    default void itGoesOnFromWrittenBuffers() {
        StochasticModel model = StochasticFixture.garnet(7, 3, 3, 2, 2);
        LearningOptions options =
                LearningOptions.of(LearningSelection.INDEPENDENT).withEpisodeLimit(9);
        try (LearningOperator first = backend().learning(model, 3, 8);
                LearningOperator second = backend().learning(model, 3, 8)) {
            first.run(40, options);
            List<JointBuffer> from = buffers(first);
            List<JointBuffer> to = buffers(second);
            for (int k = 0; k < from.size(); k++) {
                to.get(k).write(MemorySegment.ofArray(read(from.get(k))));
            }
            second.resume(first.stepCount());
            first.run(30, options);
            second.run(30, options);
            for (int copy = 0; copy < 3; copy++) {
                requireSame("copy " + copy, copyOf(second, copy), copyOf(first, copy));
            }
        }
    }

    private static List<JointBuffer> buffers(LearningOperator operator) {
        return List.of(
                operator.payoffs(),
                operator.visits(),
                operator.values(),
                operator.policies(),
                operator.drifts(),
                operator.earned(),
                operator.returns(),
                operator.reports());
    }

    /** A selection from outside that mixes: probabilities that fall with the joint action, and values that are means. */
    @Test
    default void stageGamesAreSelectedFromOutside() {
        int copies = 5;
        LearningOptions options = LearningOptions.of(LearningSelection.EXTERNAL).withExploration(0.3);
        for (StochasticModel model : StochasticFixture.games()) {
            QLearner[] learners = new QLearner[copies];
            Arrays.setAll(learners, copy -> new QLearner(model, 4, copy));
            int n = model.playerCount();
            try (LearningOperator operator = backend().learning(model, copies, 4)) {
                for (JointActionIndex shape : operator.shapes()) {
                    assertCollected(operator, shape, learners, 0);
                }
                for (int step = 0; step < 25; step++) {
                    operator.run(1, options);
                    for (QLearner learner : learners) {
                        learner.step(options);
                    }
                    for (JointActionIndex shape : operator.shapes()) {
                        double leastDrift = step % 3 == 0 ? 1.5 : 0;
                        int count = assertCollected(operator, shape, learners, leastDrift);
                        int joint = Math.toIntExact(shape.jointActionCount());
                        double[] sigma = new double[copies * joint];
                        double[] values = new double[copies * n];
                        BitSet solved = new BitSet();
                        for (int game = 0; game < count; game++) {
                            QLearner learner = learners[operator.copyOf(game)];
                            int state = operator.stateOf(game);
                            for (int a = 0; a < joint; a++) {
                                sigma[game * joint + a] = 2.0 * (joint - a) / (joint * (joint + 1.0));
                            }
                            for (int p = 0; p < n; p++) {
                                int first = model.firstCell(state, p);
                                values[game * n + p] = Arrays.stream(learner.payoffs(), first, first + joint)
                                        .average()
                                        .orElseThrow();
                            }
                            if (game % 4 != 3) { // some stay as they are
                                solved.set(game);
                                learner.refresh(state, row(sigma, game, copies), row(values, game, copies));
                            }
                        }
                        apply(operator, sigma, values, solved);
                    }
                    for (int copy = 0; copy < copies; copy++) {
                        requireSame(
                                model.name() + ", step " + step + " of copy " + copy,
                                copyOf(operator, copy),
                                copyOf(learners[copy]));
                    }
                }
            }
        }
    }

    private void apply(LearningOperator operator, double[] sigma, double[] values, BitSet solved) {
        try (JointBuffer played = backend().allocate(sigma.length);
                JointBuffer worth = backend().allocate(values.length)) {
            played.write(MemorySegment.ofArray(sigma));
            worth.write(MemorySegment.ofArray(values));
            operator.apply(played, worth, solved);
        }
    }

    private int assertCollected(
            LearningOperator operator, JointActionIndex shape, QLearner[] learners, double leastDrift) {
        StochasticModel model = operator.model();
        int copies = learners.length;
        int size = Math.toIntExact(shape.jointActionCount() * shape.playerCount());
        try (JointBuffer games = backend().allocate((long) size * copies)) {
            double[] before = new double[size * copies];
            Arrays.fill(before, -7);
            games.write(MemorySegment.ofArray(before));
            int count = operator.collect(shape, leastDrift, games);
            double[] collected = read(games);
            int game = 0;
            for (int copy = 0; copy < copies; copy++) {
                int state = learners[copy].left();
                if (state >= 0
                        && model.shape(state).index().equals(shape)
                        && learners[copy].drifts()[state] > leastDrift) {
                    assertThat(operator.copyOf(game)).isEqualTo(copy);
                    assertThat(operator.stateOf(game)).isEqualTo(state);
                    int first = model.firstCell(state, 0);
                    assertThat(row(collected, game, copies))
                            .isEqualTo(Arrays.copyOfRange(learners[copy].payoffs(), first, first + size));
                    game++;
                }
            }
            assertThat(count).isEqualTo(game);
            assertThat(Arrays.copyOfRange(collected, count * size, collected.length))
                    .isEqualTo(Arrays.copyOfRange(before, count * size, before.length));
            return count;
        }
    }

    @Test
    default void refusesWhatCannotBeLearnt() {
        StochasticModel model = StochasticFixture.turns();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend().learning(model, 0, 1).close())
                .withMessageContaining("copies (0)");
        StochasticModelBuilder builder = new StochasticModelBuilder("nothing", List.of("a"), 0.5);
        builder.addState("end");
        builder.start(0, 1);
        StochasticModel nothing = builder.build();
        assertThatThrownBy(() -> backend().learning(nothing, 1, 1).close())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("absorbing state end");
        try (LearningOperator operator = backend().learning(model, 2, 1);
                JointBuffer small = backend().allocate(3);
                JointBuffer games = backend().allocate(8)) {
            LearningOptions external = LearningOptions.of(LearningSelection.EXTERNAL);
            assertThat(operator.shapes()).containsExactly(JointActionIndex.of(2, 1), JointActionIndex.of(1, 2));
            assertThatIllegalArgumentException().isThrownBy(() -> operator.run(-1, external));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.run(2, external))
                    .withMessageContaining("steps (2) must be at most 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.collect(JointActionIndex.of(3, 3), 0, games))
                    .withMessageContaining("must be one of");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.collect(JointActionIndex.of(2, 1), 0, small))
                    .withMessageContaining("(3) must be at least 8");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.collect(JointActionIndex.of(2, 1), -1, games));
            assertThatIllegalArgumentException().isThrownBy(() -> operator.resume(-1));
            operator.run(1, external.withStepSize(new StepSize.Constant(0.5)));
            assertThat(operator.collect(JointActionIndex.of(2, 1), 0, games)).isEqualTo(2);
            assertThatIllegalArgumentException().isThrownBy(() -> operator.copyOf(2));
            BitSet three = new BitSet();
            three.set(2);
            assertThatIllegalArgumentException().isThrownBy(() -> operator.apply(games, games, three));
            BitSet two = new BitSet();
            two.set(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.apply(small, games, two))
                    .withMessageContaining("sigma.size (3) must be at least 4");
        }
    }
}
