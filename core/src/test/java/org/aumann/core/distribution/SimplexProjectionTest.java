package org.aumann.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class SimplexProjectionTest {
    /** The nearest point: no point of the simplex is on its far side, {@code (x − p)ᵀ(y − p) ≤ 0}. */
    @Test
    void isTheNearestStrategy() {
        Philox random = new Philox(Seeds.seed());
        for (int count = 1; count < 12; count++) {
            for (double floor : new double[] {0, 1e-3, 0.05, 1}) {
                double least = Math.min(floor, 1.0 / count);
                double[] x = random.doubles(count + 2, -2, 2).toArray();
                double[] projected = x.clone();
                SimplexProjection.project(projected, 1, count, floor);
                assertThat(projected[0]).isEqualTo(x[0]);
                assertThat(projected[count + 1]).isEqualTo(x[count + 1]);
                double[] p = Arrays.copyOfRange(projected, 1, count + 1);
                assertClose("sum", Arrays.stream(p).sum(), 1, 1e-14, 0);
                assertThat(Arrays.stream(p).min().orElseThrow()).isGreaterThanOrEqualTo(least);
                for (int vertex = 0; vertex < count; vertex++) {
                    double product = 0;
                    for (int a = 0; a < count; a++) {
                        double y = a == vertex ? 1 - (count - 1) * least : least;
                        product += (x[a + 1] - p[a]) * (y - p[a]);
                    }
                    assertThat(product).as(Seeds.replay()).isLessThanOrEqualTo(1e-13);
                }
            }
        }
    }
}
