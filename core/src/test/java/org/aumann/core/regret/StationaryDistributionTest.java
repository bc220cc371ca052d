package org.aumann.core.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationaryDistributionTest {
    private static double[] solve(int states, double... rates) {
        double[] stationary = new double[states];
        StationaryDistribution.solve(rates, stationary);
        return stationary;
    }

    @Test
    void smallChains() {
        assertThat(solve(1, 5)).containsExactly(1);
        assertThat(solve(2, 0, 3, 1, 0)).containsExactly(0.25, 0.75);
        assertThat(solve(2, 99, 3, 1, 0)).as("the diagonal plays no part").containsExactly(0.25, 0.75);
        assertThat(solve(3, 0, 1, 0, 0, 0, 1, 1, 0, 0)).as("periodic").containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    /** A state that is never left, and a closed pair. */
    @Test
    void decomposableChains() {
        assertThat(solve(3, 0, 1, 0, 0, 0, 0, 1, 1, 0)).containsExactly(0, 1, 0);
        assertThat(solve(3, 0, 1, 1, 0, 0, 2, 0, 1, 0)).containsExactly(0, 1 / 3.0, 2 / 3.0);
        assertThat(solve(2, 0, 0, 0, 0)).containsExactly(0, 1);
    }

    /** Two halves that are left with 1e-14 only: subtraction would lose the ratio, 1 to 3. */
    @Test
    void nearlyDecomposableChain() {
        double e = 1e-14;
        double[] p = solve(4, 0, 1, 3 * e, 0, 1, 0, 0, 0, e, 0, 0, 1, 0, 0, 1, 0);
        assertClose("p", p, new double[] {0.125, 0.125, 0.375, 0.375}, 1e-15);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 33})
    void isAFixedPoint(int states) {
        Philox random = new Philox(Seeds.seed());
        double[] rates =
                random.doubles((long) states * states).map(x -> x < 0.6 ? 0 : x).toArray();
        double[] p = solve(states, rates.clone());
        assertClose("sum", Arrays.stream(p).sum(), 1, 1e-14, 0);
        for (int j = 0; j < states; j++) {
            double into = 0;
            double out = 0;
            for (int i = 0; i < states; i++) {
                into += i == j ? 0 : p[i] * rates[i * states + j];
                out += i == j ? 0 : p[j] * rates[j * states + i];
            }
            assertThat(p[j]).isNotNegative();
            assertClose("flow", into, out, 1e-14, 0);
        }
    }
}
