package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code aumann jal}, and what other commands do with stochastic games. Known answers are those of spec 3. */
class JalCommandsTest {
    private static final List<String> KEYS = List.of(
            "status",
            "game",
            "method",
            "selection",
            "backend",
            "discount",
            "valueScale",
            "values",
            "policyValues",
            "start",
            "gap",
            "equilibrium",
            "error",
            "residual",
            "cycle",
            "sweeps",
            "stageSolves",
            "steps",
            "seconds",
            "history");

    @TempDir
    private Path folder = Path.of("");

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--quiet"));
        Invocation invocation = Invocation.of(all.toArray(String[]::new));
        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        return invocation.json();
    }

    private static List<Double> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }

    private static void assertValues(JsonNode array, double... expected) {
        List<Double> numbers = numbers(array);
        assertThat(numbers).hasSize(expected.length);
        for (int p = 0; p < expected.length; p++) {
            assertThat(numbers.get(p)).isCloseTo(expected[p], within(1e-6));
        }
    }

    private static double relative(JsonNode gap, String concept) {
        return gap.get(concept).get("relative").asDouble();
    }

    @Test
    void plansAGameOfTheCatalogue() {
        JsonNode json = json("jal", "grid_game_3(rules=2007)");

        assertThat(json.propertyNames()).containsExactlyElementsOf(KEYS);
        assertThat(json.get("status").asString()).isEqualTo("converged");
        assertThat(json.get("game").propertyNames())
                .containsExactly("name", "states", "players", "jointActions", "transitions");
        assertThat(json.get("game").get("states").asInt()).isEqualTo(57);
        assertThat(json.get("method").asString()).isEqualTo("planning");
        assertThat(json.get("selection").asString()).isEqualTo("utilitarian");
        assertThat(json.get("cycle").isNull()).isTrue();
        assertValues(json.get("values"), 98.2776852, 98.2776852);
        assertValues(json.get("policyValues"), 98.2776852, 98.2776852);
        JsonNode likeliest = json.get("start").get("policy").get(0);
        assertThat(likeliest.get("actions").get(0).asString()).isEqualTo("north");
        assertThat(likeliest.get("actions").get(1).asString()).isEqualTo("north");
        assertThat(likeliest.get("probability").asDouble()).isCloseTo(0.637025, within(1e-6));
        assertThat(json.get("start").get("policy").valueStream())
                .allSatisfy(
                        play -> assertThat(play.get("probability").asDouble()).isPositive());
        assertThat(json.get("equilibrium").asString()).isEqualTo("ce");
        assertThat(json.get("gap").get("ce").propertyNames())
                .containsExactly("perPlayer", "max", "maxOverStates", "relative");
        assertThat(relative(json.get("gap"), "ce")).isLessThan(1e-9);
        assertThat(json.get("history").size()).isEqualTo(json.get("sweeps").asInt());
        assertThat(json.get("history").get(0).propertyNames()).containsExactly("iteration", "residual", "values");
    }

    /** No stationary deterministic equilibrium, so that the greedy selection goes round in circles; that play is a cyclic equilibrium. */
    @Test
    void reportsACycle() {
        JsonNode json = json("jal", "nosde");

        assertThat(json.get("status").asString()).isEqualTo("cyclic");
        assertThat(json.get("equilibrium").asString()).isEqualTo("none");
        JsonNode cycle = json.get("cycle");
        assertThat(cycle.propertyNames()).containsExactly("period", "states", "gap", "averageGap");
        assertThat(cycle.get("period").asInt()).isGreaterThan(1);
        assertThat(cycle.get("states").valueStream().map(JsonNode::asString)).containsExactly("s1", "s2");
        assertThat(relative(cycle.get("gap"), "ce")).isLessThan(1e-6);
        assertThat(relative(json.get("gap"), "ce")).isGreaterThan(0.1);

        Invocation text = Invocation.of("jal", "nosde");
        assertThat(text.out())
                .contains(
                        "status      cyclic after ",
                        "play        no equilibrium: ",
                        "cycle       the same selections every ")
                .contains("cyclic play, the selections of a period in turn, is an equilibrium");
    }

    @Test
    void findsTheStationaryEquilibriumAndChecksIt() throws IOException {
        String out = file("policy.json");

        JsonNode json = json("jal", "nosde", "--method", "stationary", "--out", out);

        assertThat(json.get("status").asString()).isEqualTo("converged");
        assertThat(json.get("selection").isNull()).isTrue();
        assertThat(json.get("backend").asString()).isEqualTo("none");
        assertThat(json.get("equilibrium").asString()).isEqualTo("nash");
        JsonNode policy = json.get("start").get("policy");
        assertThat(policy.get(0).get("actions").get(0).asString()).isEqualTo("send");
        assertThat(policy.get(0).get("probability").asDouble()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(relative(json.get("gap"), "cce")).isLessThan(1e-9);
        assertThat(Files.readString(folder.resolve("policy.json"))).startsWith("{\"states\":{\"s1\":[{\"actions\":[");

        JsonNode gap = json("gap", "nosde", "--sigma", out);
        assertThat(gap.propertyNames()).containsExactly("game", "values", "gap", "correlation", "equilibrium", "error");
        assertValues(gap.get("values"), 4, 16.0 / 3);
        assertThat(gap.get("gap").get("cce").get("max").asDouble()).isCloseTo(0, within(1e-9));
        assertThat(gap.get("equilibrium").asString()).isEqualTo("nash");
        assertThat(Invocation.of("gap", "nosde", "--sigma", out).out()).contains("the CCE gap is the Nash gap");

        JsonNode challenged = json("gap", "nosde", "--sigma", out, "--challenge", "best_response", "--challenge", out);
        JsonNode challenges = challenged.get("challenges");
        assertThat(challenges.size()).isEqualTo(4);
        assertThat(challenges.get(0).get("values").get(0).asDouble()).isCloseTo(4, within(1e-9));
        assertThat(challenges.get(1).get("values").get(1).asDouble()).isCloseTo(16.0 / 3, within(1e-9));
        assertValues(challenges.get(2).get("values"), 4, 16.0 / 3);
        assertThat(Invocation.of("gap", "nosde", "--sigma", out, "--challenge", "nobody")
                        .err())
                .contains("--challenge: found nobody, expected random, best_response or the .json file of a policy");
    }

    /** P2 always sends in s2: 5/12 is the published probability, and any other leaves a gain. */
    @Test
    void certifiesAnybodysPolicy() {
        Path policy = GameFiles.write(folder, "own.json", """
                {"states": {
                  "s2": [{"actions": ["wait", "send"], "probability": 1}],
                  "s1": [{"actions": ["send", "wait"], "probability": 0.66666666666666667},
                         {"actions": ["keep", "wait"], "probability": 0.33333333333333333}]}}
                """);

        JsonNode gap = json("gap", "nosde", "--sigma", policy.toString());

        assertThat(gap.get("gap").get("cce").get("max").asDouble()).isGreaterThan(0.1);
        assertThat(gap.get("equilibrium").asString()).isEqualTo("none");
        assertThat(gap.get("correlation").asDouble()).isLessThan(1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"game.csv", "game.npz"})
    void filesHoldTheSameGame(String name) {
        JsonNode converted = json("convert", "grid_game_3", file(name));
        assertThat(converted.propertyNames()).containsExactly("game", "output");
        assertThat(converted.get("game").get("jointActions").asInt()).isEqualTo(896);

        JsonNode ofFile = json("jal", file(name), "--out", file("policy.json"));

        assertThat(ofFile.get("game").get("name").asString()).isEqualTo("game");
        assertValues(ofFile.get("values"), 98.2776852, 98.2776852);
        JsonNode gap = json("gap", "grid_game_3", "--sigma", file("policy.json"));
        assertValues(gap.get("values"), 98.2776852, 98.2776852);
        assertThat(gap.get("equilibrium").asString()).isEqualTo("ce");
        assertThat(json("gap", file(name), "--sigma", file("policy.json")).get("gap"))
                .isEqualTo(gap.get("gap"));

        String other = file("other" + (name.endsWith(".csv") ? ".npz" : ".csv"));
        json("convert", file(name), other);
        assertThat(json("jal", other).get("values")).isEqualTo(ofFile.get("values"));
    }

    @Test
    void aNormalFormGameIsConvertedAsBefore() {
        assertThat(json("convert", "matrix_chicken", file("chicken.npz")).propertyNames())
                .contains("jointActions", "precision");
    }

    /** Foe-Q and friend-Q: what each can secure, and what each gets if the other helps. Friends' values are not those of their play. */
    @Test
    void saysWhereValuesAreNoEquilibrium() {
        assertValues(json("jal", "grid_game_3", "--selection", "minimax").get("values"), 81, 81);
        JsonNode friend = json("jal", "grid_game_3", "--selection", "friend", "--tolerance", "1e-11");
        // Both alone to the middle and back for ever: 25 / (1 - 0.81).
        assertValues(friend.get("values"), 25 / 0.19, 25 / 0.19);
        assertThat(friend.get("status").asString()).isEqualTo("converged");
        assertThat(friend.get("equilibrium").asString()).isEqualTo("none");
        assertThat(Invocation.of("jal", "grid_game_3", "--selection", "friend").out())
                .contains("values have converged, but play is no equilibrium: by deviating a player gains ");
    }

    @Test
    void learns() {
        String[] command = {
            "jal", "grid_game_1", "--method", "learning", "--selection", "friend", "--steps", "50000", "--seeds", "20"
        };
        JsonNode json = json(command);

        assertThat(json.get("method").asString()).isEqualTo("learning");
        assertThat(json.get("steps").asLong()).isEqualTo(1_000_000);
        assertThat(numbers(json.get("values")))
                .allSatisfy(value -> assertThat(value).isBetween(60.0, 72.9 + 1e-6));
        assertThat(json(command).get("values")).isEqualTo(json.get("values"));
    }

    @Test
    void learnsAverages() {
        JsonNode json = json(
                "jal",
                "nosde",
                "--method=learning",
                "--normalise",
                "--steps=2000",
                "--seeds=3",
                "--step-size=decay:0.5,0.999,0.01",
                "--explore=0.5",
                "--episode-limit=50",
                "--drift=0.01",
                "--seed=7");

        assertThat(json.get("valueScale").asDouble()).isEqualTo(0.25);
        assertThat(json.get("steps").asLong()).isEqualTo(6_000);
        assertThat(numbers(json.get("values")))
                .allSatisfy(value -> assertThat(value).isBetween(0.0, 3.0));
    }

    @Test
    void aLimitIsAnAnswerToo() {
        Path out = folder.resolve("policy.json");
        Invocation run = Invocation.of("jal", "garnet", "--iterations", "1", "--out", out.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).contains("status      iteration_limit after 1 iteration");
        assertThat(out).exists();
    }

    /** Rows at 1, 2, 5, 10, … only: there may be thousands of sweeps. All are events. */
    @Test
    void tellsOfIterations() {
        Invocation text = Invocation.of("jal", "nosde", "--iterations", "12");
        assertThat(text.out().lines().filter(line -> line.matches("^ +\\d+ .*")))
                .hasSizeGreaterThanOrEqualTo(4);
        Invocation events = Invocation.of("jal", "nosde", "--iterations", "12", "--json");
        assertThat(events.events().stream()
                        .filter(event -> event.get("event").asString().equals("iteration")))
                .hasSize(12);
    }

    @Test
    void listsGamesAndSelections() {
        assertThat(Invocation.of("games").out())
                .contains("(stochastic) two players cross a 3x3 grid", "nosde", "garnet");
        assertThat(json("games")
                        .get("games")
                        .valueStream()
                        .filter(game -> game.get("kind").asString().equals("stochastic"))
                        .map(game -> game.get("id").asString()))
                .contains("grid_game_1", "markov_soccer", "repeated");
        assertThat(json("solvers")
                        .get("selections")
                        .valueStream()
                        .map(selection -> selection.get("id").asString()))
                .contains("minimax", "utilitarian", "independent");
        assertThat(Invocation.of("solvers").out()).contains("selections", "libertarian");
    }
}
