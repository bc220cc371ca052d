package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeanFieldCatalogueTest {
    private static Stream<CatalogueEntry> entries() {
        return MeanFieldCatalogue.entries().stream();
    }

    private static MeanFieldModel model(String specification) {
        return MeanFieldModel.of(MeanFieldCatalogue.game(specification));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void defaultsMakeAGameThatNamesThem(CatalogueEntry entry) {
        assertThat(entry.kind().label()).isEqualTo("mean-field");
        assertThat(entry.description()).isNotBlank().doesNotContain("\n");
        MeanFieldGame game = MeanFieldCatalogue.game(entry.id());
        GameSpecification name = GameSpecification.parse(game.name());
        assertThat(name.id()).isEqualTo(entry.id());
        for (CatalogueParameter parameter : entry.parameters()) {
            if (!parameter.name().equals("instance")) {
                assertThat(name.arguments()).containsEntry(parameter.name(), parameter.defaultValue());
            }
        }
        assertThat(MeanFieldCatalogue.game(game.name()).name()).isEqualTo(game.name());
        assertThat(MeanFieldModel.of(game).game()).isSameAs(game);
    }

    @ParameterizedTest
    @CsvSource({
        "biased_indirect_rps, 1, 4, 3, 2",
        "mfg_crowd_modelling, 1, 10, 3, 10",
        "mfg_crowd_modelling_2d, 1, 100, 5, 10",
        "mfg_crowd_modelling_2d(instance=four_rooms), 1, 169, 5, 40",
        "mfg_crowd_modelling_2d(instance=maze), 1, 484, 5, 100",
        "mfg_predator_prey, 3, 25, 5, 10",
        "mfg_predator_prey(instance=four_populations), 4, 25, 5, 20",
        "mfg_garnet_discounted, 1, 20, 4, 1",
    })
    void sizes(String specification, int populations, int states, int actions, int times) {
        MeanFieldModel model = model(specification);
        assertThat(model.populationCount()).isEqualTo(populations);
        assertThat(model.stateCount()).isEqualTo(states);
        assertThat(model.actionCount()).isEqualTo(actions);
        assertThat(model.timeCount()).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "mfg_crowd ~ mean-field game mfg_crowd does not exist; known are biased_indirect_rps, coop_betray_punish, dominated,"
                        + " mean_field_nfg, mfg_crowd_modelling, mfg_crowd_modelling_2d, mfg_predator_prey,"
                        + " mfg_linear_quadratic, mfg_garnet, mfg_garnet_discounted, mfg_dynamic_routing",
                "mfg_predator_pray ~ mean-field game mfg_predator_pray does not exist; maybe mfg_predator_prey",
                "mfg_crowd_modelling(size=1) ~ size (1) of game mfg_crowd_modelling must be an integer in 2..1000000",
                "mfg_crowd_modelling(horizon=0) ~ horizon (0) of game mfg_crowd_modelling must be an integer in 1..100000",
                "mfg_crowd_modelling_2d(layout=maze) ~ size (10) of mfg_crowd_modelling_2d must be 22 for layout maze",
                "mfg_crowd_modelling_2d(forbidden_states=[10|0]) ~ forbidden_states (10|0) of mfg_crowd_modelling_2d must be in a grid of size 10",
                "mfg_crowd_modelling_2d(forbidden_states=10|0) ~ forbidden_states (10|0) of game mfg_crowd_modelling_2d must be of the form [x|y;x|y...]",
                "mfg_crowd_modelling_2d(instance=maze,initial_distribution=[0|0]) ~ initial_distribution ([0|0]) of mfg_crowd_modelling_2d must not be in a forbidden cell",
                "mfg_crowd_modelling_2d(initial_distribution=[0|0],initial_distribution_value=[1;2]) ~ initial_distribution_value lists 2 numbers, it must list one for each of 1 cells",
                "mfg_crowd_modelling_2d(initial_distribution=[0|0],initial_distribution_value=[0]) ~ mfg_crowd_modelling_2d must have a cell to start in",
                "mfg_crowd_modelling_2d(positional_reward=[0|0],positional_reward_value=[1;2]) ~ positional_reward_value lists 2 numbers, it must list one for each of 1 cells",
                "mfg_crowd_modelling_2d(positional_reward=[0|10]) ~ positional_reward (0|10) of mfg_crowd_modelling_2d must be in a grid of size 10",
                "mfg_garnet_discounted(discount=1) ~ discount (1) of game mfg_garnet_discounted must be a number in 0.0..0.9999",
            })
    void errors(String specification, String message) {
        assertThatThrownBy(() -> MeanFieldCatalogue.game(specification))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void theOtherCatalogueSaysWhatItIs() {
        assertThatThrownBy(() -> GameCatalogue.game("mfg_crowd_modelling"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("game mfg_crowd_modelling is a mean-field game, it must be an extensive or normal-form game"
                        + " here");
    }

    @Test
    void theOtherCatalogueKnowsStochasticGames() {
        assertThatThrownBy(() -> GameCatalogue.game("nosde"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("game nosde is a stochastic game, it must be an extensive or normal-form game here");
        assertThat(GameCatalogue.kind("nosde(discount=0.5)")).contains(GameKind.STOCHASTIC);
        assertThat(GameCatalogue.kind("mfg_crowd_modelling")).contains(GameKind.MEAN_FIELD);
        assertThat(GameCatalogue.kind("kuhn_poker")).contains(GameKind.EXTENSIVE);
        assertThat(GameCatalogue.kind("hawk_dove")).isEmpty();
    }

    /** Rooms and maze are connected: from the start the uniform policy gets into every free cell, and into no other. */
    @ParameterizedTest
    @CsvSource({"four_rooms, 104", "maze, 259"})
    void roomsAreConnected(String instance, int free) {
        MeanFieldModel model = model("mfg_crowd_modelling_2d(instance=" + instance + ")");
        double[] field = MeanFieldSweeps.occupancy(MeanFieldPolicy.uniform(model, 0));
        BitSet reached = new BitSet();
        for (int i = 0; i < field.length; i++) {
            if (field[i] > 0) {
                reached.set(i % model.stateCount());
            }
        }
        assertThat(reached.cardinality()).isEqualTo(free);
        for (int x = 0; x < model.stateCount(); x++) {
            assertThat(model.legalActionCount(x) > 1).isEqualTo(reached.get(x));
        }
    }

    /** In the corner of the square the walls hold back two moves out of five, of the player's and of chance's. */
    @Test
    void wallsOfTheSquare() {
        MeanFieldModel model = model("mfg_predator_prey");
        int stay = model.firstSuccessor(0, 0);
        assertThat(model.endSuccessor(0, 0) - stay).isEqualTo(3);
        assertThat(model.successor(stay)).isZero();
        assertThat(model.probability(stay)).isEqualTo(0.6, within(1e-15));
        MeanFieldModel torus = model("mfg_predator_prey(geometry=torus)");
        assertThat(torus.endSuccessor(0, 0) - torus.firstSuccessor(0, 0)).isEqualTo(5);
        for (int p = 0; p < 3; p++) {
            assertThat(model.initialProbability(p, List.of(0, 20, 4).get(p))).isEqualTo(1);
        }
    }

    /** A noise of ν leaves 1 − ν + ν/5 where one goes. */
    @Test
    void noiseOfTheTorus() {
        MeanFieldModel model = model("mfg_crowd_modelling_2d(noise_intensity=0.5)");
        int right = model.firstSuccessor(0, 3);
        assertThat(model.endSuccessor(0, 3) - right).isEqualTo(5);
        double[] toRight = new double[model.stateCount()];
        for (int k = right; k < model.endSuccessor(0, 3); k++) {
            toRight[model.successor(k)] = model.probability(k);
        }
        assertThat(toRight[10]).isEqualTo(0.6, within(1e-15));
        assertThat(toRight[0]).isEqualTo(0.1, within(1e-15));
        assertThat(toRight[19]).isEqualTo(0.1, within(1e-15));
    }

    @Test
    void garnetsDifferBySeed() {
        MeanFieldModel one = model("mfg_garnet(seed=1)");
        MeanFieldModel again = model("mfg_garnet(seed=1)");
        MeanFieldModel other = model("mfg_garnet(seed=2)");
        boolean isDifferent = false;
        for (int i = 0; i < one.tableSize(); i++) {
            assertThat(again.fixedReward(0, i)).isEqualTo(one.fixedReward(0, i));
            isDifferent |= other.fixedReward(0, i) != one.fixedReward(0, i);
        }
        assertThat(isDifferent).isTrue();
    }

    /** The reward of a move towards the mean, by hand. */
    @Test
    void linearQuadraticRewards() {
        MeanFieldModel model = model("mfg_linear_quadratic(size=4,horizon=1,reach=1,cross_q=0.5,kappa=2)");
        double[] table = model.tableAgainst(0, new double[] {0, 0.5, 0.5, 0}); // mean 1.5
        assertThat(table[model.index(0, 0, 2)]).isEqualTo(-0.5 + 0.5 * 1.5 - 2.25, within(1e-15));
        assertThat(table[model.index(0, 3, 0)]).isEqualTo(-0.5 + 0.5 * 1.5 - 2.25, within(1e-15));
        assertThat(table[model.index(0, 2, 1)]).isEqualTo(-0.25, within(1e-15));
    }

    /** {@code (1 − Σ 2 v_i |x − x_i| / n) + (1 − Σ 2 v_i |y − y_i| / n) − |move| / n}, here without the last. */
    @Test
    void positionalRewards() {
        MeanFieldModel model =
                model("mfg_crowd_modelling_2d(size=4,positional_reward=[0|1;2|3],positional_reward_value=[0.5;2])");
        int stay = 2;
        assertThat(model.fixedReward(0, model.index(0, 1 * 4 + 1, stay)))
                .isEqualTo((1 - 0.25 * 1 - 1 * 1) + (1 - 0.25 * 0 - 1 * 2), within(1e-15));
        MeanFieldModel middle = model("mfg_crowd_modelling_2d(size=4,positional_reward=[2|2])");
        MeanFieldModel usual = model("mfg_crowd_modelling_2d(size=4)");
        for (int i = 0; i < usual.tableSize(); i++) {
            assertThat(middle.fixedReward(0, i)).isEqualTo(usual.fixedReward(0, i));
        }
    }

    /**
     * What is paid for a move is {@code |move| / n} times those met on arrival, as OpenSpiel charges it: along all moves of
     * a policy, {@code Σ_t Σ_{x'} µ_{t+1}(x') / n · (flow of those who moved into x')}.
     */
    @Test
    void congestionIsPaidOnArrival() {
        String walls = "size=4,horizon=5,forbidden_states=[0|0],initial_distribution=[1|2;3|3],noise_intensity=0.4";
        MeanFieldModel congested = model("mfg_crowd_modelling_2d(" + walls + ",with_congestion=true)");
        MeanFieldModel usual = model("mfg_crowd_modelling_2d(" + walls + ")");
        MeanFieldPolicy policy = MeanFieldPolicy.uniform(congested, 0);
        double[] field = MeanFieldSweeps.occupancy(policy);
        double value = MeanFieldSweeps.value(policy, congested.tableAgainst(0, field));
        double free = MeanFieldSweeps.value(MeanFieldPolicy.uniform(usual, 0), usual.tableAgainst(0, field));
        int states = congested.stateCount();
        for (int t = 0; t + 1 < congested.timeCount(); t++) {
            for (int x = 0; x < states; x++) {
                for (int a = 0; a < congested.actionCount(); a++) {
                    double movers = a == 2 ? 0 : field[t * states + x] * policy.probability(t, x, a);
                    for (int k = congested.firstSuccessor(x, a); k < congested.endSuccessor(x, a); k++) {
                        double met = field[(t + 1) * states + congested.successor(k)];
                        free += movers * congested.probability(k) * (1 - met) / 4; // the usual effort is 1 / n
                    }
                }
            }
        }
        assertThat(value).isEqualTo(free, within(1e-12));
    }
}
