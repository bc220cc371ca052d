package org.aumann.core.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviationGainsTest {
    private static int[][] shapes() {
        return new int[][] {{1}, {5}, {1, 1}, {2, 3}, {3, 1, 2}, {2, 2, 2, 3}, {3, 2, 1, 2, 2}};
    }

    /** The definition, joint action by joint action. */
    private static double gain(
            PayoffTensor payoffs, JointDistribution sigma, int player, int recommended, int deviation) {
        JointActionIndex index = payoffs.index();
        double gain = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            int[] actions = index.actions(a);
            if (recommended < 0 || actions[player] == recommended) {
                actions[player] = deviation;
                gain += sigma.probability(a)
                        * (payoffs.get(player, index.jointAction(actions)) - payoffs.get(player, a));
            }
        }
        return gain;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gainsByDefinition(int[] shape) {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(shape);
        PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, random);
        JointDistribution sigma = RandomGames.distribution(index, random);
        double[][] coarse = DeviationGains.gains(payoffs, sigma, SolutionConcept.CCE);
        double[][] fine = DeviationGains.gains(payoffs, sigma, SolutionConcept.CE);
        for (int p = 0; p < shape.length; p++) {
            assertThat(coarse[p]).hasSize(SolutionConcept.CCE.rowCount(index, p));
            assertThat(fine[p]).hasSize(SolutionConcept.CE.rowCount(index, p));
            for (int d = 0; d < shape[p]; d++) {
                Tolerances.assertClose("CCE", coarse[p][d], gain(payoffs, sigma, p, -1, d), 1e-12, 0);
                double overRecommendations = 0;
                for (int r = 0; r < shape[p]; r++) {
                    double gain = fine[p][r * shape[p] + d];
                    Tolerances.assertClose("CE", gain, gain(payoffs, sigma, p, r, d), 1e-12, 0);
                    overRecommendations += gain;
                }
                Tolerances.assertClose("sum over r", overRecommendations, coarse[p][d], 1e-12, 0);
            }
        }
    }

    /** A loop over these million terms, all the same, misses their sum by 8e-12. */
    @Test
    void valuesOfManyJointActions() {
        JointActionIndex index = JointActionIndex.of(2, 500, 2, 500);
        try (PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64)) {
            for (int p = 0; p < 4; p++) {
                for (long a = 0; a < index.jointActionCount(); a++) {
                    payoffs.set(p, a, p);
                }
            }
            JointDistribution uniform = JointDistribution.uniform(index);
            double[] expected = {0, 1, 2, 3};
            Tolerances.assertClose("values", DeviationGains.values(payoffs, uniform), expected, 1e-13);
            Tolerances.assertClose(
                    "beside gains", Deviations.of(payoffs, uniform).values(), expected, 1e-13);
        }
    }

    @Test
    void valuesByDefinition() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        PayoffTensor payoffs = PayoffTensor.of(index, new double[] {1, 2, 3, 4}, new double[] {0, 0, 0, -8});
        JointDistribution sigma = JointDistribution.of(index, .5, .25, 0, .25);
        assertThat(DeviationGains.values(payoffs, sigma)).containsExactly(2, -2);
    }

    /** Renaming actions and players renames gaps; shifting a player's payoffs changes nothing; scaling scales. */
    @ParameterizedTest
    @MethodSource("shapes")
    void gapsFollowRenamingShiftAndScale(int[] shape) {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(shape);
        PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, random);
        JointDistribution sigma = RandomGames.distribution(index, random);
        int players = shape.length;
        JointActionIndex reversed = JointActionIndex.of(
                IntStream.range(0, players).map(p -> shape[players - 1 - p]).toArray());
        PayoffTensor changed = PayoffTensor.allocate(reversed, Precision.FLOAT64);
        double[] changedSigma = new double[(int) index.jointActionCount()];
        for (long a = 0; a < index.jointActionCount(); a++) {
            // Players in reverse order, actions too.
            int[] actions = new int[players];
            for (int p = 0; p < players; p++) {
                actions[players - 1 - p] = shape[p] - 1 - index.action(a, p);
            }
            long b = reversed.jointAction(actions);
            changedSigma[(int) b] = sigma.probability(a);
            for (int p = 0; p < players; p++) {
                changed.set(players - 1 - p, b, (p + 2) * payoffs.get(p, a) - 5 * p);
            }
        }
        for (SolutionConcept concept : SolutionConcept.values()) {
            EquilibriumGap before = EquilibriumGap.of(payoffs, sigma, concept);
            EquilibriumGap after = EquilibriumGap.of(changed, JointDistribution.of(reversed, changedSigma), concept);
            for (int p = 0; p < players; p++) {
                double gap = (p + 2) * before.perPlayer()[p];
                double gain = (p + 2) * before.largestGainPerPlayer()[p];
                Tolerances.assertClose("gap", after.perPlayer()[players - 1 - p], gap, 1e-12, 1e-12);
                Tolerances.assertClose("gain", after.largestGainPerPlayer()[players - 1 - p], gain, 1e-12, 1e-12);
            }
        }
    }

    @Test
    void sumMaxAndPlayersAgree() {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(3, 2, 4);
        PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, random);
        JointDistribution sigma = RandomGames.distribution(index, random);
        for (SolutionConcept concept : SolutionConcept.values()) {
            EquilibriumGap gap = EquilibriumGap.of(payoffs, sigma, concept);
            double[] perPlayer = gap.perPlayer();
            Tolerances.assertClose("sum", gap.sum(), Arrays.stream(perPlayer).sum(), 1e-15, 0);
            assertThat(gap.max()).isEqualTo(Arrays.stream(perPlayer).max().orElseThrow());
            assertThat(gap.largestGain())
                    .isEqualTo(Arrays.stream(gap.largestGainPerPlayer()).max().orElseThrow());
            assertThat(gap.max()).isGreaterThanOrEqualTo(gap.largestGain());
        }
        // Knowing the recommendation cannot hurt.
        assertThat(EquilibriumGap.of(payoffs, sigma, SolutionConcept.CE).sum())
                .isGreaterThanOrEqualTo(
                        EquilibriumGap.of(payoffs, sigma, SolutionConcept.CCE).sum() - 1e-12);
    }

    @Test
    void oneActionHasNothingToGain() {
        JointActionIndex index = JointActionIndex.of(1, 1);
        PayoffTensor payoffs = PayoffTensor.of(index, new double[] {-1e9}, new double[] {1e9});
        for (SolutionConcept concept : SolutionConcept.values()) {
            EquilibriumGap gap = EquilibriumGap.of(payoffs, JointDistribution.uniform(index), concept);
            assertThat(gap.sum()).isZero();
            assertThat(gap.largestGain()).isZero();
        }
    }

    @Test
    void rowsAreNumberedPlayerByPlayer() {
        JointActionIndex index = JointActionIndex.of(3, 2, 4);
        assertThat(SolutionConcept.CE.rowCount(index)).isEqualTo(9 + 4 + 16);
        assertThat(SolutionConcept.CCE.rowCount(index)).isEqualTo(9);
        assertThat(SolutionConcept.CE.firstRow(index, 2)).isEqualTo(13);
        assertThat(SolutionConcept.CCE.firstRow(index, 2)).isEqualTo(5);
        assertThat(SolutionConcept.CE.id()).isEqualTo("ce");
        assertThat(SolutionConcept.CCE.id()).isEqualTo("cce");
    }

    @Test
    void shapesMustAgree() {
        PayoffTensor payoffs = PayoffTensor.allocate(JointActionIndex.of(2, 2), Precision.FLOAT64);
        JointDistribution sigma = JointDistribution.uniform(JointActionIndex.of(4, 1));
        assertThatThrownBy(() -> DeviationGains.values(payoffs, sigma))
                .hasMessage("shape of sigma [4, 1] must be the shape of the payoffs [2, 2]");
    }
}
