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
@ContractOf(Capability.INCENTIVES)
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
        int run = IncentiveOperator.SAMPLE_RUN;
        int greatest = order(Arrays.stream(runs(curvature)).max().orElseThrow());
        double[] strata = strata(curvature, greatest);
        int used = (int) Arrays.stream(strata).filter(mass -> mass > 0).count();
        int draws = Math.max(1, count / run / used);
        for (double offset : new double[] {0, 0.618, 1 - 1e-6}) {
            JointSample sample = fixture.operator.sample(regulariser, fixture.buffer, count, offset);
            assertThat(sample.size()).isLessThanOrEqualTo(Math.max(count, run * used));
            long[] jointActions = sample.jointActions();
            assertThat(jointActions).isSorted().doesNotHaveDuplicates();
            double[] weight = new double[curvature.length];
            for (int k = 0; k < jointActions.length; k++) {
                weight[(int) jointActions[k]] = sample.weight(k);
            }
            double[] sampled = new double[strata.length];
            for (int first = 0; first < curvature.length; first += run) {
                int end = Math.min(first + run, curvature.length);
                double inRun = Arrays.stream(curvature, first, end).sum();
                double weightOfRun = Arrays.stream(weight, first, end).sum();
                if (inRun == 0) {
                    assertThat(weightOfRun).isZero();
                    continue;
                }
                int stratum = stratum(inRun, greatest);
                sampled[stratum] += weightOfRun;
                double quantum = strata[stratum] / draws;
                requireProportional(first, weightOfRun / quantum, inRun / quantum, rounding(curvature.length, draws));
                for (int a = first; a < end; a++) {
                    double share = weightOfRun * curvature[a] / inRun;
                    assertClose("weight of " + a, weight[a], share, 0, rounding(run, 1));
                }
            }
            for (int s = 0; s < strata.length; s++) {
                assertClose("stratum " + s, sampled[s], strata[s], 0, rounding(curvature.length, 1));
            }
        }
    }

    private static double[] strata(double[] curvature, int greatest) {
        double[] mass = new double[IncentiveOperator.SAMPLE_STRATA];
        for (double inRun : runs(curvature)) {
            if (inRun > 0) {
                mass[stratum(inRun, greatest)] += inRun;
            }
        }
        return mass;
    }

    private static double[] runs(double[] curvature) {
        int run = IncentiveOperator.SAMPLE_RUN;
        double[] runs = new double[(curvature.length + run - 1) / run];
        Arrays.setAll(
                runs,
                k -> Arrays.stream(curvature, k * run, Math.min((k + 1) * run, curvature.length))
                        .sum());
        return runs;
    }

    private static int order(double inRun) {
        return (int) Math.floor((Math.log(Math.sqrt(2) * inRun) / Math.log(2) + 1023) / 3);
    }

    private static int stratum(double inRun, int greatest) {
        return Math.min(IncentiveOperator.SAMPLE_STRATA - 1, greatest - order(inRun));
    }

    private static void requireProportional(int first, double drawn, double proportional, double slack) {
        boolean isWhole = Math.abs(drawn - Math.rint(drawn)) <= slack;
        if (!isWhole
                || drawn < Math.floor(proportional - slack) - slack
                || drawn > Math.ceil(proportional + slack) + slack) {
            fail(
                    "the run at joint action %s was drawn %s times, in proportion would be %s; %s",
                    first, drawn, proportional, Seeds.replay());
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
            long runs = fixture.index.jointActionCount() / IncentiveOperator.SAMPLE_RUN;
            JointSample low = fixture.operator.sample(Regulariser.ENTROPY, fixture.buffer, count, 0.1);
            JointSample again = fixture.operator.sample(Regulariser.ENTROPY, fixture.buffer, count, 0.1);
            assertThat(again.jointActions()).isEqualTo(low.jointActions());
            JointSample high = fixture.operator.sample(Regulariser.ENTROPY, fixture.buffer, count, 0.9);
            if (runs >= 4) { // several runs between two quantiles
                assertThat(high.jointActions()).isNotEqualTo(low.jointActions());
            }
        }
    }
}
