package org.aumann.core.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.junit.jupiter.api.Test;

class ProfileValuesTest {
    /** Two by three, by hand. */
    @Test
    void valuesOfAMatrixGame() {
        double[] row = {1, 2, 3, 4, 5, 6};
        double[] column = {0, 8, 0, 8, 0, 16};
        try (PayoffTensor payoffs = PayoffTensor.of(JointActionIndex.of(2, 3), row, column)) {
            double[] profile = {0.25, 0.75, 0.5, 0, 0.5};
            assertThat(ProfileValues.actionValues(payoffs, profile)).containsExactly(2, 5, 6, 2, 12);
            assertThatIllegalArgumentException().isThrownBy(() -> ProfileValues.actionValues(payoffs, new double[4]));
        }
    }

    /** The others' strategies multiply: one joint action pays, (1, 1, 0). */
    @Test
    void valuesOfThreePlayers() {
        double[] zeros = new double[8];
        double[] last = {0, 0, 0, 0, 0, 0, 64, 0};
        try (PayoffTensor payoffs = PayoffTensor.of(JointActionIndex.of(2, 2, 2), last, zeros, last)) {
            double[] profile = {0.25, 0.75, 0.5, 0.5, 0.125, 0.875};
            assertThat(ProfileValues.actionValues(payoffs, profile)).containsExactly(0, 4, 0, 0, 24, 0);
        }
    }
}
