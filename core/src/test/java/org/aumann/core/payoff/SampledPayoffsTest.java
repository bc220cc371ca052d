package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class SampledPayoffsTest {
    private static void add(SampledPayoffs samples, long jointAction, double... returns) {
        double[] sum = new double[1];
        double[] square = new double[1];
        for (double value : returns) {
            double difference = value - samples.origin(0);
            sum[0] += difference;
            square[0] += difference * difference;
        }
        samples.add(jointAction, returns.length, sum, square);
    }

    @Test
    void momentsOfAFewReturns() {
        try (SampledPayoffs samples = SampledPayoffs.allocate(JointActionIndex.of(3), 1)) {
            add(samples, 1, 2, 4, 9);
            assertThat(samples.count(1)).isEqualTo(3);
            assertThat(samples.mean(0, 1)).isEqualTo(5);
            assertThat(samples.m2(0, 1)).isEqualTo(26);
            assertThat(samples.standardError(0, 1)).isEqualTo(Math.sqrt(26.0 / 6));
            assertThat(samples.count(0)).isZero();
            assertThat(samples.mean(0, 0)).isNaN();
            assertThat(samples.standardError(0, 0)).isInfinite();
            add(samples, 2, 7);
            assertThat(samples.standardError(0, 2)).isInfinite();
        }
    }

    /** A spread of 1 on top of 1e9: plain sums of squares would lose it. */
    @Test
    void originKeepsTheSpread() {
        double[] returns = new Philox(Seeds.seed()).doubles(1021).toArray();
        double mean = Arrays.stream(returns).average().orElseThrow();
        double m2 = Arrays.stream(returns).map(u -> (u - mean) * (u - mean)).sum();
        double[] shifted = Arrays.stream(returns).map(u -> u + RandomGames.HUGE).toArray();
        try (SampledPayoffs samples = SampledPayoffs.allocate(JointActionIndex.of(1), RandomGames.HUGE)) {
            add(samples, 0, shifted);
            assertClose("M2", samples.m2(0, 0), m2, 1e-4, 0);
        }
    }

    @Test
    void partsAddUpToTheWhole() {
        double[] returns =
                new Philox(Seeds.seed()).ints(207, -13, 14).asDoubleStream().toArray();
        JointActionIndex index = JointActionIndex.of(2);
        try (SampledPayoffs whole = SampledPayoffs.allocate(index, 0);
                SampledPayoffs part = SampledPayoffs.allocate(index, 0);
                SampledPayoffs rest = SampledPayoffs.allocate(index, 0);
                SampledPayoffs other = SampledPayoffs.allocate(index, 1)) {
            add(whole, 1, returns);
            add(part, 1, Arrays.copyOfRange(returns, 0, 17));
            add(rest, 1, Arrays.copyOfRange(returns, 17, returns.length));
            part.addAll(rest);
            assertThat(part.count(1)).isEqualTo(whole.count(1));
            assertThat(part.mean(0, 1)).isEqualTo(whole.mean(0, 1));
            assertThat(part.m2(0, 1)).isEqualTo(whole.m2(0, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> whole.addAll(other));
        }
    }

    @Test
    void withoutMemoryForTheRestNothingIsKept() {
        PayoffTensor sums = PayoffTensor.allocate(JointActionIndex.of(2), Precision.FLOAT64);
        assertThatThrownBy(() -> SampledPayoffs.owning(new double[1], sums, () -> {
                    throw new InvalidInputException("more memory than there is");
                }))
                .isInstanceOf(InvalidInputException.class);
        assertThat(sums.segment().scope().isAlive()).isFalse();
    }

    @Test
    void growthKeepsWhatIsKnown() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        try (SampledPayoffs samples = SampledPayoffs.allocate(index, 0, 5)) {
            samples.add(3, 2, new double[] {3, -1}, new double[] {5, 1});
            try (SampledPayoffs grown = samples.grown(2, 3);
                    PayoffTensor payoffs = PayoffTensor.allocate(grown.index(), Precision.FLOAT64)) {
                long cell = grown.index().jointAction(1, 1);
                assertThat(grown.count(cell)).isEqualTo(2);
                assertThat(grown.mean(1, cell)).isEqualTo(4.5);
                assertThat(grown.m2(0, cell)).isEqualTo(samples.m2(0, 3)).isEqualTo(0.5);
                grown.writeMeans(payoffs);
                for (long a = 0; a < grown.index().jointActionCount(); a++) {
                    assertThat(payoffs.get(0, a)).isEqualTo(a == cell ? 1.5 : 0);
                }
            }
        }
    }
}
