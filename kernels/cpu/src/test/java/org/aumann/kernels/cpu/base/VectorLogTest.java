package org.aumann.kernels.cpu.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.Seeds;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class VectorLogTest {
    private static double log(double x) {
        double[] row = new double[Runs.LANES];
        Arrays.fill(row, x);
        return VectorLog.log(DoubleVector.fromArray(Runs.D, row, 0)).lane(Runs.LANES - 1);
    }

    private static void isCloseAt(double x) {
        double reference = StrictMath.log(x);
        assertThat(Math.abs(log(x) - reference))
                .as("log(%s); %s", x, Seeds.replay())
                .isLessThanOrEqualTo(Math.ulp(reference));
    }

    @Test
    void withinOneUnitInTheLastPlace() {
        RandomGenerator random = new Philox(Seeds.seed());
        for (int i = 0; i < 20_000; i++) {
            isCloseAt(Math.scalb(1 + random.nextDouble(), random.nextInt(-1022, 1024)));
            isCloseAt(random.nextDouble(0.5, 2)); // where the sum cancels
        }
        isCloseAt(CrowdRewards.EMPTY);
        isCloseAt(Math.nextDown(1.0));
        isCloseAt(Math.nextUp(1.0));
        isCloseAt(Math.sqrt(0.5));
        isCloseAt(Math.sqrt(2));
    }

    @Test
    void theEnds() {
        assertThat(log(1)).isZero();
        assertThat(log(Double.MIN_NORMAL)).isEqualTo(StrictMath.log(Double.MIN_NORMAL));
        assertThat(log(Double.MAX_VALUE)).isEqualTo(StrictMath.log(Double.MAX_VALUE));
        for (double x : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(log(x)).as("log(%s)", x).isNaN();
        }
    }
}
