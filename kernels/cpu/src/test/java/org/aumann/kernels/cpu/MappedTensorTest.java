package org.aumann.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.Deviations;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.format.TensorFiles;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A tensor over a mapped file gives the same bits as one in memory, in every operation that reads ahead. */
final class MappedTensorTest {
    @TempDir
    Path folder;

    /** One and two outer players, none to two middle ones; slabs below and above what is asked for at once. */
    private static Stream<Arguments> cases() {
        int[][] shapes = {{200_000}, {5, 30_001}, {3, 100_000}, {2, 300, 400}, {100, 70, 30}, {11, 9, 10, 11, 12}};
        return Stream.of(shapes)
                .flatMap(shape -> Stream.of(Precision.values())
                        .flatMap(precision -> Stream.of(SolutionConcept.values())
                                .filter(concept -> concept == SolutionConcept.CCE
                                        || Arrays.stream(shape).max().orElseThrow() < 1_000)
                                .map(concept -> Arguments.of(shape, precision, concept))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameBitsAsInMemory(int[] shape, Precision precision, SolutionConcept concept) {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(shape);
        Path file = folder.resolve("game.npy");
        try (PayoffTensor inMemory = RandomGames.gaussian(index, precision, random)) {
            TensorFiles.write(NormalFormGame.numbered("game", inMemory), file);
            try (NormalFormGame game = TensorFiles.read(file)) {
                PayoffTensor mapped = game.payoffs();
                assertThat(mapped.segment().isMapped()).isTrue();
                for (int p = 0; p < shape.length; p++) {
                    assertThat(mapped.range(p)).isEqualTo(inMemory.range(p));
                    assertThat(mapped.range(p)).as("the second time").isEqualTo(inMemory.range(p));
                }
                double[] alpha = random.doubles(concept.rowCount(index))
                        .map(draw -> Math.max(0, draw - 0.5))
                        .toArray();
                double[] weights = random.doubles(shape.length).toArray();
                assertThat(operations(mapped, concept, alpha, weights))
                        .isEqualTo(operations(inMemory, concept, alpha, weights));
                JointDistribution sigma = RandomGames.distribution(index, random);
                assertThat(DeviationGains.gains(mapped, sigma, concept))
                        .isDeepEqualTo(DeviationGains.gains(inMemory, sigma, concept));
                if (concept == SolutionConcept.CE) {
                    assertThat(certificate(mapped, sigma)).isEqualTo(certificate(inMemory, sigma));
                }
            }
        }
    }

    /** Everything that an operator says, some of it twice: the second pass goes the other way. */
    private static double[] operations(
            PayoffTensor payoffs, SolutionConcept concept, double[] alpha, double[] payoffWeights) {
        Stream.Builder<double[]> results = Stream.builder();
        try (VectorBackend backend = new VectorBackend();
                IncentiveOperator operator = backend.incentives(MetaGame.of(payoffs), concept);
                JointBuffer sigma = backend.allocate(payoffs.index().jointActionCount())) {
            for (Regulariser regulariser :
                    new Regulariser[] {Regulariser.ENTROPY, Regulariser.GINI, Regulariser.ENTROPY}) {
                double[] gains = new double[alpha.length];
                results.add(new double[] {operator.evaluate(regulariser, alpha, payoffWeights, sigma, gains)});
                results.add(gains);
                double[] again = new double[alpha.length];
                operator.gains(sigma, again);
                results.add(again);
                results.add(operator.values(sigma));
                JointSample sample = operator.sample(regulariser, sigma, 4_096, 0.5);
                results.add(
                        Arrays.stream(sample.jointActions()).mapToDouble(a -> a).toArray());
                results.add(operator.differences(
                        Arrays.stream(sample.jointActions()).limit(50).toArray()));
            }
            operator.logits(alpha, payoffWeights, sigma);
            results.add(sigma.take().toArray(ValueLayout.JAVA_DOUBLE));
        }
        return results.build().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] certificate(PayoffTensor payoffs, JointDistribution sigma) {
        Deviations deviations = Deviations.of(payoffs, sigma);
        return Stream.of(
                        deviations.values(),
                        deviations.gap(SolutionConcept.CE).perPlayer(),
                        deviations.gap(SolutionConcept.CCE).largestGainPerPlayer())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
