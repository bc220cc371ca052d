package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Certificates without a tolerance, and games whose players forget, from the command line. */
class ExactCommandsTest {
    /** Shapley 1964, a third of his payoffs: no float64 is a third, but uniform play is an equilibrium. */
    private static final String SHAPLEY = """
            NFG 1 R "Shapley" { "a" "b" } { 3 3 }
            1/3 0  0 0  0 1/3   0 1/3  1/3 0  0 0   0 0  0 1/3  1/3 0
            """;

    @TempDir
    private Path folder = Path.of("");

    private String file(String name, String text) {
        return GameFiles.write(folder, name, text).toString();
    }

    private static List<String> fractions(JsonNode numbers) {
        List<String> fractions = new ArrayList<>();
        numbers.forEach(number -> fractions.add(number.get("fraction").asString()));
        return fractions;
    }

    @Test
    void solvesChickenExactly() {
        String chicken = file("chicken.nfg", GameFiles.CHICKEN);
        JsonNode exact = Invocation.of("solve", chicken, "--solver", "mgce", "--exact", "--json")
                .json()
                .get("exact");
        assertThat(exact.get("payoffs").asString()).isEqualTo("written");
        assertThat(exact.get("sigma").asString()).isEqualTo("rounded");
        assertThat(exact.get("rounding").asDouble()).isEqualTo(1e-11);
        assertThat(fractions(exact.get("values"))).containsExactly("72/17", "72/17");
        assertThat(exact.get("welfare").get("fraction").asString()).isEqualTo("144/17");
        assertThat(exact.get("welfare").get("decimal").asDouble()).isEqualTo(144.0 / 17);
        assertThat(exact.get("ce").get("isEquilibrium").asBoolean()).isTrue();
        assertThat(exact.get("ce").get("epsilon").get("fraction").asString()).isEqualTo("0");

        assertThat(Invocation.of("solve", chicken, "--solver", "mgce", "--exact", "--quiet")
                        .out())
                .contains(
                        "exact       payoffs as written in the file, sigma as nearby fractions, within ",
                        "  values    72/17  72/17, welfare 144/17\n",
                        "  CE        an equilibrium; largest gain of each player 0  0\n");
    }

    @Test
    void checksThirdsWithoutATolerance() {
        String game = file("shapley.nfg", SHAPLEY);
        Path sigma = GameFiles.write(
                folder,
                "uniform.npy",
                GameFiles.npy("(3, 3)", 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9));
        JsonNode json = Invocation.of("gap", game, "--sigma", sigma.toString(), "--exact", "--json")
                .json();
        JsonNode exact = json.get("exact");
        assertThat(exact.get("sigma").asString()).isEqualTo("stored");
        assertThat(exact.has("rounding")).isFalse();
        assertThat(fractions(exact.get("values"))).containsExactly("1/9", "1/9");
        for (String concept : List.of("ce", "cce")) {
            assertThat(exact.get(concept).get("isEquilibrium").asBoolean()).isTrue();
            assertThat(fractions(exact.get(concept).get("largestGain"))).containsExactly("0", "0");
        }

        Path pure = GameFiles.write(folder, "pure.npy", GameFiles.npy("(3, 3)", 1, 0, 0, 0, 0, 0, 0, 0, 0));
        Invocation off = Invocation.of("gap", game, "--sigma", pure.toString(), "--exact");
        assertThat(off.status()).isEqualTo(ExitStatus.OK);
        assertThat(off.out())
                .contains("  CE        no equilibrium but for epsilon 1/3; largest gain of each player 0  1/3\n");
    }

    /** The tree gives the second player's gain as sixths of payoffs of 1, the tensor as rounded sums of them. */
    @Test
    void treesAreExactToo() {
        String tree = file("dice.efg", """
                EFG 2 R "a coin of three sides" { "a" "b" }
                c "" 1 { "x" 1/3 "y" 1/3 "z" 1/3 } 0
                p "" 1 1 { "l" "r" } 0
                t "" 1 { 1 0.1 }
                t "" 2 { 1 0.1 }
                p "" 1 1 0
                t "" 1
                t "" 2
                p "" 1 1 0
                t "" 1
                t "" 2
                """);
        JsonNode exact =
                Invocation.of("solve", tree, "--exact", "--json").json().get("exact");
        assertThat(exact.get("payoffs").asString()).isEqualTo("written");
        assertThat(fractions(exact.get("values"))).containsExactly("1", "1/10");
        assertThat(Invocation.of("solve", "kuhn_poker", "--solver", "mwcce", "--exact", "--json")
                        .json()
                        .get("exact")
                        .get("payoffs")
                        .asString())
                .isEqualTo("stored");
    }

    @Test
    void refusesLargeGamesBeforeItReadsThem() {
        Invocation invocation = Invocation.of("solve", "rank(players=6,actions=10)", "--exact");
        assertThat(invocation.err())
                .isEqualTo(
                        "aumann: an exact check of 1000000 joint actions x 60 actions must be at most 20000000 in all\n");
    }

    private static final String DRIVER = """
            EFG 2 R "absent-minded driver" { "driver" }
            p "" 1 1 "exit" { "leave" "go on" } 0
            t "" 1 "" { 0 }
            p "" 1 1 0
            t "" 2 "" { 4 }
            t "" 3 "" { 1 }
            """;

    /** Piccione and Rubinstein 1997: by pure strategies he gets 0 or 1, never 4. */
    @Test
    void theAbsentMindedDriverGoesOn() {
        String driver = file("driver.efg", DRIVER);
        Path sigma = folder.resolve("sigma.npz");
        Invocation invocation =
                Invocation.of("solve", driver, "--solver", "mwce", "--out", sigma.toString(), "--json", "--quiet");
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        JsonNode json = invocation.json();
        assertThat(json.get("values").get(0).asDouble()).isEqualTo(1);
        assertThat(json.get("jointActions").asInt()).isEqualTo(2);
        assertThat(json.get("game").get("infostates").asInt()).isEqualTo(1);
        assertThat(json.get("game").get("histories").asInt()).isEqualTo(5);
        JsonNode exact = Invocation.of("gap", driver, "--sigma", sigma.toString(), "--exact", "--json")
                .json()
                .get("exact");
        assertThat(fractions(exact.get("values"))).containsExactly("1");
        assertThat(fractions(exact.get("ce").get("largestGain"))).containsExactly("0");
    }

    @Test
    void aForgottenChoiceIsMadeOnce() {
        String game = file("recall.efg", GameFiles.IMPERFECT_RECALL);
        JsonNode json =
                Invocation.of("solve", game, "--solver", "mgcce", "--json").json();
        assertThat(json.get("jointActions").asInt()).isEqualTo(4);
        assertThat(json.get("values").get(0).asDouble()).isCloseTo(1, within(1e-9));
        assertThat(json.get("gini").asDouble()).isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpsro", "solve"})
    void behaviourPoliciesNeedPerfectRecall(String command) {
        String driver = file("driver.efg", DRIVER);
        Invocation invocation = command.equals("solve")
                ? Invocation.of(command, driver, "--episodes", "1000")
                : Invocation.of(command, driver);
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(invocation.err())
                .isEqualTo(
                        "aumann: " + driver + ": found a game in which a player forgets, expected perfect recall for "
                                + "behaviour policies; 'aumann solve' and 'aumann gap' go by its pure strategies\n");
    }
}
