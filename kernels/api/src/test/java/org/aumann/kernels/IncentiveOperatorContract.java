package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.Tolerances.rounding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.kernels.IncentiveFixture.Payoffs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link IncentiveOperator} promises, against the definitions. */
@ContractOf(Capability.INCENTIVES)
public interface IncentiveOperatorContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /** The larger a game, the fewer variants of it. */
    private List<IncentiveFixture> fixtures(IncentiveCase shape) {
        List<IncentiveFixture> fixtures = new ArrayList<>();
        fixtures.add(IncentiveFixture.repeated(backend(), shape, Payoffs.GAUSSIAN));
        fixtures.add(IncentiveFixture.tilted(backend(), shape, Payoffs.GAUSSIAN));
        if (shape.index().jointActionCount() <= IncentiveCase.GREATEST_SMALL) {
            fixtures.add(IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN));
            fixtures.add(IncentiveFixture.repeated(backend(), shape, Payoffs.HUGE));
            fixtures.add(IncentiveFixture.unweighted(backend(), shape, Payoffs.CONSTANT));
        }
        return fixtures;
    }

    /** Logits from flat to far beyond where an unguarded exponential overflows. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void logitsAndResponsesByDefinition(IncentiveCase shape) {
        for (IncentiveFixture opened : fixtures(shape)) {
            try (IncentiveFixture fixture = opened) {
                for (double size : new double[] {0, 3, 1e5}) {
                    requireResponses(fixture, fixture.alpha(size), fixture.payoffWeights(size));
                }
            }
        }
    }

    private static void requireResponses(IncentiveFixture fixture, double[] alpha, double[] weights) {
        double[] logits = fixture.logits(alpha, weights);
        double tolerance = fixture.logitTolerance(alpha, weights);
        fixture.poison();
        fixture.operator.logits(alpha, weights, fixture.buffer);
        assertClose("logits", fixture.read(), logits, tolerance);
        fixture.poison();
        double entropy = fixture.operator.respond(Regulariser.ENTROPY, alpha, weights, fixture.buffer);
        requireSoftmax(fixture, logits, tolerance, entropy);
        fixture.poison();
        double gini = fixture.operator.respond(Regulariser.GINI, alpha, weights, fixture.buffer);
        requireProjection(fixture, logits, tolerance, gini);
    }

    private static void requireSoftmax(
            IncentiveFixture fixture, double[] logits, double logitTolerance, double conjugate) {
        double[] sigma = fixture.read();
        double[] multiplicity = fixture.multiplicities();
        double shift = Arrays.stream(logits).max().orElseThrow();
        double[] mass = new double[logits.length];
        Arrays.setAll(mass, a -> multiplicity[a] * Math.exp(logits[a] - shift));
        double sum = Arrays.stream(mass).sum();
        double relative = 4 * logitTolerance + rounding(sigma.length, 1);
        for (int a = 0; a < sigma.length; a++) {
            assertClose("softmax", sigma[a], mass[a] / sum, 1e-300, relative);
        }
        requireDistribution(sigma);
        double expected = shift + Math.log(sum);
        assertClose("log-sum-exp", conjugate, expected, logitTolerance + rounding(sigma.length, 1), rounding(1, 1));
    }

    private static void requireDistribution(double[] sigma) {
        assertThat(Arrays.stream(sigma).min().orElseThrow())
                .as("least probability")
                .isGreaterThanOrEqualTo(0);
        assertClose("sum of probabilities", Arrays.stream(sigma).sum(), 1, rounding(sigma.length, 1), 0);
    }

    /** The optimality conditions: {@code ℓ − σ/w} is τ where σ is positive, and nowhere else is ℓ above τ. */
    private static void requireProjection(
            IncentiveFixture fixture, double[] logits, double logitTolerance, double conjugate) {
        double[] sigma = fixture.read();
        double[] multiplicity = fixture.multiplicities();
        requireDistribution(sigma);
        double threshold = 0;
        double expected = 0;
        double magnitude = 1;
        for (int a = 0; a < sigma.length; a++) {
            double share = sigma[a] / multiplicity[a];
            threshold += sigma[a] * (logits[a] - share);
            expected += sigma[a] * (logits[a] - 0.5 * share);
            magnitude += sigma[a] * Math.abs(logits[a]);
        }
        double allowed = 4 * logitTolerance + rounding(sigma.length, magnitude);
        for (int a = 0; a < sigma.length; a++) {
            double projected = Math.max(0, logits[a] - threshold);
            assertClose("σ/w", sigma[a] / multiplicity[a], projected, allowed, 0);
        }
        assertClose("conjugate", conjugate, expected, allowed, 0);
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#small")
    default void withoutMultipliersTheLogitsAreZero(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.repeated(backend(), shape, Payoffs.HUGE)) {
            fixture.poison();
            fixture.operator.logits(new double[fixture.operator.rowCount()], fixture.noWeights(), fixture.buffer);
            assertThat(fixture.read()).containsOnly(0.0);
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#small")
    default void multipliersOfTheCeDiagonalAreIgnored(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] alpha = fixture.alpha(3);
            double[] weights = fixture.payoffWeights(2);
            double[] expected = fixture.logits(alpha, weights);
            double[] otherDiagonal = alpha.clone();
            for (int row : diagonal(fixture)) {
                otherDiagonal[row] += 1;
            }
            fixture.operator.logits(otherDiagonal, weights, fixture.buffer);
            assertClose("logits", fixture.read(), expected, fixture.logitTolerance(otherDiagonal, weights));
        }
    }

    /** Rows "follow the recommendation"; none for CCE. */
    private static int[] diagonal(IncentiveFixture fixture) {
        if (fixture.concept == SolutionConcept.CCE) {
            return new int[0];
        }
        int[] rows = new int[fixture.index.actionCountSum()];
        int k = 0;
        for (int p = 0; p < fixture.index.playerCount(); p++) {
            int actions = fixture.index.actionCount(p);
            for (int r = 0; r < actions; r++) {
                rows[k++] = fixture.concept.firstRow(fixture.index, p) + r * actions + r;
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void gainsAreThoseOfTheReference(IncentiveCase shape) {
        for (IncentiveFixture opened : fixtures(shape)) {
            try (IncentiveFixture fixture = opened) {
                requireGains(fixture, fixture.distribution());
            }
        }
    }

    private static void requireGains(IncentiveFixture fixture, JointDistribution sigma) {
        requireGains(fixture, sigma, fixture.gains(fixture.buffer));
    }

    private static void requireGains(IncentiveFixture fixture, JointDistribution sigma, double[] gains) {
        double[][] reference = DeviationGains.gains(fixture.game.payoffs(), sigma, fixture.concept);
        for (int p = 0; p < reference.length; p++) {
            int first = fixture.concept.firstRow(fixture.index, p);
            double[] own = Arrays.copyOfRange(gains, first, first + reference[p].length);
            assertClose("gains of player " + p, own, reference[p], fixture.gainTolerance(p));
        }
        for (int row : diagonal(fixture)) {
            assertThat(gains[row]).as("diagonal row %s", row).isZero();
        }
    }

    /** One joint action has all the probability: its column of A, without any rounding for CE. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#small")
    default void gainsOfAPureDistribution(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] pure = new double[(int) fixture.index.jointActionCount()];
            pure[pure.length / 2] = 1;
            fixture.buffer.write(MemorySegment.ofArray(pure));
            requireGains(fixture, JointDistribution.of(fixture.index, pure));
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void gainsAndLogitsAreAdjoint(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] sigma = fixture.distribution().toArray();
            double[] alpha = fixture.alpha(1);
            double[] gains = fixture.gains(fixture.buffer);
            double[] noWeights = fixture.noWeights();
            fixture.operator.logits(alpha, noWeights, fixture.buffer);
            double[] logits = fixture.read();
            double byRows = 0;
            double magnitude = 0;
            for (int i = 0; i < alpha.length; i++) {
                byRows += alpha[i] * gains[i];
                magnitude += Math.abs(alpha[i]);
            }
            double byColumns = 0;
            for (int a = 0; a < sigma.length; a++) {
                byColumns -= sigma[a] * logits[a];
            }
            double greatest = 0;
            for (int p = 0; p < noWeights.length; p++) {
                greatest = Math.max(greatest, 2 * fixture.greatestPayoff(p));
            }
            double allowed = rounding(alpha.length + sigma.length, magnitude * greatest);
            assertClose("<Aσ, α> and <σ, Aᵀα>", byRows, byColumns, allowed, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void valuesAreThoseOfTheReference(IncentiveCase shape) {
        for (IncentiveFixture opened : List.of(
                IncentiveFixture.unweighted(backend(), shape, Payoffs.HUGE),
                IncentiveFixture.tilted(backend(), shape, Payoffs.HUGE))) {
            try (IncentiveFixture fixture = opened) {
                requireValues(fixture, fixture.distribution());
            }
        }
    }

    private static void requireValues(IncentiveFixture fixture, JointDistribution sigma) {
        double[] values = fixture.operator.values(fixture.buffer);
        double[] reference = DeviationGains.values(fixture.game.payoffs(), sigma);
        assertThat(values).hasSameSizeAs(fixture.noWeights());
        for (int p = 0; p < reference.length; p++) {
            assertClose("value", values[p], reference[p], fixture.gainTolerance(p), 0);
        }
        if (fixture.tilt != null) {
            double allowed = rounding(fixture.index.jointActionCount(), fixture.greatestTilt());
            assertClose("mean tilt", values[reference.length], fixture.meanTilt(sigma), allowed, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#small")
    default void differencesByDefinition(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.HUGE)) {
            long last = fixture.index.jointActionCount() - 1;
            long[] jointActions = {last, 0, last / 2, last / 3, 0, last};
            double[] expected = new double[jointActions.length * fixture.index.actionCountSum()];
            int k = 0;
            for (long a : jointActions) {
                for (int p = 0; p < fixture.index.playerCount(); p++) {
                    for (int d = 0; d < fixture.index.actionCount(p); d++) {
                        long deviation = fixture.index.base(a, p) + d * fixture.index.stride(p);
                        expected[k++] = fixture.game.payoffs().get(p, deviation)
                                - fixture.game.payoffs().get(p, a);
                    }
                }
            }
            assertThat(fixture.operator.differences(jointActions)).containsExactly(expected);
            assertThat(fixture.operator.differences(new long[0])).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void anEvaluationIsAResponseAndItsGains(IncentiveCase shape) {
        for (IncentiveFixture opened : withAndWithoutTilt(shape)) {
            try (IncentiveFixture fixture = opened) {
                requireEvaluations(fixture, fixture.alpha(2), fixture.payoffWeights(1));
                requireEvaluations(fixture, fixture.alpha(2000), fixture.noWeights());
            }
        }
    }

    private List<IncentiveFixture> withAndWithoutTilt(IncentiveCase shape) {
        return List.of(
                IncentiveFixture.repeated(backend(), shape, Payoffs.GAUSSIAN),
                IncentiveFixture.tilted(backend(), shape, Payoffs.GAUSSIAN));
    }

    private static void requireEvaluations(IncentiveFixture fixture, double[] alpha, double[] weights) {
        for (Regulariser regulariser : Regulariser.values()) {
            double[] gains = new double[alpha.length];
            double conjugate = fixture.operator.respond(regulariser, alpha, weights, fixture.buffer);
            try (JointBuffer response = fixture.copy()) {
                fixture.poison();
                assertThat(fixture.operator.evaluate(regulariser, alpha, weights, fixture.buffer, gains))
                        .isEqualTo(conjugate);
                double[] sigma = new double[(int) response.size()];
                response.read(MemorySegment.ofArray(sigma));
                requireSameBits("σ", fixture.read(), sigma);
                requireGains(fixture, JointDistribution.of(fixture.index, sigma), gains);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#small")
    default void aBufferGivesItsElementsAway(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] noWeights = fixture.noWeights();
            fixture.operator.respond(Regulariser.ENTROPY, fixture.alpha(1), noWeights, fixture.buffer);
            double[] sigma = fixture.read();
            assertThat(fixture.buffer.take().toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(sigma);
        }
    }

    /** Every check at once, on games of up to a million joint actions. */
    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#large")
    default void largeGames(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] alpha = fixture.alpha(10);
            double[] noWeights = fixture.noWeights();
            requireResponses(fixture, alpha, noWeights);
            requireEvaluations(fixture, alpha, noWeights);
            JointDistribution sigma = JointDistribution.of(fixture.index, fixture.read());
            requireGains(fixture, sigma);
            requireValues(fixture, sigma);
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void sameInputsGiveTheSameBits(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.tilted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] alpha = fixture.alpha(3);
            double[] weights = fixture.payoffWeights(2);
            double[] sameAlpha = alpha.clone();
            double[] sameWeights = weights.clone();
            for (Regulariser regulariser : Regulariser.values()) {
                fixture.poison();
                double conjugate = fixture.operator.respond(regulariser, alpha, weights, fixture.buffer);
                try (JointBuffer copy = fixture.copy()) {
                    fixture.poison();
                    assertThat(fixture.operator.respond(regulariser, alpha, weights, fixture.buffer))
                            .isEqualTo(conjugate);
                    double[] sigma = new double[(int) copy.size()];
                    copy.read(MemorySegment.ofArray(sigma));
                    requireSameBits("σ", fixture.read(), sigma);
                    requireSameBits("gains", fixture.gains(fixture.buffer), fixture.gains(copy));
                    requireSameBits("values", fixture.operator.values(fixture.buffer), fixture.operator.values(copy));
                    requireSameBits("σ after use", fixture.read(), sigma);
                }
            }
            requireSameBits("α", alpha, sameAlpha);
            requireSameBits("weights", weights, sameWeights);
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#parallel")
    default void threadsMakeNoDifferenceToIncentives(IncentiveCase shape) throws Exception {
        for (IncentiveFixture opened : withAndWithoutTilt(shape)) {
            try (IncentiveFixture fixture = opened) {
                double[] alpha = fixture.alpha(3);
                double[] weights = fixture.payoffWeights(2);
                Pools.requireSameBits(() -> everything(fixture, alpha, weights));
            }
        }
    }

    /** All that an operator computes, by one that is made for it. */
    private double[] everything(IncentiveFixture fixture, double[] alpha, double[] weights) {
        Stream.Builder<double[]> results = Stream.builder();
        JointBuffer sigma = fixture.buffer;
        try (IncentiveOperator operator = backend().incentives(fixture.game, fixture.concept, fixture.tilt)) {
            double[] gains = new double[alpha.length];
            operator.logits(alpha, weights, sigma);
            results.add(fixture.read());
            for (Regulariser regulariser : Regulariser.values()) {
                results.add(new double[] {operator.evaluate(regulariser, alpha, weights, sigma, gains)});
                results.add(gains.clone());
                results.add(fixture.read());
                operator.gains(sigma, gains);
                results.add(gains.clone());
                results.add(operator.values(sigma));
                JointSample sample = operator.sample(regulariser, sigma, 500, 0.3);
                results.add(
                        Arrays.stream(sample.jointActions()).asDoubleStream().toArray());
                results.add(IntStream.range(0, sample.size())
                        .mapToDouble(sample::weight)
                        .toArray());
                results.add(operator.differences(
                        Arrays.stream(sample.jointActions()).limit(20).toArray()));
            }
        }
        return Pools.concatenated(results);
    }

    /** Quicker than AssertJ on a million elements. */
    private static void requireSameBits(String what, double[] actual, double[] expected) {
        assertThat(Arrays.equals(actual, expected)).as("%s, bit by bit", what).isTrue();
    }
}
