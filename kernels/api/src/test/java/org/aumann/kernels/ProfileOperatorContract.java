package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.Tolerances.rounding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ProfileOperator} promises, against the loops of {@link ProfileValues}. */
@ContractOf(Capability.PROFILES)
public interface ProfileOperatorContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /**
     * Games of every size that the reference can cope with; the concept plays no part.
     *
     * @return the cases
     */
    static Stream<IncentiveCase> cases() {
        return Stream.concat(IncentiveCase.medium(), IncentiveCase.large())
                .filter(shape -> shape.concept() == SolutionConcept.CCE)
                .filter(shape -> shape.index().jointActionCount() < 300_000);
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.ProfileOperatorContract#cases")
    default void actionValues(IncentiveCase shape) {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = shape.index();
        try (PayoffTensor payoffs = RandomGames.gaussian(index, shape.precision(), random);
                ProfileOperator operator = backend().profiles(payoffs)) {
            for (double zeros : new double[] {0, 0.7}) {
                double[] profile = profile(index, random, zeros);
                double[] kept = profile.clone();
                double[] values = new double[profile.length];
                Arrays.fill(values, Double.NaN);
                operator.actionValues(profile, values);
                assertThat(profile).as("inputs stay").isEqualTo(kept);
                double tolerance = rounding(index.jointActionCount(), 6);
                assertClose("value", values, ProfileValues.actionValues(payoffs, profile), tolerance);
                double[] again = new double[profile.length];
                operator.actionValues(profile, again);
                assertThat(again).as("the same bits").isEqualTo(values);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.aumann.kernels.IncentiveCase#parallel")
    default void threadsMakeNoDifferenceToActionValues(IncentiveCase shape) throws Exception {
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = RandomGames.gaussian(shape.index(), shape.precision(), random)) {
            double[] profile = profile(shape.index(), random, 0.2);
            Pools.requireSameBits(() -> {
                double[] values = new double[profile.length];
                try (ProfileOperator operator = backend().profiles(payoffs)) {
                    operator.actionValues(profile, values);
                }
                return values;
            });
        }
    }

    /** Random strategies with a share of zeros, some of them pure. */
    private static double[] profile(JointActionIndex index, RandomGenerator random, double zeros) {
        double[] profile = new double[index.actionCountSum()];
        int first = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            profile[first + random.nextInt(actions)] = 0.5;
            double sum = 0;
            for (int a = first; a < first + actions; a++) {
                profile[a] += random.nextDouble() < zeros ? 0 : random.nextDouble();
                sum += profile[a];
            }
            for (int a = first; a < first + actions; a++) {
                profile[a] /= sum;
            }
            first += actions;
        }
        return profile;
    }
}
