package org.aumann.solvers.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.Arrays;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.ortools.LinearProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BanditCompressionTest {
    private static final double TOLERANCE = 1e-9;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static BanditCompression compress(RegretHistory history) {
        return BanditCompression.of(history, TOLERANCE, Deadline.in(LIMIT));
    }

    private static double[][] gaussian(int rounds, int deviations, long stream) {
        Philox random = new Philox(Seeds.seed(), stream);
        double[][] regrets = new double[rounds][deviations];
        for (double[] row : regrets) {
            Arrays.setAll(row, d -> random.nextGaussian());
        }
        return regrets;
    }

    private static RegretHistory history(double[]... regrets) {
        RegretHistory history = new RegretHistory(regrets[0].length);
        for (double[] row : regrets) {
            history.add(row);
        }
        return history;
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Every property that does not need to know the optimum. */
    private static void assertSound(BanditCompression compression, double[][] regrets) {
        double[] weights = compression.weights();
        double[] mean = new double[regrets[0].length];
        double[] uniform = new double[mean.length];
        double sum = 0;
        for (int t = 0; t < regrets.length; t++) {
            assertThat(weights[t]).isNotNegative();
            sum += weights[t];
            for (int d = 0; d < mean.length; d++) {
                mean[d] += weights[t] * regrets[t][d];
                uniform[d] += regrets[t][d] / regrets.length;
            }
        }
        assertThat(compression.status()).as(Seeds.replay()).isEqualTo(Status.CONVERGED);
        assertClose("sum", sum, 1, 1e-12, 0);
        assertClose("optimum", compression.optimum(), greatest(mean), 1e-12, 1e-12);
        assertThat(compression.support().length).isLessThanOrEqualTo(mean.length + 1);
        assertThat(compression.lowerBound()).isLessThanOrEqualTo(compression.optimum());
        assertClose("bracket", compression.lowerBound(), compression.optimum(), 1e-8, 0);
        assertThat(compression.optimum()).isLessThanOrEqualTo(greatest(uniform) + 1e-8);
    }

    /** The program with a variable for every round, which is what is not built. */
    private static double explicitOptimum(double[][] regrets) {
        LinearProgram program = new LinearProgram();
        for (int t = 0; t < regrets.length; t++) {
            program.addVariable(0, Double.POSITIVE_INFINITY, 0);
        }
        int z = program.addVariable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1);
        for (int d = 0; d < regrets[0].length; d++) {
            LinearProgram.Row row = program.addRow(Double.NEGATIVE_INFINITY, 0);
            for (int t = 0; t < regrets.length; t++) {
                row.add(t, regrets[t][d]);
            }
            row.add(z, -1);
        }
        LinearProgram.Row sum = program.addRow(1, 1);
        for (int t = 0; t < regrets.length; t++) {
            sum.add(t, 1);
        }
        LinearProgram.Answer answer = program.maximise(Deadline.in(LIMIT), x -> "");
        assertThat(answer.status()).isEqualTo(Status.CONVERGED);
        return answer.x()[z];
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "2, 1", "2, 2", "7, 3", "40, 8", "200, 1", "300, 25", "65, 64", "5000, 4"})
    void agreesWithTheExplicitProgram(int rounds, int deviations) {
        double[][] regrets = gaussian(rounds, deviations, rounds);
        BanditCompression compression = compress(history(regrets));
        assertSound(compression, regrets);
        assertClose("z*", compression.optimum(), explicitOptimum(regrets), 1e-8, 0);
    }

    /** Spec 01: the smallest ε of a CCE of Shapley's game is −1/6; the pure joint actions are the rounds. */
    @Test
    void aStrictCoarseEquilibriumHasANegativeOptimum() {
        JointActionIndex index = JointActionIndex.of(3, 3);
        RegretHistory history = new RegretHistory(6);
        try (PayoffTensor payoffs = PayoffTensor.of(
                index, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[] {0, 1, 0, 0, 0, 1, 1, 0, 0})) {
            for (int a = 0; a < 9; a++) {
                double[] profile = new double[6];
                profile[a / 3] = 1;
                profile[3 + a % 3] = 1;
                double[][] gains = new double[2][3];
                double[] values = ProfileValues.actionValues(payoffs, profile);
                DeviationGains.addGains(index, 1, profile, values, SolutionConcept.CCE, gains);
                history.add(gains[0][0], gains[0][1], gains[0][2], gains[1][0], gains[1][1], gains[1][2]);
            }
        }
        BanditCompression compression = compress(history);
        assertThat(compression.status()).isEqualTo(Status.CONVERGED);
        assertClose("z*", compression.optimum(), -1 / 6.0, 1e-9, 0);
        assertClose("bound", compression.lowerBound(), -1 / 6.0, 1e-9, 0);
        assertThat(compression.support()).doesNotContain(2, 3, 7); // where both players get 0
    }

    @Test
    void orderDoesNotMatter() {
        double[][] regrets = gaussian(400, 12, 1);
        double[][] reversed = new double[regrets.length][];
        Arrays.setAll(reversed, t -> regrets[regrets.length - 1 - t]);
        BanditCompression backwards = compress(history(reversed));
        assertSound(backwards, reversed);
        assertClose("z*", backwards.optimum(), compress(history(regrets)).optimum(), 1e-8, 0);
    }

    @Test
    void repeatedRoundsDoNotMatter() {
        double[][] regrets = gaussian(60, 9, 2);
        double[][] copies = new double[600][];
        Arrays.setAll(copies, t -> regrets[t % 60]);
        BanditCompression copied = compress(history(copies));
        assertSound(copied, copies);
        assertClose("z*", copied.optimum(), compress(history(regrets)).optimum(), 1e-8, 0);
    }

    @Test
    void unitsDoNotMatter() {
        double[][] regrets = gaussian(300, 10, 3);
        double[][] large = new double[300][10];
        for (int t = 0; t < 300; t++) {
            double[] row = regrets[t];
            Arrays.setAll(large[t], d -> 1e9 * row[d]);
        }
        double optimum = compress(history(regrets)).optimum();
        assertClose("z*", compress(history(large)).optimum(), 1e9 * optimum, 10, 0);
    }

    @Test
    void nothingToGainAnywhere() {
        BanditCompression compression = compress(history(new double[20][3]));
        assertSound(compression, new double[20][3]);
        assertThat(compression.optimum()).isZero();
    }

    /** What an earlier part of the history got is the start, and time that is up costs no quality. */
    @Test
    void aLongerHistoryIsNeverWorse() {
        double[][] regrets = gaussian(500, 20, 4);
        RegretHistory history = history(Arrays.copyOf(regrets, 250));
        BanditCompression early = compress(history);
        for (int t = 250; t < 500; t++) {
            history.add(regrets[t]);
        }
        BanditCompression unchanged =
                BanditCompression.of(history, TOLERANCE, Deadline.in(Duration.ZERO), early.weights());
        assertThat(unchanged.status()).isEqualTo(Status.TIME_LIMIT);
        assertThat(unchanged.optimum()).isEqualTo(early.optimum());
        BanditCompression late = BanditCompression.of(history, TOLERANCE, Deadline.in(LIMIT), early.weights());
        assertSound(late, regrets);
        assertThat(late.optimum()).isLessThanOrEqualTo(early.optimum());
    }

    @Test
    void aLargeHistoryIsCompressedExactly() {
        double[][] regrets = gaussian(20_000, 40, 5);
        assertSound(compress(history(regrets)), regrets);
    }

    @Test
    void sumsOfAHistoryAreThoseOfItsRows() {
        double[][] regrets = gaussian(5000, 17, 6); // more than one chunk
        RegretHistory history = history(regrets);
        double[] q = gaussian(1, 17, 7)[0];
        double[] combined = history.combined(q);
        for (int t = 0; t < regrets.length; t++) {
            double sum = 0;
            for (int d = 0; d < q.length; d++) {
                sum += q[d] * regrets[t][d];
            }
            assertClose("round " + t, combined[t], sum, 1e-13, 0);
        }
        assertThat(history.regret(4321, 16)).isEqualTo(regrets[4321][16]);
    }

    @Test
    void badInputIsRefused() {
        RegretHistory history = new RegretHistory(2);
        assertThatIllegalArgumentException().isThrownBy(() -> compress(history));
        assertThatIllegalArgumentException().isThrownBy(() -> history.add(1));
        assertThatIllegalArgumentException().isThrownBy(() -> history.add(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new RegretHistory(0));
    }
}
