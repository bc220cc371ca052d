package org.aumann.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductMixtureTest {
    /** The average of (up, left) and (down, right) is not the product of the averages. */
    @Test
    void expandsToTheMeanOfOuterProducts() {
        ProductMixture mixture = new ProductMixture(JointActionIndex.of(2, 2));
        mixture.add(1, new double[] {1, 0, 1, 0});
        mixture.add(3, new double[] {0, 1, 0.5, 0.5});
        assertThat(mixture.termCount()).isEqualTo(2);
        assertThat(mixture.share(1)).isEqualTo(0.75);
        assertThat(mixture.profile(0)).containsExactly(1, 0, 1, 0);
        assertThat(mixture.marginals()).containsExactly(0.25, 0.75, 0.625, 0.375);
        assertThat(mixture.expand().toArray()).containsExactly(0.25, 0, 0.375, 0.375);
        assertThatIllegalArgumentException().isThrownBy(() -> mixture.add(0, new double[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> mixture.add(1, new double[3]));
    }

    /** Gaps by terms are gaps of the expansion; marginals too. */
    @ParameterizedTest
    @EnumSource
    void gapsAreThoseOfTheExpansion(SolutionConcept concept) {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(3, 2, 4);
        ProductMixture mixture = new ProductMixture(index);
        for (int t = 0; t < 5; t++) {
            double[] profile = random.doubles(index.actionCountSum()).toArray();
            for (int p = 0, first = 0; p < 3; first += index.actionCount(p), p++) {
                int end = first + index.actionCount(p);
                double sum = Arrays.stream(profile, first, end).sum();
                for (int a = first; a < end; a++) {
                    profile[a] /= sum;
                }
            }
            mixture.add(1 + t, profile);
        }
        JointDistribution sigma = mixture.expand();
        double[] marginals = mixture.marginals();
        for (int p = 0, first = 0; p < 3; first += index.actionCount(p), p++) {
            double[] marginal = Arrays.copyOfRange(marginals, first, first + index.actionCount(p));
            assertClose("marginal", marginal, sigma.marginal(p), Tolerances.FLOAT64);
        }
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, random)) {
            EquilibriumGap gap = EquilibriumGap.of(payoffs, mixture, concept);
            EquilibriumGap expected = EquilibriumGap.of(payoffs, sigma, concept);
            assertClose("gap", gap.perPlayer(), expected.perPlayer(), Tolerances.FLOAT64);
            assertClose("gain", gap.largestGainPerPlayer(), expected.largestGainPerPlayer(), Tolerances.FLOAT64);
        }
    }
}
