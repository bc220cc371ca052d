package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.Tolerances.rounding;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.kernels.IncentiveFixture.Payoffs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link IncentiveOperator#sample} promises. */
public interface CurvatureSampleContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#medium")
    default void samples(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.repeated(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] alpha = fixture.alpha(1);
            double[] weights = fixture.payoffWeights(1);
            for (Regulariser regulariser : Regulariser.values()) {
                fixture.operator.respond(regulariser, alpha, weights, fixture.buffer);
                double[] curvature = curvature(fixture, regulariser);
                int curved = (int) Arrays.stream(curvature).filter(c -> c > 0).count();
                requireAllCurved(fixture, regulariser, curvature, curved);
                for (int count : new int[] {1, curved / 3, curved - 1}) {
                    if (count >= 1 && count < curved) {
                        requireSystematic(fixture, regulariser, curvature, count);
                    }
                }
            }
        }
    }

    /** σ for entropy, the multiplicity where σ is positive for Gini. */
    private static double[] curvature(IncentiveFixture fixture, Regulariser regulariser) {
        double[] sigma = fixture.read();
        return switch (regulariser) {
            case ENTROPY -> sigma;
            case GINI -> {
                double[] curvature = fixture.multiplicities();
                Arrays.setAll(curvature, a -> sigma[a] > 0 ? curvature[a] : 0);
                yield curvature;
            }
        };
    }

    private static void requireAllCurved(
            IncentiveFixture fixture, Regulariser regulariser, double[] curvature, int curved) {
        for (int count : new int[] {curved, curved + 1, 1 << 20}) {
            JointSample sample = fixture.operator.sample(regulariser, fixture.buffer, count, 0.25);
            long[] jointActions = sample.jointActions();
            assertThat(sample.size()).isEqualTo(curved);
            assertThat(jointActions).isSorted().doesNotHaveDuplicates();
            for (int k = 0; k < curved; k++) {
                assertClose("weight", sample.weight(k), curvature[(int) jointActions[k]], 0, 0);
            }
        }
    }

    private static void requireSystematic(
            IncentiveFixture fixture, Regulariser regulariser, double[] curvature, int count) {
        double total = Arrays.stream(curvature).sum();
        for (double offset : new double[] {0, 0.618, 1 - 1e-9}) {
            JointSample sample = fixture.operator.sample(regulariser, fixture.buffer, count, offset);
            assertThat(sample.size()).isEqualTo(count);
            assertThat(sample.jointActions()).isSorted();
            double[] drawn = new double[curvature.length];
            for (long a : sample.jointActions()) {
                drawn[(int) a]++;
            }
            for (int k = 0; k < count; k++) {
                assertClose("weight", sample.weight(k), total / count, 0, rounding(curvature.length, 1));
            }
            double slack = rounding(curvature.length, count);
            for (int a = 0; a < curvature.length; a++) {
                double proportional = count * curvature[a] / total;
                boolean isProportional = drawn[a] >= Math.floor(proportional - slack)
                        && drawn[a] <= Math.ceil(proportional + slack)
                        && (drawn[a] == 0 || curvature[a] > 0);
                if (!isProportional) {
                    fail(
                            "joint action %s was drawn %s times, in proportion would be %s; %s",
                            a, drawn[a], proportional, Seeds.replay());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#small")
    default void theOffsetDecidesTheSample(IncentiveCase shape) {
        try (IncentiveFixture fixture = IncentiveFixture.unweighted(backend(), shape, Payoffs.GAUSSIAN)) {
            double[] noWeights = new double[fixture.index.playerCount()];
            double[] noMultipliers = new double[fixture.operator.rowCount()];
            fixture.operator.respond(Regulariser.ENTROPY, noMultipliers, noWeights, fixture.buffer);
            int count = (int) Math.max(1, fixture.index.jointActionCount() / 4);
            JointSample low = fixture.operator.sample(Regulariser.ENTROPY, fixture.buffer, count, 0.1);
            JointSample again = fixture.operator.sample(Regulariser.ENTROPY, fixture.buffer, count, 0.1);
            assertThat(again.jointActions()).isEqualTo(low.jointActions());
            JointSample high = fixture.operator.sample(Regulariser.ENTROPY, fixture.buffer, count, 0.9);
            if (fixture.index.jointActionCount() >= 4) { // several joint actions between two quantiles
                assertThat(high.jointActions()).isNotEqualTo(low.jointActions());
            }
        }
    }
}
