package org.aumann.core.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A game of a batch is a tensor: the same gains and values as the reference for tensors. */
class BatchGainsTest {
    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void aGameOfABatchIsATensor(SolutionConcept concept) {
        Philox random = new Philox(Seeds.seed());
        for (int[] shape : new int[][] {{2, 3}, {1, 4}, {3, 2, 2}, {5}}) {
            JointActionIndex index = JointActionIndex.of(shape);
            try (GameBatch batch = GameBatch.allocate(index, 3)) {
                for (int game = 0; game < 3; game++) {
                    try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, random)) {
                        batch.set(game, payoffs);
                    }
                }
                double[] weights =
                        random.doubles(index.jointActionCount(), 0.1, 1).toArray();
                double sum = Arrays.stream(weights).sum();
                JointDistribution sigma = JointDistribution.of(
                        index, Arrays.stream(weights).map(w -> w / sum).toArray());
                for (int game = 0; game < 3; game++) {
                    try (PayoffTensor payoffs = batch.tensor(game)) {
                        assertClose(
                                "gains",
                                BatchGains.largestGains(batch, game, sigma.toArray(), concept),
                                EquilibriumGap.of(payoffs, sigma, concept).largestGainPerPlayer(),
                                1e-14);
                        assertClose(
                                "values",
                                BatchGains.values(batch, game, sigma.toArray()),
                                DeviationGains.values(payoffs, sigma),
                                1e-14);
                    }
                }
            }
        }
    }

    @Test
    void spreadsAreThoseOfTheTensors() {
        RandomGenerator random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(3, 2, 4);
        try (GameBatch batch = GameBatch.allocate(index, 3)) {
            for (int game = 0; game < 2; game++) { // the payoffs of the last are all 0
                for (int p = 0; p < index.playerCount(); p++) {
                    for (long a = 0; a < index.jointActionCount(); a++) {
                        batch.set(game, p, a, game == 1 && a == 5 ? -1e9 : random.nextGaussian());
                    }
                }
            }
            for (int game = 0; game < batch.gameCount(); game++) {
                try (PayoffTensor payoffs = batch.tensor(game)) {
                    for (int p = 0; p < index.playerCount(); p++) {
                        assertThat(batch.spread(game, p)).as(Seeds.replay()).isEqualTo(payoffs.spread(p));
                    }
                }
            }
        }
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GameBatch.allocate(JointActionIndex.of(2), 0))
                .withMessageContaining("(0)");
        try (GameBatch batch = GameBatch.allocate(JointActionIndex.of(2, 2), 2)) {
            batch.requireFinite();
            batch.set(1, 0, 2, -1e308);
            batch.set(1, 0, 3, 1e308);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(batch::requireFinite)
                    .withMessageContaining("finite range");
            batch.set(1, 1, 2, Double.NaN);
            batch.set(1, 0, 3, 0);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(batch::requireFinite)
                    .withMessageContaining("player 1 of game 1 at joint action [1, 0]");
        }
    }
}
