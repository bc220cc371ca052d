package org.aumann.solvers.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.RandomStochasticGames;
import org.aumann.core.stochastic.RandomStochasticGames.Interests;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;
import org.aumann.solvers.loop.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationaryEquilibriumTest {
    private final RandomGenerator random = new Philox(Seeds.seed());

    /** Found, independent, and certified of all states. */
    private static JointActionResult solved(StochasticModel model) {
        JointActionResult result = Planning.equilibrium(model, Planning.LIMITS);
        assertThat(result.status()).as(model.name() + ", " + Seeds.replay()).isEqualTo(Status.CONVERGED);
        for (SolutionConcept concept : SolutionConcept.values()) {
            assertThat(result.certificate().relativeGap(concept))
                    .as(model.name() + ", " + Seeds.replay())
                    .isLessThanOrEqualTo(1e-9);
        }
        assertThat(result.policy().correlation()).isLessThan(1e-12);
        assertThat(result.cycle()).isNull();
        assertThat(result.values()).isEqualTo(result.certificate().startValues());
        return result;
    }

    /** Zinkevich, Greenwald and Littman 2005: the only ones. */
    @ParameterizedTest
    @CsvSource({"published, 0.6666666666666666, 0.4166666666666667", "twin, 0.5, 0.5"})
    void gamesWithoutDeterministicEquilibria(String rewards, double first, double second) {
        JointActionResult result = solved(StochasticCatalogue.model("nosde(rewards=" + rewards + ")"));
        assertClose("sends in s1", result.policy().marginal(0, 0)[1], first, 1e-9, 0);
        assertClose("sends in s2", result.policy().marginal(1, 1)[1], second, 1e-9, 0);
        assertThat(result.certificate().gapOverStates(SolutionConcept.CCE)).isLessThanOrEqualTo(1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garnet(states=10,players=2,actions=3,seed=1)",
                "garnet(states=10,players=2,actions=4,seed=2)",
                "garnet(states=10,players=3,actions=2,seed=3)",
                "garnet(states=10,players=3,actions=3x2x2,seed=4)",
                "garnet(states=10,players=2,actions=3,discount=0.99,seed=5)",
                "garnet(states=10,players=2,actions=3,discount=0,seed=6)",
                "garnet(states=12,players=1,actions=5,seed=7)",
                "garnet(states=1,players=4,actions=2,seed=8)",
                "grid_game_1",
                "grid_game_2",
                "grid_game_3",
            })
    void gamesByName(String name) {
        solved(StochasticCatalogue.model(name));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9, 1})
    void randomGames(double discount) {
        for (int k = 0; k < 4; k++) {
            solved(RandomStochasticGames.game(random, Interests.GENERAL, discount, 4, 3, 3));
            solved(RandomStochasticGames.game(random, Interests.COMMON, discount, 4, 2, 2, 2));
        }
    }

    private static StochasticModel repeated(double... payoffs) {
        int size = (int) Math.round(Math.sqrt(payoffs.length));
        double[][] first = new double[size][size];
        double[][] second = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                first[i][j] = payoffs[i * size + j];
                second[j][i] = payoffs[i * size + j];
            }
        }
        return RandomStochasticGames.repeated(0.9, first, second);
    }

    /** Symmetric games of one state: each equilibrium of the game is stationary, and no other is. */
    @Test
    void classicsAgainAndAgain() {
        JointActionResult rocks = solved(repeated(0, -1, 1, 1, 0, -1, -1, 1, 0));
        double[] thirds = {1 / 3.0, 1 / 3.0, 1 / 3.0};
        assertClose("rock", rocks.policy().marginal(0, 0), thirds, 1e-9);
        assertClose("paper", rocks.policy().marginal(0, 1), thirds, 1e-9);
        JointActionResult prisoners = solved(repeated(3, 0, 5, 1));
        assertClose("values", prisoners.values().get(0), 10, 1e-7, 0);
        assertClose("defects", prisoners.policy().probability(3), 1, 1e-9, 0);
        JointActionResult chicken = solved(repeated(0, 7, 2, 6));
        double dares = chicken.policy().marginal(0, 0)[0];
        double other = chicken.policy().marginal(0, 1)[0];
        // (0, 1), (1, 0), or both with 1/3
        assertClose(
                "dares",
                dares < 0.1 ? other : dares > 0.9 ? 1 - other : Math.max(dares, 2.0 / 3 - other),
                dares < 0.1 || dares > 0.9 ? 1 : 1 / 3.0,
                1e-9,
                0);
        JointActionResult hunt = solved(repeated(10, 1, 8, 5));
        double stag = hunt.policy().marginal(0, 0)[0];
        assertThat(List.of(0.0, 2 / 3.0, 1.0)).anyMatch(known -> Math.abs(known - stag) < 1e-9);
        assertClose("the same", hunt.policy().marginal(0, 1)[0], stag, 1e-9, 0);
    }

    /** Opposed players have one value, whoever finds it. */
    @Test
    void opponentsGetTheirMinimax() {
        JointActionResult soccer = solved(StochasticCatalogue.model("soccer_4x2"));
        assertClose("A", soccer.values().get(0), -26.9102990033, 1e-6, 0);
        assertClose("B", soccer.values().get(1), 26.9102990033, 1e-6, 0);
        StochasticModel model = RandomStochasticGames.game(random, Interests.ZERO_SUM, 0.9, 6, 3, 3);
        double secured = Planning.plan(model, Selection.MINIMAX, "cpu").values().getFirst();
        assertClose("value", solved(model).values().getFirst(), secured, 1e-6, 0);
    }

    @Test
    void undiscountedRobots() {
        StochasticModel model = StochasticCatalogue.model("robot_coordination(size=3)");
        double secured = Planning.plan(model, Selection.MINIMAX, "cpu").values().getFirst();
        assertClose("value", solved(model).values().getFirst(), secured, 1e-8, 0);
    }

    @Test
    void playThatIsOverAtOnce() {
        StochasticModelBuilder builder = new StochasticModelBuilder("over", List.of("a", "b"), 1);
        builder.addState("end");
        builder.start(0, 1);
        assertThat(solved(builder.build()).values()).containsExactly(0.0, 0.0);
    }

    @Test
    void withoutAChoice() {
        StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.9, 6, 1, 1);
        assertThat(solved(model).certificate().relativeGap(SolutionConcept.CE)).isLessThan(1e-12);
    }

    @Test
    void limitsEndARun() {
        StochasticModel model = StochasticCatalogue.model("garnet(states=20,players=2,actions=4)");
        JointActionResult few = Planning.equilibrium(model, Planning.LIMITS.withIterations(1));
        assertThat(few.status()).isEqualTo(Status.ITERATION_LIMIT);
        assertThat(few.history()).hasSize(1);
        assertThat(few.certificate().relativeGap(SolutionConcept.CCE)).isGreaterThan(1e-9);
        JointActionResult late = Planning.equilibrium(model, Planning.LIMITS.withTime(Duration.ZERO));
        assertThat(late.status()).isEqualTo(Status.TIME_LIMIT);
    }

    @Test
    void refusesWhatIsTooLarge() {
        StochasticModel model = StochasticCatalogue.model("garnet(states=1501,players=2,actions=1)");
        assertThatThrownBy(() -> Planning.equilibrium(model, Planning.LIMITS))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("states times players (3002) of game " + model.name()
                        + " must be at most 3000 for the stationary method");
    }
}
