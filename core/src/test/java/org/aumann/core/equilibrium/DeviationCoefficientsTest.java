package org.aumann.core.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviationCoefficientsTest {
    /** A third of the joint actions without probability. */
    private static JointDistribution sparse(JointActionIndex index) {
        Philox random = new Philox(Seeds.seed());
        double[] probability = new double[(int) index.jointActionCount()];
        double sum = 0;
        for (int a = 0; a < probability.length; a++) {
            probability[a] = a % 3 == 0 ? 0 : random.nextDouble();
            sum += probability[a];
        }
        for (int a = 0; a < probability.length; a++) {
            probability[a] /= sum;
        }
        return JointDistribution.of(index, probability);
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void addUpToTheGains(SolutionConcept concept) {
        try (NormalFormGame game =
                (NormalFormGame) GameCatalogue.game("covariant(players=3,actions=4,rho=0.1,seed=3)")) {
            JointDistribution sigma = sparse(game.payoffs().index());
            double[][] expected = DeviationGains.gains(game.payoffs(), sigma, concept);
            for (int p = 0; p < 3; p++) {
                int player = p;
                double[] actual = new double[expected[p].length];
                Set<String> seen = new HashSet<>();
                DeviationCoefficients.forEach(sigma, concept, p, (row, a, coefficient) -> {
                    assertThat(coefficient).isNotZero();
                    assertThat(seen.add(row + " " + a)).as("visited once").isTrue();
                    actual[row] += coefficient * game.payoffs().get(player, a);
                });
                assertThat(actual).containsExactly(expected[p], within(1e-12));
            }
        }
    }
}
