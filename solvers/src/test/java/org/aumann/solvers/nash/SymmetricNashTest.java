package org.aumann.solvers.nash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class SymmetricNashTest {
    /** No action earns more against x than x does. */
    @Test
    void solvesRandomGames() {
        Philox random = new Philox(Seeds.seed());
        for (int game = 0; game < 300; game++) {
            int size = 1 + game % 9;
            double[][] payoffs = new double[size][];
            Arrays.setAll(payoffs, i -> random.doubles(size, -3, 5).toArray());
            double[] x = SymmetricNash.of(payoffs);
            assertThat(x).as(Seeds.replay()).hasSize(size);
            assertClose("sum", Arrays.stream(x).sum(), 1, 1e-12, 0);
            double value = 0;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                double payoff = 0;
                for (int j = 0; j < size; j++) {
                    payoff += payoffs[i][j] * x[j];
                }
                value += x[i] * payoff;
                greatest = Math.max(greatest, payoff);
            }
            assertThat(greatest - value).as("game %d, %s", game, Seeds.replay()).isLessThanOrEqualTo(1e-10);
        }
    }

    @Test
    void knowsRockPaperScissors() {
        double[][] payoffs = {{0, 0.5, -0.3}, {-0.7, 0, 0.3}, {0.7, -0.5, 0}};
        assertClose("Nash", SymmetricNash.of(payoffs), new double[] {15 / 71.0, 21 / 71.0, 35 / 71.0}, 1e-12);
    }
}
