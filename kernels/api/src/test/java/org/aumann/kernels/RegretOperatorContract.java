package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.LearningRate;
import org.aumann.core.regret.RegretMinimiser;
import org.aumann.core.regret.RegretRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RegretOperator} promises: each learner does what a single one does. */
@ContractOf(Capability.REGRETS)
public interface RegretOperatorContract {
    /** Rounding of a few rounds, in probabilities; the rules divide by sums of regrets that can be small. */
    double ROUNDING = 1e-10;

    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /**
     * All rules.
     *
     * @return one of each kind
     */
    static Stream<RegretRule> rules() {
        return Stream.of(
                new RegretRule.Matching(),
                new RegretRule.MatchingPlus(),
                new RegretRule.PredictiveMatchingPlus(),
                new RegretRule.Hedge(LearningRate.constant(0.3)),
                new RegretRule.Hedge(LearningRate.anytime(8, 4)),
                new RegretRule.OptimisticHedge(LearningRate.constant(0.2)),
                new RegretRule.PolynomialWeights(LearningRate.constant(0.1)),
                new RegretRule.Internal(),
                new RegretRule.Swap(new RegretRule.Matching()));
    }

    private static void write(JointBuffer buffer, double[] elements) {
        buffer.write(MemorySegment.ofArray(elements));
    }

    private static double[] read(JointBuffer buffer) {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        Arrays.fill(elements, Double.NaN);
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
    }

    private static double[] row(double[] elements, int learner, int actions) {
        return Arrays.copyOfRange(elements, learner * actions, (learner + 1) * actions);
    }

    /** Utilities of both signs within ±4, one row of zeros: no regret at all. */
    private static double[] utilities(Philox random, int learners, int actions) {
        double[] utilities = random.doubles((long) learners * actions, -4, 4).toArray();
        Arrays.fill(utilities, (learners - 1) / 2 * actions, ((learners - 1) / 2 + 1) * actions, 0);
        return utilities;
    }

    /** Vector lengths and their neighbours, one learner and many. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.RegretOperatorContract#rules")
    default void learnersAreSingleLearners(RegretRule rule) {
        for (int actions : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 32, 207}) {
            for (int learners : actions > 32 ? new int[] {1, 2} : new int[] {1, 2, 37}) {
                requireSingleLearners(rule, learners, actions);
            }
        }
    }

    private void requireSingleLearners(RegretRule rule, int learners, int actions) {
        Philox random = new Philox(Seeds.seed());
        RegretMinimiser[] single = new RegretMinimiser[learners];
        Arrays.setAll(single, _ -> rule.minimiser(actions));
        try (RegretOperator operator = backend().regrets(rule, learners, actions);
                JointBuffer buffer = backend().allocate((long) learners * actions)) {
            assertThat(operator.learnerCount()).isEqualTo(learners);
            assertThat(operator.actionCount()).isEqualTo(actions);
            for (int round = 0; round < 6; round++) {
                double[] strategies = read(operator.strategies());
                for (int i = 0; i < learners; i++) {
                    String what = rule + " of " + learners + " x " + actions + ", round " + round;
                    assertClose(what, row(strategies, i, actions), single[i].strategy(), ROUNDING);
                }
                double[] utilities = utilities(random, learners, actions);
                write(buffer, utilities);
                operator.observe(buffer);
                for (int i = 0; i < learners; i++) {
                    single[i].observe(row(utilities, i, actions));
                }
                assertThat(read(buffer)).as("inputs stay").isEqualTo(utilities);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.RegretOperatorContract#rules")
    default void startsWhereItIsTold(RegretRule rule) {
        double[] first = {0.5, 0.3, 0.2, 0, 1, 0};
        try (RegretOperator operator = backend().regrets(rule, 2, 3);
                JointBuffer buffer = backend().allocate(6)) {
            write(operator.strategies(), first);
            double[] utilities = {1, 3, -2, 0.5, 0, 2};
            write(buffer, utilities);
            operator.observe(buffer);
            for (int i = 0; i < 2; i++) {
                RegretMinimiser single = rule.minimiser(row(first, i, 3));
                single.observe(row(utilities, i, 3));
                assertClose("strategy", row(read(operator.strategies()), i, 3), single.strategy(), ROUNDING);
            }
        }
    }

    /** Many learners, so that every thread has some; probabilities are non-negative and sum to 1. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.RegretOperatorContract#rules")
    default void threadsMakeNoDifference(RegretRule rule) throws Exception {
        int learners = IncentiveCase.isOnlySmall() ? 67 : 1003;
        double[] expected = play(rule, learners, 10);
        for (int i = 0; i < learners; i++) {
            double[] strategy = row(expected, i, 10);
            assertThat(Arrays.stream(strategy).min().orElseThrow()).isNotNegative();
            assertClose("sum", Arrays.stream(strategy).sum(), 1, 1e-14, 0);
        }
        for (int threads = 1; threads <= 3; threads++) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                assertThat(pool.submit(() -> play(rule, learners, 10)).get()).isEqualTo(expected);
            }
        }
    }

    private double[] play(RegretRule rule, int learners, int actions) {
        Philox random = new Philox(3);
        try (RegretOperator operator = backend().regrets(rule, learners, actions);
                JointBuffer buffer = backend().allocate((long) learners * actions)) {
            for (int round = 0; round < 3; round++) {
                write(buffer, utilities(random, learners, actions));
                operator.observe(buffer);
            }
            return read(operator.strategies());
        }
    }

    @Test
    default void refusesOtherSizes() {
        try (RegretOperator operator = backend().regrets(new RegretRule.Matching(), 2, 3);
                JointBuffer buffer = backend().allocate(5)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operator.observe(buffer))
                    .withMessageContaining("(5) must be 6");
        }
    }
}
