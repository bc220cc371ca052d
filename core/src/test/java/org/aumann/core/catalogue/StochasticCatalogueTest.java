package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.stochastic.StageGames;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.StochasticModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticCatalogueTest {
    @TempDir
    private Path folder = Path.of("");

    private static Stream<CatalogueEntry> entries() {
        return StochasticCatalogue.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void defaultsMakeAGameThatNamesThem(CatalogueEntry entry) {
        assertThat(entry.kind().label()).isEqualTo("stochastic");
        assertThat(entry.description()).isNotBlank().doesNotContain("\n");
        assertThat(StochasticCatalogue.contains(entry.id())).isTrue();
        StochasticGame<?> game = StochasticCatalogue.game(entry.id());
        GameSpecification name = GameSpecification.parse(game.name());
        assertThat(name.id()).isEqualTo(entry.id());
        for (CatalogueParameter parameter : entry.parameters()) {
            assertThat(name.arguments()).containsEntry(parameter.name(), parameter.defaultValue());
        }
        assertThat(StochasticCatalogue.game(game.name()).name()).isEqualTo(game.name());
        StochasticModel model = StochasticCatalogue.model(game.name());
        assertThat(model.name()).isEqualTo(game.name());
        assertThat(model.keys()).doesNotHaveDuplicates().noneMatch(key -> key.contains(",") || key.isBlank());
        assertThat(model.discount()).isEqualTo(game.discount());
    }

    /** Grids: 72 places, 15 with somebody in his own corner, 16 with somebody in the goal; and the end. */
    @ParameterizedTest
    @CsvSource({
        "grid_game_1, 2, 58, 1",
        "grid_game_2, 2, 57, 1",
        "grid_game_3, 2, 57, 1",
        "markov_soccer, 2, 761, 2",
        "soccer_4x2, 2, 57, 1",
        "soccer_4x2(ball=toss), 2, 57, 2",
        "nosde, 2, 2, 1",
        "robot_coordination, 2, 577, 1",
        "grid_game_3(rules=2003), 2, 225, 1",
        "repeated, 2, 1, 1",
        "'garnet(states=7,players=3,actions=2x3x1)', 3, 7, 7",
    })
    void sizes(String specification, int players, int states, int starts) {
        StochasticModel model = StochasticCatalogue.model(specification);
        assertThat(model.playerCount()).isEqualTo(players);
        assertThat(model.stateCount()).isEqualTo(states);
        assertThat(IntStream.range(0, model.stateCount()).filter(s -> model.start(s) > 0))
                .hasSize(starts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "grid_game_4 ~ stochastic game grid_game_4 does not exist; maybe grid_game_1",
                "grid_game_3(rules=2005) ~ rules (2005) of game grid_game_3 must be one of 2007|2003",
                "nosde(discount=1.5) ~ discount (1.5) of game nosde must be a number in 0.0..1.0",
                "garnet(states=0) ~ states (0) of game garnet must be an integer in 1..10000000",
                "garnet(states=10000000,actions=100) ~ game garnet(states=10000000,players=2,actions=100,branching=3,discount=0.9,seed=0) has 300000000000 successors, at most 2147483647 are possible",
                "repeated(game=kuhn_poker) ~ game (kuhn_poker) of repeated: found a tree, expected a normal-form game",
                "repeated(game=rank(players=2) ~ game 'repeated(game=rank(players=2)' must have one ')' for every '(', the last at its end",
                "repeated(game=nowhere.nfg) ~ nowhere.nfg: found no file, expected a readable file",
            })
    void errors(String specification, String message) {
        assertThatThrownBy(() -> StochasticCatalogue.game(specification))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    /** Undiscounted, players can walk into walls for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {"grid_game_1(discount=1)", "soccer_4x2(discount=1)", "nosde(discount=1)", "repeated(discount=1)"
            })
    void playMustEndWithoutADiscount(String specification) {
        assertThatThrownBy(() -> StochasticCatalogue.model(specification))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("need never end");
    }

    /** Where a joint action leads: {@code key probability reward reward}, by key. */
    private static List<String> moves(StochasticModel model, String state, String... labels) {
        int s = model.keys().indexOf(state);
        assertThat(s).as(state).isNotNegative();
        List<String> moves = new ArrayList<>();
        for (int a = 0; a < model.jointActionCount(s); a++) {
            if (model.shape(s).labels(a).equals(List.of(labels))) {
                int row = model.firstRow(s) + a;
                for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                    moves.add(model.keys().get(model.successor(i)) + " " + (float) model.probability(i) + " "
                            + (float) model.transitionReward(i, model.firstCell(s, 0) + a, 0) + " "
                            + (float) model.transitionReward(i, model.firstCell(s, 1) + a, 1));
                }
            }
        }
        moves.sort(null);
        return moves;
    }

    /** Spec 03: same target, walls, goals. */
    @Test
    void rulesOfTheFirstGridGame() {
        StochasticModel model = StochasticCatalogue.model("grid_game_1");
        String start = "A00 B20";
        assertThat(model.keys()).first().isEqualTo(start);
        assertThat(moves(model, start, "north", "north")).containsExactly("A01 B21 1.0 0.0 0.0");
        assertThat(moves(model, start, "south", "east")).containsExactly("A00 B20 1.0 0.0 0.0");
        assertThat(moves(model, start, "east", "west")).containsExactly("A00 B20 1.0 -1.0 -1.0");
        assertThat(moves(model, start, "east", "north")).containsExactly("A10 B21 1.0 0.0 0.0");
        // Into somebody who stays is a collision; to change places is none.
        assertThat(moves(model, "A10 B20", "east", "south")).containsExactly("A10 B20 1.0 -1.0 -1.0");
        assertThat(moves(model, "A10 B20", "east", "west")).containsExactly("A20 B10 1.0 0.0 0.0");
        assertThat(moves(model, "A21 B01", "north", "north")).containsExactly("end 1.0 100.0 100.0");
        assertThat(moves(model, "A21 B01", "north", "south")).containsExactly("end 1.0 100.0 0.0");
        assertThat(moves(model, "A01 B21", "north", "north")).containsExactly("A02 B22 1.0 0.0 0.0");
        assertThat(moves(model, "A12 B21", "east", "north")).containsExactly("A12 B21 1.0 -1.0 -1.0");
    }

    /** The barriers hold back one half of the steps out of the corners, each for itself. */
    @Test
    void rulesOfTheSecondGridGame() {
        StochasticModel model = StochasticCatalogue.model("grid_game_2");
        assertThat(moves(model, "A00 B20", "north", "north"))
                .containsExactly(
                        "A00 B20 0.25 0.0 0.0", "A00 B21 0.25 0.0 0.0", "A01 B20 0.25 0.0 0.0", "A01 B21 0.25 0.0 0.0");
        assertThat(moves(model, "A00 B20", "east", "north"))
                .containsExactly("A10 B20 0.5 0.0 0.0", "A10 B21 0.5 0.0 0.0");
        assertThat(moves(model, "A00 B20", "east", "west")).containsExactly("A00 B20 1.0 -1.0 -1.0");
        assertThat(moves(model, "A11 B21", "north", "west")).containsExactly("end 1.0 100.0 0.0");
        assertThat(moves(model, "A02 B22", "east", "west")).containsExactly("end 1.0 100.0 100.0");
        assertThat(moves(model, "A01 B21", "north", "north")).containsExactly("A02 B22 1.0 0.0 0.0");
    }

    /** The prizes of 2007 at the start, those of 2003 at the goal. */
    @Test
    void rulesOfTheThirdGridGame() {
        StochasticModel model = StochasticCatalogue.model("grid_game_3");
        String start = "A00 B20";
        assertThat(moves(model, start, "north", "north")).containsExactly("A01 B21 1.0 20.0 20.0");
        assertThat(moves(model, start, "east", "north")).containsExactly("A10 B21 1.0 25.0 0.0");
        assertThat(moves(model, start, "north", "west")).containsExactly("A01 B10 1.0 0.0 25.0");
        assertThat(moves(model, start, "east", "west")).containsExactly("A00 B20 1.0 -25.0 -25.0");
        assertThat(moves(model, start, "north", "south")).containsExactly("A01 B20 1.0 0.0 0.0");
        assertThat(moves(model, "A01 B10", "east", "north")).containsExactly("A01 B10 1.0 -50.0 -50.0");
        assertThat(moves(model, "A11 B22", "north", "west")).containsExactly("end 1.0 100.0 100.0");

        StochasticModel old = StochasticCatalogue.model("grid_game_3(rules=2003)");
        assertThat(moves(old, start, "north", "north")).containsExactly("A01 B21 both_north 1.0 0.0 0.0");
        assertThat(moves(old, start, "east", "north")).containsExactly("A10 B21 a_middle 1.0 0.0 0.0");
        assertThat(moves(old, start, "north", "west")).containsExactly("A01 B10 b_middle 1.0 0.0 0.0");
        assertThat(moves(old, start, "east", "west")).containsExactly("A00 B20 1.0 -50.0 -50.0");
        assertThat(moves(old, "A02 B22 both_north", "east", "west")).containsExactly("end 1.0 120.0 120.0");
        assertThat(moves(old, "A11 B22 a_middle", "north", "west")).containsExactly("end 1.0 125.0 100.0");
        assertThat(moves(old, "A02 B11 b_middle", "east", "north")).containsExactly("end 1.0 100.0 125.0");
        assertThat(moves(old, "A02 B11 b_middle", "south", "north")).containsExactly("end 1.0 0.0 125.0");
    }

    /** Littman: the second move is into the ball, or out of its way, by the toss of a coin. */
    @Test
    void rulesOfSoccer() {
        StochasticModel model = StochasticCatalogue.model("markov_soccer");
        assertThat(model.keys()).startsWith("A12* B31", "A12 B31*");
        assertThat(model.start(0)).isEqualTo(0.5);
        // The carrier walks into the other: the ball is lost, both stay; also if the other came there first.
        assertThat(moves(model, "A12* B22", "east", "stick")).containsExactly("A12 B22* 1.0 0.0 0.0");
        assertThat(moves(model, "A12* B32", "east", "west"))
                .containsExactly("A12 B22* 0.5 0.0 0.0", "A22* B32 0.5 0.0 0.0");
        // Who has no ball steals nothing.
        assertThat(moves(model, "A12* B22", "stick", "west")).containsExactly("A12* B22 1.0 0.0 0.0");
        assertThat(moves(model, "A12* B22", "north", "west"))
                .containsExactly("A13* B12 0.5 0.0 0.0", "A13* B22 0.5 0.0 0.0");
        // Goals between the posts only, by the carrier only, before the other can move.
        assertThat(moves(model, "A42* B22", "east", "east")).containsExactly("end 1.0 1.0 -1.0");
        assertThat(moves(model, "A43* B22", "east", "stick")).containsExactly("A43* B22 1.0 0.0 0.0");
        assertThat(moves(model, "A42 B22*", "east", "stick")).containsExactly("A42 B22* 1.0 0.0 0.0");
        assertThat(moves(model, "A42* B01", "west", "west")).containsExactly("A32* B01 1.0 0.0 0.0");
        assertThat(moves(model, "A22 B01*", "stick", "west")).containsExactly("end 1.0 -1.0 1.0");
        // An own goal: A beyond the west edge.
        assertThat(moves(model, "A01* B22", "west", "stick")).containsExactly("end 1.0 -1.0 1.0");

        StochasticModel narrow = StochasticCatalogue.model("soccer_4x2");
        assertThat(narrow.keys()).first().isEqualTo("A21 B11*");
        assertThat(moves(narrow, "A21 B11*", "stick", "west")).containsExactly("end 1.0 100.0 -100.0");
        assertThat(moves(narrow, "A21 B11*", "stick", "east")).containsExactly("A21* B11 1.0 0.0 0.0");
        assertThat(moves(narrow, "A21* B11", "east", "stick")).containsExactly("end 1.0 -100.0 100.0");
    }

    /** Who has the ball, and nothing else, is up to the parameter. */
    @ParameterizedTest
    @CsvSource({"a, A12* B31", "b, A12 B31*"})
    void theBallAtKickOff(String ball, String key) {
        StochasticModel model = StochasticCatalogue.model("markov_soccer(ball=" + ball + ")");
        assertThat(model.start(0)).isEqualTo(1);
        assertThat(model.keys()).first().isEqualTo(key);
        assertThat(model.stateCount()).isEqualTo(761);
    }

    /** Zero sum, to the last digit. */
    @ParameterizedTest
    @ValueSource(strings = {"markov_soccer", "soccer_4x2", "robot_coordination(size=4)"})
    void rewardsOfOpponentsSumToNothing(String specification) {
        StochasticModel model = StochasticCatalogue.model(specification);
        for (int s = 0; s < model.stateCount(); s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                assertThat(model.reward(model.firstCell(s, 0) + a) + model.reward(model.firstCell(s, 1) + a))
                        .isZero();
            }
        }
    }

    /** Zinkevich, Greenwald and Littman 2005: Q-values tell nothing of how to play. */
    @Test
    void twinsHaveTheSameQValuesAndOtherValues() {
        StochasticModel model = StochasticCatalogue.model("nosde");
        StochasticModel twin = StochasticCatalogue.model("nosde(rewards=twin)");
        StationaryCertificate one = StationaryCertificate.of(
                StationaryPolicy.of(model, new double[] {1 / 3.0, 2 / 3.0, 7 / 12.0, 5 / 12.0}));
        StationaryCertificate other =
                StationaryCertificate.of(StationaryPolicy.of(twin, new double[] {0.5, 0.5, 0.5, 0.5}));
        assertThat(one.gapOverStates(SolutionConcept.CE)).isLessThan(1e-12);
        assertThat(other.gapOverStates(SolutionConcept.CE)).isLessThan(1e-12);
        assertClose("Q", qValues(twin, other), qValues(model, one), 1e-12);
        double apart = 0;
        for (int p = 0; p < 2; p++) {
            for (int s = 0; s < 2; s++) {
                apart = Math.max(apart, Math.abs(one.values(p)[s] - other.values(p)[s]));
            }
        }
        assertThat(apart).isGreaterThan(0.1);
    }

    private static double[] qValues(StochasticModel model, StationaryCertificate certificate) {
        return StageGames.payoffs(model, new double[][] {certificate.values(0), certificate.values(1)});
    }

    @Test
    void repeatsGamesOfTheCatalogueAndOfFiles() throws IOException {
        StochasticModel nested = StochasticCatalogue.model("repeated(game=rank(players=2,actions=3),discount=0)");
        assertThat(nested.name()).isEqualTo("repeated(game=rank(players=2,actions=3),discount=0.0)");
        assertThat(nested.jointActionCount(0)).isEqualTo(9);
        assertThat(nested.horizon()).isEqualTo(1);
        assertThat(StochasticCatalogue.model("repeated( game = rank(players=2,actions=3) , discount=0 )")
                        .rewards())
                .isEqualTo(nested.rewards());
        Path file = folder.resolve("hunt.nfg");
        Files.writeString(
                file,
                "NFG 1 R \"hunt\" { \"X\" \"Y\" } { { \"stag\" \"hare\" } { \"stag\" \"hare\" } } \"\" 10 10 8 1 1 8 5 5");
        StochasticModel hunt = StochasticCatalogue.model("repeated(game=" + file + ")");
        assertThat(hunt.players()).containsExactly("X", "Y");
        assertThat(hunt.shape(0).labels()).containsOnly(List.of("stag", "hare"));
        assertThat(hunt.rewards()).containsExactly(10, 1, 8, 5, 10, 8, 1, 5);
    }

    @Test
    void garnetsAreDrawnFromTheirSeed() {
        StochasticModel model =
                StochasticCatalogue.model("garnet(states=30,players=3,actions=2x3x2,branching=4,seed=5)");
        assertThat(model.rowCount()).isEqualTo(30 * 12);
        assertThat(model.hasTransitionRewards()).isFalse();
        assertThat(Arrays.stream(model.rewards()).allMatch(r -> r >= 0 && r < 1))
                .isTrue();
        for (int row = 0; row < model.rowCount(); row++) {
            assertThat(model.firstSuccessor(row + 1) - model.firstSuccessor(row))
                    .isBetween(1, 4);
        }
        StochasticModel again = StochasticCatalogue.model(model.name());
        assertThat(again.rewards()).isEqualTo(model.rewards());
        assertThat(again.successors()).isEqualTo(model.successors());
        assertThat(again.probabilities()).isEqualTo(model.probabilities());
        StochasticModel other =
                StochasticCatalogue.model("garnet(states=30,players=3,actions=2x3x2,branching=4,seed=6)");
        assertThat(other.rewards()).isNotEqualTo(model.rewards());
        // A larger game of the same seed is another one: positions of draws count up by row.
        assertThat(StochasticCatalogue.model("garnet(states=1,players=1,actions=1,branching=1)")
                        .stateCount())
                .isEqualTo(1);
    }

    /** From the corner: a straight step slips to a side too, where a wall may stop it; a diagonal one becomes one of its parts. */
    @Test
    void robotsSlip() {
        StochasticModel model = StochasticCatalogue.model("robot_coordination(size=4,slip=0.2)");
        assertThat(model.keys()).first().isEqualTo("00 33");
        assertThat(where(moves(model, "00 33", "north", "south"), 0)).isEqualTo(Map.of("01", 0.9f, "11", 0.1f));
        assertThat(where(moves(model, "00 33", "north-east", "south"), 0))
                .isEqualTo(Map.of("11", 0.8f, "10", 0.1f, "01", 0.1f));
        assertThat(where(moves(model, "00 33", "north", "west"), 1)).isEqualTo(Map.of("23", 0.9f, "22", 0.1f));
        int corner = model.keys().indexOf("33 11");
        assertThat(model.isAbsorbing(corner)).isTrue();
        int crash = model.keys().indexOf("11 11");
        assertThat(model.isAbsorbing(crash)).isTrue();
        assertThat(moves(model, "32 00", "north", "stay")).containsExactly("23 00 0.1 0.0 0.0", "33 00 0.9 1.0 -1.0");
    }

    /** Of one of the players, by place. */
    private static Map<String, Float> where(List<String> moves, int player) {
        Map<String, Float> places = new TreeMap<>();
        for (String move : moves) {
            List<String> words = List.of(move.split(" "));
            places.merge(
                    words.get(player), Float.parseFloat(words.get(2)), (a, b) -> Math.round((a + b) * 1e6f) / 1e6f);
        }
        return places;
    }

    /** On large grids, too, every state has a name of its own. */
    @Test
    void largeGridsHaveNamesForAllStates() {
        StochasticModel model = StochasticCatalogue.model("robot_coordination(size=11)");
        assertThat(model.keys()).first().isEqualTo("00 10.10");
        assertThat(model.keys()).doesNotHaveDuplicates().contains("1.10 00", "10.1 00");
    }
}
