package org.aumann.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Tolerances;
import org.aumann.core.payoff.JointActionIndex;
import org.junit.jupiter.api.Test;

class JointDistributionTest {
    private static final JointActionIndex SHAPE = JointActionIndex.of(2, 3, 2);

    /** {@code σ(a) = (a + 1) / 78}: nothing is symmetric. */
    private static JointDistribution ramp() {
        double[] probabilities = new double[12];
        for (int a = 0; a < 12; a++) {
            probabilities[a] = (a + 1) / 78.0;
        }
        return JointDistribution.of(SHAPE, probabilities);
    }

    @Test
    void marginalsByDefinition() {
        JointDistribution sigma = ramp();
        for (int p = 0; p < 3; p++) {
            double[] marginal = new double[SHAPE.actionCount(p)];
            for (long a = 0; a < 12; a++) {
                marginal[SHAPE.action(a, p)] += sigma.probability(a);
            }
            Tolerances.assertClose("marginal", sigma.marginal(p), marginal, Tolerances.FLOAT64);
        }
    }

    @Test
    void opponentMarginalIsJointOverTheOthers() {
        JointDistribution sigma = ramp();
        // Player 1 summed out: joint actions (a_0, ·, a_2) have the indices 6 a_0 + 2 a_1 + a_2.
        double[] expected = {(1 + 3 + 5) / 78.0, (2 + 4 + 6) / 78.0, (7 + 9 + 11) / 78.0, (8 + 10 + 12) / 78.0};
        Tolerances.assertClose("opponents", sigma.opponentMarginal(1), expected, Tolerances.FLOAT64);
        assertThat(sigma.opponentMarginal(0)).hasSize(6);
        assertThat(sigma.opponentMarginal(2)).hasSize(6);
    }

    @Test
    void opponentMarginalIsNotTheProductOfMarginals() {
        JointDistribution diagonal = JointDistribution.of(JointActionIndex.of(1, 2, 2), .5, 0, 0, .5);
        assertThat(diagonal.opponentMarginal(0)).containsExactly(.5, 0, 0, .5);
    }

    @Test
    void conditionalsMixToTheOpponentMarginal() {
        JointDistribution sigma = ramp();
        for (int p = 0; p < 3; p++) {
            double[] marginal = sigma.marginal(p);
            double[] mixed = new double[12 / marginal.length];
            for (int r = 0; r < marginal.length; r++) {
                double[] conditional = sigma.conditional(p, r);
                for (int k = 0; k < mixed.length; k++) {
                    mixed[k] += marginal[r] * conditional[k];
                }
            }
            Tolerances.assertClose("mixture", mixed, sigma.opponentMarginal(p), Tolerances.FLOAT64);
        }
    }

    @Test
    void conditionalOfWhatIsNeverRecommendedIsZero() {
        JointDistribution sigma = JointDistribution.of(JointActionIndex.of(2, 2), 0, 0, .25, .75);
        assertThat(sigma.conditional(0, 0)).containsExactly(0, 0);
        assertThat(sigma.conditional(0, 1)).containsExactly(.25, .75);
        assertThat(sigma.conditional(1, 0)).containsExactly(0, 1);
    }

    @Test
    void uniform() {
        JointDistribution uniform = JointDistribution.uniform(SHAPE);
        assertThat(uniform.toArray()).containsOnly(1 / 12.0);
        Tolerances.assertClose("entropy", uniform.entropy(), Math.log(12), Tolerances.FLOAT64, 0);
        Tolerances.assertClose("gini", uniform.gini(), 1 - 1 / 12.0, Tolerances.FLOAT64, 0);
        assertThat(uniform.support()).isEqualTo(12);
    }

    /** Added up in a loop, {@code 10⁸ · 10⁻⁸} is 2.3e-9 above 1, more than a distribution may miss it. */
    @Test
    void uniformOverManyJointActions() {
        JointActionIndex index = JointActionIndex.of(100, 1_000, 1_000);
        JointDistribution uniform =
                JointDistribution.over(index, JointDistribution.uniform(index).segment());
        assertThat(uniform.gini()).isEqualTo(1 - 1e-8);
    }

    @Test
    void pureDistribution() {
        JointDistribution pure = JointDistribution.of(JointActionIndex.of(1, 3), 0, 1, 0);
        assertThat(pure.entropy()).isZero();
        assertThat(pure.gini()).isZero();
        assertThat(pure.support()).isEqualTo(1);
    }

    @Test
    void ownsItsMemory() {
        double[] probabilities = {.5, .5};
        JointDistribution sigma = JointDistribution.of(JointActionIndex.of(2), probabilities);
        probabilities[0] = 7;
        assertThat(sigma.probability(0)).isEqualTo(.5);
        assertThat(sigma.segment().isReadOnly()).isTrue();
    }

    /** A tensor file may stand anywhere in memory; arrays of bytes are not aligned for doubles. */
    @Test
    void overArrays() {
        JointDistribution sigma =
                JointDistribution.over(JointActionIndex.of(2), MemorySegment.ofArray(new double[] {.5, .5}));
        assertThat(sigma.toArray()).containsExactly(.5, .5);
        assertThatThrownBy(() -> JointDistribution.over(SHAPE, MemorySegment.ofArray(new double[2])))
                .hasMessage("probabilities.byteSize (16) must be 8 x 12");
    }

    @Test
    void refusesWhatIsNoDistribution() {
        JointActionIndex two = JointActionIndex.of(2);
        assertRefused("probabilities (3) must be 2, one per joint action of [2]", two, 1, 0, 0);
        assertRefused("probability (-0.5) of joint action 1 must be at least 0", two, 1.5, -.5);
        assertRefused("probability (NaN) of joint action 0 must be at least 0", two, Double.NaN, 1);
        assertRefused("probabilities sum to 0.5, they must sum to 1 within 1e-9", two, .5, 0);
        assertRefused("probabilities sum to Infinity, they must sum to 1 within 1e-9", two, 1 / 0.0, 0);
    }

    private static void assertRefused(String message, JointActionIndex index, double... probabilities) {
        assertThatThrownBy(() -> JointDistribution.of(index, probabilities))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
