package org.aumann.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.junit.jupiter.api.Test;

class NormalisedDistributionTest {
    private static final JointActionIndex SHAPE = JointActionIndex.of(2, 2);

    private static NormalisedDistribution normalised(double... numbers) {
        return NormalisedDistribution.over(SHAPE, MemorySegment.ofArray(numbers.clone()));
    }

    @Test
    void aDistributionStaysAsItIs() {
        // A third three times over is below 1 in float64, and that is no reason to change it.
        for (double[] sigma : new double[][] {{0.25, 0.25, 0.5, 0}, {1 / 3.0, 1 / 3.0, 1 / 3.0 + 1e-12, 0}}) {
            NormalisedDistribution normalised = normalised(sigma);
            assertThat(normalised.sigma().toArray()).containsExactly(sigma);
            assertThat(normalised.isUnchanged()).isTrue();
        }
    }

    @Test
    void roundingIsDividedOut() {
        double[] numbers = {0.1f, 0.2f, 0.3f, 0.4f};
        double sum = Arrays.stream(numbers).sum();
        NormalisedDistribution normalised = normalised(numbers);
        assertThat(normalised.sum()).isEqualTo(sum).isNotCloseTo(1, within(1e-9));
        assertThat(normalised.clipped()).isZero();
        assertThat(normalised.most()).isEqualTo(0.4f - 0.4f / sum).isPositive();
        assertThat(normalised.sigma().toArray()).containsExactly(0.1f / sum, 0.2f / sum, 0.3f / sum, 0.4f / sum);
    }

    @Test
    void smallNegativeNumbersBecomeZero() {
        NormalisedDistribution normalised = normalised(-1e-9, 0.5, -1e-6, 0.5);
        assertThat(normalised.sigma().toArray()).containsExactly(0, 0.5, 0, 0.5);
        assertThat(normalised.sum()).isCloseTo(1 - 1.001e-6, within(1e-15));
        assertThat(normalised.clipped()).isEqualTo(1e-9 + 1e-6);
        assertThat(normalised.most()).isEqualTo(1e-6);
    }

    @Test
    void aNegativeNumberTooSmallForTheSumIsSaidToo() {
        NormalisedDistribution normalised = normalised(-1e-20, 0.5, 0, 0.5);
        assertThat(normalised.sigma().toArray()).containsExactly(0, 0.5, 0, 0.5);
        assertThat(normalised.clipped()).isEqualTo(1e-20);
        assertThat(normalised.isUnchanged()).isFalse();
    }

    @Test
    void whatIsNotRoundingIsRefused() {
        assertRefused(
                "probability (-1.1E-6) of joint action 1 must be at least 0, up to 1e-6", 0.5, -1.1e-6, 0.25, 0.25);
        assertRefused("probability (NaN) of joint action 0 must be at least 0, up to 1e-6", Double.NaN, 0, 0, 1);
        assertRefused("probabilities sum to 1.001, they must sum to 1 within 1e-4", 0.501, 0.5, 0, 0);
        assertRefused(
                "probabilities sum to Infinity, they must sum to 1 within 1e-4", Double.POSITIVE_INFINITY, 0, 0, 0);
    }

    private static void assertRefused(String message, double... numbers) {
        assertThatThrownBy(() -> normalised(numbers))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
