package org.aumann.solvers.meta.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;

class StrictDominanceTest {
    private static final JointActionIndex THREE_BY_TWO = JointActionIndex.of(3, 2);

    /** Row 2 is below row 0; without it column 1 is below column 0; without that row 1 is below row 0. */
    private static PayoffTensor solvableByIteration() {
        return PayoffTensor.of(THREE_BY_TWO, new double[] {3, 1, 2, 2, 2, 0}, new double[] {2, 1, 2, 1, 0, 5});
    }

    @Test
    void eliminationIsIterated() {
        try (PayoffTensor payoffs = solvableByIteration()) {
            int[][] repeats = {{4, 2, 1}, {3, 1}};
            StrictDominance dominance = StrictDominance.of(payoffs);
            assertThat(dominance.eliminatedCount()).isEqualTo(3);
            try (StrictDominance.Reduction reduction = dominance.reduce(MetaGame.of(payoffs, repeats))) {
                assertThat(reduction.index().actionCounts()).containsExactly(1, 1);
                assertThat(reduction.game().repeats(0, 0)).isEqualTo(4);
                assertThat(reduction.game().repeats(1, 0)).isEqualTo(3);
                assertThat(reduction.payoffs().get(0, 0)).isEqualTo(3);
                assertThat(reduction.payoffs().get(1, 0)).isEqualTo(2);
                double[] wide = reduction
                        .widen(JointDistribution.uniform(reduction.index()))
                        .toArray();
                assertThat(wide).containsExactly(1, 0, 0, 0, 0, 0);
            }
        }
    }

    /** Columns 0 and 2 survive: a reduced joint action keeps its place in the large game. */
    @Test
    void survivorsKeepTheirPlace() {
        JointActionIndex index = JointActionIndex.of(2, 3);
        try (PayoffTensor payoffs =
                PayoffTensor.of(index, new double[] {1, 0, 0, 0, 0, 1}, new double[] {2, 0, 3, 3, 1, 2})) {
            StrictDominance dominance = StrictDominance.of(payoffs);
            assertThat(dominance.eliminatedCount()).isEqualTo(1);
            try (StrictDominance.Reduction reduction = dominance.reduce(MetaGame.of(payoffs))) {
                JointDistribution sigma = JointDistribution.of(reduction.index(), .1, .2, .3, .4);
                assertThat(reduction.widen(sigma).toArray()).containsExactly(.1, 0, .2, .3, 0, .4);
                for (int k = 0; k < 4; k++) {
                    int original = index.actionCount(1) * (k / 2) + 2 * (k % 2);
                    assertThat(reduction.payoffs().get(1, k)).isEqualTo(payoffs.get(1, original));
                }
            }
        }
    }

    /** A weakly dominated action, or one that only a mixture dominates, can be in a CE. */
    @Test
    void onlyStrictDominanceByPureActionsCounts() {
        try (PayoffTensor weak = PayoffTensor.of(THREE_BY_TWO, new double[] {1, 1, 1, 0, 1, 1}, new double[6]);
                PayoffTensor mixed = PayoffTensor.of(THREE_BY_TWO, new double[] {4, 0, 1, 1, 0, 4}, new double[6]);
                PayoffTensor constant = RandomGames.constant(THREE_BY_TWO, Precision.FLOAT64, 1)) {
            assertThat(StrictDominance.of(weak).eliminatesAny()).isFalse();
            assertThat(StrictDominance.of(mixed).eliminatesAny()).isFalse();
            assertThat(StrictDominance.of(constant).eliminatesAny()).isFalse();
        }
    }

    @Test
    void threePlayers() {
        JointActionIndex index = JointActionIndex.of(2, 3, 2);
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT32, new Philox(Seeds.seed()))) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                payoffs.set(1, a, 100 * index.action(a, 1) + payoffs.get(1, a)); // action 2 beats 1 beats 0
            }
            try (StrictDominance.Reduction reduction =
                    StrictDominance.of(payoffs).reduce(MetaGame.of(payoffs))) {
                assertThat(reduction.index().actionCount(1)).isEqualTo(1);
                assertThat(reduction.payoffs().precision()).isEqualTo(Precision.FLOAT32);
                assertThat(reduction.payoffs().get(1, 0)).isGreaterThan(150);
            }
        }
    }
}
