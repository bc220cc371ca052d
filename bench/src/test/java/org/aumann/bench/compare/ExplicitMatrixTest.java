package org.aumann.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.ortools.LinearProgram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplicitMatrixTest {
    private static final String GAME = "rank(players=3,actions=2x3x4,seed=5)";

    /** The product of the written matrix and a vector. */
    private static final class Product implements ExplicitMatrix.Sink {
        private final double[] x;
        private final double[] product;
        private int row = -1;

        Product(double[] x, int rows) {
            this.x = x;
            product = new double[rows];
        }

        @Override
        public void row(int next) {
            assertThat(next).isGreaterThan(row);
            row = next;
        }

        @Override
        public void entry(long jointAction, double gain) {
            assertThat(gain).isNotZero();
            product[row] += gain * x[(int) jointAction];
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesADistributionItIsTheDeviationGains(SolutionConcept concept) {
        try (NormalFormGame game = game()) {
            PayoffTensor payoffs = game.payoffs();
            double[] sigma =
                    new Philox(3).doubles(payoffs.index().jointActionCount()).toArray();
            double sum = Arrays.stream(sigma).sum();
            Arrays.setAll(sigma, a -> sigma[a] / sum);
            Product product = new Product(sigma, concept.rowCount(payoffs.index()));

            ExplicitMatrix.write(payoffs, concept, product);

            double[] reference = Arrays.stream(
                            DeviationGains.gains(payoffs, JointDistribution.of(payoffs.index(), sigma), concept))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            assertThat(product.product).containsExactly(reference, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProgramEndsAtAnEquilibrium(SolutionConcept concept) {
        try (NormalFormGame game = game()) {
            PayoffTensor payoffs = game.payoffs();

            LinearProgram.Answer answer =
                    ExplicitMatrix.maximiseWelfare(payoffs, concept, 0.01, Duration.ofSeconds(10));

            assertThat(answer.status()).isEqualTo(Status.CONVERGED);
            double[] x = Arrays.stream(answer.x()).map(e -> Math.max(0, e)).toArray();
            JointDistribution sigma = JointDistribution.of(payoffs.index(), x);
            assertThat(EquilibriumGap.of(payoffs, sigma, concept).largestGain()).isLessThan(0.01 + 1e-8);
        }
    }

    private static NormalFormGame game() {
        return (NormalFormGame) GameCatalogue.game(GAME);
    }
}
