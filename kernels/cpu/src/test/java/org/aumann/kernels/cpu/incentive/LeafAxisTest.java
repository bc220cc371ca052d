package org.aumann.kernels.cpu.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.aumann.core.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every axis against the definition, at lengths around whole vectors of 2, 4 and 8 lanes. */
class LeafAxisTest {
    private static final int SLABS = 3;
    private static final double OWN = 0.7;

    @ParameterizedTest
    @CsvSource({
        "1, 1", "2, 1", "3, 2", "7, 1", "8, 1", "9, 1", "10, 1", "15, 1", "16, 1", "17, 1", "33, 1", "128, 1", "1, 8",
        "2, 7", "3, 8", "2, 9", "10, 10", "5, 15", "4, 16", "3, 17", "10, 100", "2, 129"
    })
    void isTheDefinition(int actions, int stride) {
        int length = SLABS * actions * stride;
        RandomGenerator random = new Philox(actions * 1000L + stride);
        double[] payoff = random.doubles(length, -1, 1).toArray();
        double[] sigma = random.doubles(length).toArray();
        double[] alpha = random.doubles(actions).toArray();
        double[] logit = random.doubles(length).toArray();
        double[] expectedLogit = logit.clone();
        double[] deviation = new double[actions];
        double[] expectedDeviation = new double[actions];
        double expectedValue = 0;
        for (int at = 0; at < length; at++) {
            int own = at / stride % actions;
            expectedLogit[at] += OWN * payoff[at];
            expectedValue += sigma[at] * payoff[at];
            for (int d = 0; d < actions; d++) {
                double deviated = payoff[at + (d - own) * stride];
                expectedLogit[at] -= alpha[d] * deviated;
                expectedDeviation[d] += sigma[at] * deviated;
            }
        }

        LeafAxis axis = LeafAxis.of(actions, stride);
        axis.addLogits(OWN, alpha, payoff, length, logit);
        double value = axis.addGains(sigma, payoff, length, deviation);

        assertThat(logit).containsExactly(expectedLogit, within(1e-13 * actions));
        assertThat(deviation).containsExactly(expectedDeviation, within(1e-14 * length * actions));
        assertThat(value).isCloseTo(expectedValue, within(1e-14 * length));
    }
}
