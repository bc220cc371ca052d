package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricGameTest {
    /** σ over joint actions and x over profiles are the same play: so are values, gains and gaps. */
    @ParameterizedTest
    @CsvSource({"1,4", "2,3", "3,2", "4,3", "5,2"})
    void playsLikeItsTensor(int players, int actions) {
        Philox random = new Philox(Seeds.seed());
        SymmetricGame game = SymmetricGames.gaussian(players, actions, random);
        JointDistribution x = RandomGames.distribution(game.outcomes(), random);
        try (PayoffTensor tensor = SymmetricGames.expand(game)) {
            MemorySegment segment = JointDistribution.memory(tensor.index());
            for (long a = 0; a < tensor.index().jointActionCount(); a++) {
                int c = game.profiles().index(SymmetricGames.profile(tensor.index(), a));
                segment.setAtIndex(ValueLayout.JAVA_DOUBLE, a, x.probability(c) / game.multiplicity(c));
            }
            JointDistribution sigma = JointDistribution.over(tensor.index(), segment);
            assertClose("value", DeviationGains.value(game, x), DeviationGains.values(tensor, sigma)[0], 1e-13, 0);
            for (SolutionConcept concept : SolutionConcept.values()) {
                double[][] gains = DeviationGains.gains(tensor, sigma, concept);
                for (double[] ofPlayer : gains) {
                    assertClose("gains", DeviationGains.gains(game, x, concept), ofPlayer, 1e-13);
                }
                EquilibriumGap whole = EquilibriumGap.of(tensor, sigma, concept);
                assertClose("gap", EquilibriumGap.of(game, x, concept).sum() * players, whole.sum(), 1e-12, 0);
            }
            assertClose("range", game.range(0).width(), tensor.range(0).width(), 0, 0);
            SymmetricGame back = SymmetricGame.of(tensor);
            assertThat(back.payoffs().mismatch(game.payoffs())).isEqualTo(-1);
        }
    }

    @Test
    void uniformIsUniformOverJointActions() {
        SymmetricGame game = SymmetricGame.of(3, 2, (action, others) -> 0);
        assertClose(
                "uniform",
                JointDistribution.uniform(game).toArray(),
                new double[] {1 / 8.0, 3 / 8.0, 3 / 8.0, 1 / 8.0},
                1e-15);
    }

    @Test
    void isRefusedWhereItIsNone() {
        try (PayoffTensor tensor = PayoffTensor.allocate(JointActionIndex.of(2, 2), Precision.FLOAT64)) {
            tensor.set(1, 1, 0.5);
            assertThatThrownBy(() -> SymmetricGame.of(tensor))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("player 1 gets 0.5 at joint action [0, 1], expected 0.0 as player 0 with the same"
                            + " action among the same others: the game is not symmetric");
        }
        try (PayoffTensor tensor = PayoffTensor.allocate(JointActionIndex.of(2, 3), Precision.FLOAT64)) {
            assertThatThrownBy(() -> SymmetricGame.of(tensor))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("player 1 has 3 actions, expected as many as player 0, 2: the game is not symmetric");
        }
        assertThatThrownBy(() -> SymmetricGame.of(3, 2, (action, others) -> others[0] > 1 ? Double.NaN : 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("payoff of action 0 against [2, 0] is NaN, expected a finite number");
        assertThatThrownBy(() -> SymmetricGame.of(1_000, 2, (action, others) -> 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("exceed 1e260");
    }
}
