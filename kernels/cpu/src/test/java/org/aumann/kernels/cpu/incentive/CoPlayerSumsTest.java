package org.aumann.kernels.cpu.incentive;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.junit.jupiter.api.Test;

class CoPlayerSumsTest {
    /** 10¹⁵ joint actions: 10¹⁴ sums of the first player alone, which no machine has room for. */
    @Test
    void aHeapThatIsTooSmallIsSaidInOneLine() {
        JointActionIndex index = JointActionIndex.of(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CoPlayerSums.ofTasks(index, new SlabPlan(index)))
                .withMessageContaining("1000000000000000 joint actions need")
                .withMessageContaining("of the Java heap")
                .withMessageNotContaining("\n");
    }
}
