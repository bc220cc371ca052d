package org.aumann.kernels.cpu.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class VectorExpTest {
    private static double exp(double x) {
        double[] row = new double[Runs.LANES];
        Arrays.fill(row, x);
        return VectorExp.exp(DoubleVector.fromArray(Runs.D, row, 0)).lane(Runs.LANES - 1);
    }

    @Test
    void withinTwoUnitsInTheLastPlace() {
        RandomGenerator random = new Philox(Seeds.seed());
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextDouble(-700, 700);
            double reference = StrictMath.exp(x);
            assertThat(Math.abs(exp(x) - reference))
                    .as("exp(%s); %s", x, Seeds.replay())
                    .isLessThanOrEqualTo(2 * Math.ulp(reference));
        }
    }

    @Test
    void theEnds() {
        assertThat(exp(0)).isEqualTo(1);
        assertThat(exp(-709)).isZero();
        assertThat(exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(exp(1000)).isEqualTo(exp(709)).isGreaterThan(8e307);
    }
}
