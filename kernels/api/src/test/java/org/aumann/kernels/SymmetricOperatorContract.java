package org.aumann.kernels;

import static org.aumann.core.Tolerances.assertClose;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.SymmetricGames;
import org.aumann.core.random.Philox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the incentive operators of count profiles promise, against the definitions. */
@ContractOf(Capability.SYMMETRIC_INCENTIVES)
public interface SymmetricOperatorContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /** Logits, responses, gains and values, with a tilt and without. */
    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "2,2", "3,4", "5,3", "4,9", "6,7", "40,2"})
    default void countProfilesByDefinition(int players, int actions) {
        Philox random = new Philox(Seeds.seed());
        SymmetricGame game = SymmetricGames.gaussian(players, actions, random);
        for (SolutionConcept concept : SolutionConcept.values()) {
            requireDefinitions(game, null, concept, random);
            requireDefinitions(game, tilt(game, random), concept, random);
        }
    }

    private static MemorySegment tilt(SymmetricGame game, Philox random) {
        MemorySegment tilt = JointDistribution.memory(game.outcomes());
        for (int c = 0; c < game.profiles().count(); c++) {
            tilt.setAtIndex(ValueLayout.JAVA_DOUBLE, c, random.nextGaussian());
        }
        return tilt;
    }

    private static double of(@Nullable MemorySegment tilt, int profile) {
        return tilt == null ? 0 : tilt.getAtIndex(ValueLayout.JAVA_DOUBLE, profile);
    }

    @ParameterizedTest
    @CsvSource({"5,3", "40,2", "10,8", "6,12"})
    default void threadsMakeNoDifferenceToCountProfiles(int players, int actions) throws Exception {
        Philox random = new Philox(Seeds.seed());
        SymmetricGame game = SymmetricGames.gaussian(players, actions, random);
        MemorySegment tilt = tilt(game, random);
        double[] weights = random.doubles(2).toArray();
        for (SolutionConcept concept : SolutionConcept.values()) {
            double[] alpha = random.doubles(concept.rowCount(game.index())).toArray();
            Pools.requireSameBits(() -> {
                Stream.Builder<double[]> results = Stream.builder();
                try (IncentiveOperator operator = backend().incentives(game, concept, tilt);
                        JointBuffer buffer = backend().allocate(game.profiles().count())) {
                    double[] gains = new double[alpha.length];
                    for (Regulariser regulariser : Regulariser.values()) {
                        results.add(new double[] {operator.evaluate(regulariser, alpha, weights, buffer, gains)});
                        results.add(gains.clone());
                        results.add(read(buffer));
                        results.add(operator.values(buffer));
                    }
                }
                return Pools.concatenated(results);
            });
        }
    }

    private void requireDefinitions(
            SymmetricGame game, @Nullable MemorySegment tilt, SolutionConcept concept, Philox random) {
        int count = game.profiles().count();
        JointDistribution x = RandomGames.distribution(game.outcomes(), random);
        try (IncentiveOperator operator = backend().incentives(game, concept, tilt);
                JointBuffer buffer = backend().allocate(count)) {
            double[] alpha = new double[operator.rowCount()];
            Arrays.setAll(alpha, i -> Math.max(0, random.nextGaussian()));
            double[] weights = new double[tilt == null ? 1 : 2];
            Arrays.setAll(weights, p -> random.nextGaussian());
            double[] logits = logits(game, tilt, concept, alpha, weights);
            double tolerance = 1e-12 * Math.max(1, Arrays.stream(alpha).sum());

            operator.logits(alpha, weights, buffer);
            assertClose("logits", read(buffer), logits, tolerance);
            double conjugate = operator.respond(Regulariser.ENTROPY, alpha, weights, buffer);
            double shift = Arrays.stream(logits).max().orElseThrow();
            double[] softmax = new double[count];
            Arrays.setAll(softmax, c -> game.multiplicity(c) * Math.exp(logits[c] - shift));
            double sum = Arrays.stream(softmax).sum();
            Arrays.setAll(softmax, c -> softmax[c] / sum);
            assertClose("softmax", read(buffer), softmax, 10 * tolerance);
            assertClose("its conjugate", conjugate, shift + Math.log(sum), 10 * tolerance, 0);
            requireProjection(game, operator.respond(Regulariser.GINI, alpha, weights, buffer), logits, read(buffer));

            buffer.write(x.segment());
            double[] gains = new double[alpha.length];
            Arrays.fill(gains, Double.NaN);
            operator.gains(buffer, gains);
            assertClose("gains", gains, DeviationGains.gains(game, x, concept), 1e-13);
            double[] values = new double[weights.length];
            values[0] = DeviationGains.value(game, x);
            for (int c = 0; tilt != null && c < count; c++) {
                values[1] += x.probability(c) * of(tilt, c);
            }
            assertClose("values", operator.values(buffer), values, 1e-13);
        }
    }

    /** Joint action by joint action of the columns: what every deviation would change there. */
    private static double[] logits(
            SymmetricGame game,
            @Nullable MemorySegment tilt,
            SolutionConcept concept,
            double[] alpha,
            double[] weights) {
        double[] logits = new double[game.profiles().count()];
        for (int c = 0; c < logits.length; c++) {
            double[] certain = new double[logits.length];
            certain[c] = 1;
            JointDistribution point = JointDistribution.of(game.outcomes(), certain);
            double[] gains = DeviationGains.gains(game, point, concept);
            logits[c] = weights[0] * DeviationGains.value(game, point);
            logits[c] += tilt == null ? 0 : weights[1] * of(tilt, c);
            for (int i = 0; i < gains.length; i++) {
                logits[c] -= alpha[i] * gains[i];
            }
        }
        return logits;
    }

    /** {@code x = M max(0, ℓ − τ)}: every profile with probability says the same τ, the others have less. */
    private void requireProjection(SymmetricGame game, double conjugate, double[] logits, double[] x) {
        double threshold = Double.NaN;
        double squares = 0;
        for (int c = 0; c < x.length; c++) {
            if (x[c] > 1e-9) {
                double own = logits[c] - x[c] / game.multiplicity(c);
                assertClose("threshold", own, Double.isNaN(threshold) ? own : threshold, 1e-10, 1e-12);
                threshold = own;
            }
            squares += x[c] * x[c] / game.multiplicity(c);
        }
        for (int c = 0; c < x.length; c++) {
            assertClose("projection", x[c] / game.multiplicity(c), Math.max(0, logits[c] - threshold), 1e-9, 0);
        }
        assertClose("sum", Arrays.stream(x).sum(), 1, 1e-12, 0);
        assertClose("conjugate", conjugate, threshold + 0.5 * squares, 1e-9, 1e-12);
    }

    private static double[] read(JointBuffer buffer) {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
    }
}
