package org.aumann.core.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.RandomStochasticGames.Interests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationaryPolicyTest {
    @Test
    void marginalsAndProducts() {
        StochasticModel model = RandomStochasticGames.repeated(0.5, new double[2][3], new double[2][3]);
        double[] given = {0.1, 0.2, 0.3, 0.4, 0, 0};
        StationaryPolicy policy = StationaryPolicy.of(model, given);
        given[0] = 7;
        assertThat(policy.probability(0)).isEqualTo(0.1);
        assertClose("rows", policy.marginal(0, 0), new double[] {0.6, 0.4}, 1e-15);
        assertClose("columns", policy.marginal(0, 1), new double[] {0.5, 0.2, 0.3}, 1e-15);
        double[] product = {0.3, 0.12, 0.18, 0.2, 0.08, 0.12};
        assertClose("product", policy.product().probabilities(), product, 1e-15);
        assertClose("correlation", policy.correlation(), 0.2, 1e-15, 0);
    }

    /** The marginals of a product are those of what it is made of, and its own product is itself. */
    @Test
    void productsAreIndependent() {
        Philox random = new Philox(Seeds.seed());
        for (int k = 0; k < 20; k++) {
            StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.9, 5, 3, 3, 2);
            StationaryPolicy policy = RandomStochasticGames.policy(random, model);
            StationaryPolicy product = policy.product();
            assertThat(product.correlation()).as(Seeds.replay()).isLessThan(1e-15);
            for (int s = 0; s < 5; s++) {
                for (int p = 0; p < 3; p++) {
                    assertClose("marginal", product.marginal(s, p), policy.marginal(s, p), 1e-15);
                    assertClose("sum", Arrays.stream(policy.marginal(s, p)).sum(), 1, 1e-14, 0);
                }
            }
        }
    }

    @Test
    void uniformPlayHasAllJointActions() {
        StochasticModel model = StochasticCatalogue.model("robot_coordination(size=3)");
        StationaryPolicy uniform = StationaryPolicy.uniform(model);
        for (int s = 0; s < model.stateCount(); s++) {
            for (int row = model.firstRow(s); row < model.firstRow(s + 1); row++) {
                assertThat(uniform.probability(row)).isEqualTo(1.0 / model.jointActionCount(s));
            }
        }
        assertThat(uniform.correlation()).isLessThan(1e-15);
    }

    /** What misses 1 by less than the tolerance is brought to 1. */
    @Test
    void sumsAreMadeOne() {
        StochasticModel model = RandomStochasticGames.repeated(0.5, new double[2][2], new double[2][2]);
        StationaryPolicy policy = StationaryPolicy.of(model, new double[] {0.5 + 9e-10, 0.5, 0, 0});
        assertClose("sum", Arrays.stream(policy.probabilities()).sum(), 1, 1e-15, 0);
        double[] copy = policy.probabilities();
        copy[0] = 0;
        assertThat(policy.probability(0)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,0.5,0.5,-0.5, probability (-0.5) in state always must be at least 0",
        "NaN,0.5,0.5,0, probability (NaN) in state always must be at least 0",
        "0.5,0.5,1e-8,0, 'probabilities in state always sum to 1.00000001, they must sum to 1'",
        "0,0,0,0, 'probabilities in state always sum to 0.0, they must sum to 1'",
        "Infinity,0,0,0, 'probabilities in state always sum to Infinity, they must sum to 1'",
    })
    void refusals(double a, double b, double c, double d, String message) {
        StochasticModel model = RandomStochasticGames.repeated(0.5, new double[2][2], new double[2][2]);
        assertThatThrownBy(() -> StationaryPolicy.of(model, new double[] {a, b, c, d}))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void theLengthIsThatOfTheRows() {
        StochasticModel model = RandomStochasticGames.repeated(0.5, new double[2][2], new double[2][2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StationaryPolicy.of(model, new double[3]))
                .withMessage("probability.length (3) must be 4, one a row");
    }
}
