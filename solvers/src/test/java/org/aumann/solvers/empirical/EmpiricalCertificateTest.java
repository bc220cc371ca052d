package org.aumann.solvers.empirical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmpiricalCertificateTest {
    private static final int REPETITIONS = 1_000;

    private static NormalFormGame game() {
        return (NormalFormGame) GameCatalogue.game("covariant(players=2,actions=3,rho=0.2,seed=5)");
    }

    private static JointDistribution sigma(JointActionIndex index) {
        double[] probability = new double[(int) index.jointActionCount()];
        Arrays.setAll(probability, a -> (1 + a % 4) / 21.0);
        double sum = Arrays.stream(probability).sum();
        return JointDistribution.of(
                index, Arrays.stream(probability).map(x -> x / sum).toArray());
    }

    /** Different joint actions have different numbers of episodes. */
    private static EpisodePlan plan(int cells, int episodes) {
        long[] jointActions = new long[cells];
        long[] counts = new long[cells];
        for (int a = 0; a < cells; a++) {
            jointActions[a] = a;
            counts[a] = (long) episodes * (1 + a % 3);
        }
        return new EpisodePlan(jointActions, counts);
    }

    /**
     * Over many repetitions: the interval of all rows together covers as often as it says, also with few and skewed
     * episodes; the estimates are unbiased, and their spread is what the standard errors say.
     */
    @ParameterizedTest
    @CsvSource({"CE, 3", "CCE, 3", "CE, 60", "CCE, 60"})
    void coversTheTruth(SolutionConcept concept, int episodes) {
        double confidence = 0.5; // so that a bound that is too narrow would show
        try (NormalFormGame game = game()) {
            NoisyGame noisy = new NoisyGame(game.payoffs(), 0.5);
            JointDistribution sigma = sigma(game.payoffs().index());
            double[][] truth = DeviationGains.gains(game.payoffs(), sigma, concept);
            double largest =
                    Arrays.stream(truth).flatMapToDouble(Arrays::stream).max().orElseThrow();
            int covered = 0;
            double[] error = new double[truth[0].length];
            double[] square = new double[error.length];
            double[] variance = new double[error.length];
            for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                try (SampledPayoffs samples = noisy.allocate()) {
                    noisy.play(new Philox(Seeds.seed(), repetition).nextLong(), plan(9, episodes), samples);
                    EmpiricalCertificate certificate =
                            EmpiricalCertificate.of(samples, sigma, concept, noisy::returnRange, confidence);
                    covered += covers(certificate, truth) ? 1 : 0;
                    if (covers(certificate, truth)) {
                        assertThat(certificate.upperBound()).isGreaterThanOrEqualTo(largest);
                        assertThat(certificate.lowerBound()).isLessThanOrEqualTo(largest);
                    }
                    for (int i = 0; i < error.length; i++) {
                        double e = certificate.gains(0)[i] - truth[0][i];
                        error[i] += e / REPETITIONS;
                        square[i] += e * e / REPETITIONS;
                        variance[i] += Math.pow(certificate.standardErrors(0)[i], 2) / REPETITIONS;
                    }
                }
            }
            assertThat(covered).as(Seeds.replay()).isGreaterThanOrEqualTo((int) (confidence * REPETITIONS));
            for (int i = 0; i < error.length; i++) {
                assertThat(error[i]).as(Seeds.replay()).isCloseTo(0, within(5 * Math.sqrt(square[i] / REPETITIONS)));
                assertThat(variance[i]).as(Seeds.replay()).isCloseTo(square[i], within(0.2 * square[i]));
            }
        }
    }

    private static boolean covers(EmpiricalCertificate certificate, double[][] truth) {
        for (int p = 0; p < truth.length; p++) {
            double[] gains = certificate.gains(p);
            double[] widths = certificate.widths(p);
            for (int i = 0; i < gains.length; i++) {
                if (Math.abs(gains[i] - truth[p][i]) > widths[i] + 1e-12) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One player, two actions, by hand: σ = (1/4, 3/4), CCE. */
    @Test
    void knownWidth() {
        JointActionIndex index = JointActionIndex.of(2);
        try (SampledPayoffs samples = SampledPayoffs.allocate(index, 0)) {
            samples.add(0, 4, new double[] {2}, new double[] {2}); // 0 0 1 1: s² = 1/3
            samples.add(1, 2, new double[] {1}, new double[] {1}); // 0 1: s² = 1/2
            EmpiricalCertificate certificate = EmpiricalCertificate.of(
                    samples, JointDistribution.of(index, 0.25, 0.75), SolutionConcept.CCE, _ -> 1, 0.9);
            double logarithm = Math.log(3 * 2 / 0.1);
            double error = Math.sqrt(1.0 / 12 + 1.0 / 4);
            assertThat(certificate.gains(0)).containsExactly(0, 0);
            assertThat(certificate.standardErrors(0))
                    .containsExactly(new double[] {0.75 * error, 0.25 * error}, within(1e-12));
            double width = 0.75 * error * Math.sqrt(2 * logarithm) + 7.0 / 3 * logarithm * 0.75 / Math.sqrt(2);
            assertThat(certificate.upperBound()).isCloseTo(width, within(1e-12));
            assertThat(certificate.slack()).isCloseTo(width, within(1e-12));
        }
    }

    @Test
    void nothingIsKnownOfAJointActionThatWasNotPlayed() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        try (SampledPayoffs samples = SampledPayoffs.allocate(index, 0, 0)) {
            for (long a = 0; a < 3; a++) {
                samples.add(a, 5, new double[2], new double[2]);
            }
            JointDistribution first = JointDistribution.of(index, 1, 0, 0, 0);
            JointDistribution last = JointDistribution.of(index, 0, 0, 1, 0);
            EmpiricalCertificate known = EmpiricalCertificate.of(samples, first, SolutionConcept.CE, _ -> 1, 0.9);
            EmpiricalCertificate unknown = EmpiricalCertificate.of(samples, last, SolutionConcept.CE, _ -> 1, 0.9);
            assertThat(known.upperBound()).isFinite();
            assertThat(unknown.upperBound()).isInfinite();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmpiricalCertificate.of(samples, first, SolutionConcept.CE, _ -> 1, 1))
                    .withMessageContaining("confidence (1.0)");
        }
    }
}
