package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.format.FormatFixtures.assertRefused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.RandomStochasticGames;
import org.aumann.core.stochastic.RandomStochasticGames.Interests;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticFilesTest {
    private static final String HEADER = "state,action:A,action:B,reward:A,reward:B,next,probability\n";

    /** The example of spec 03. */
    private static final String EXAMPLE =
            "# discount 0.9\n# start s0\n" + HEADER + "s0,north,south,0,0,s1,0.5\ns0,north,south,0,1.5,s2,0.5\n";

    @TempDir
    private Path folder = Path.of("");

    private StochasticModel read(String text) {
        return StochasticFiles.read(FormatFixtures.write(folder, "game.csv", text));
    }

    /** All that a game is, by names, so that the order of states does not count. */
    private static Map<String, Double> contents(StochasticModel model) {
        Map<String, Double> contents = new HashMap<>();
        contents.put("discount", model.discount());
        for (int s = 0; s < model.stateCount(); s++) {
            String key = model.keys().get(s);
            contents.put("start of " + key, model.start(s));
            for (int a = 0; a < model.jointActionCount(s); a++) {
                String place = key + " " + a + " " + model.shape(s).labels(a) + " -> ";
                int row = model.firstRow(s) + a;
                for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                    String next = place + model.keys().get(model.successor(i));
                    contents.put(next, model.probability(i));
                    for (int p = 0; p < model.playerCount(); p++) {
                        int cell = model.firstCell(s, p) + a;
                        contents.put(next + " " + model.players().get(p), model.transitionReward(i, cell, p));
                    }
                }
            }
        }
        return contents;
    }

    private void requireRoundTrip(StochasticModel model) {
        for (String name : List.of("copy.csv", "copy.npz")) {
            Path file = folder.resolve(name);
            StochasticFiles.write(model, file);
            assertThat(StochasticFiles.isStochastic(file)).isTrue();
            StochasticModel copy = StochasticFiles.read(file);
            assertThat(copy.name()).isEqualTo("copy");
            assertThat(copy.players()).isEqualTo(model.players());
            assertThat(copy.stateCount()).isEqualTo(model.stateCount());
            Map<String, Double> expected = contents(model);
            Map<String, Double> actual = contents(copy);
            assertThat(actual.keySet()).isEqualTo(expected.keySet());
            assertThat(actual).isEqualTo(expected); // to the last digit
            if (name.endsWith("npz")) {
                assertThat(copy.keys()).isEqualTo(model.keys());
            }
        }
    }

    private static Stream<String> names() {
        return Stream.concat(
                StochasticCatalogue.entries().stream().map(entry -> entry.id()),
                Stream.of(
                        "soccer_4x2(ball=toss)",
                        "grid_game_3(rules=2003)",
                        "repeated(game=rank(players=3,actions=2),discount=0)",
                        "garnet(states=5,players=1)"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void gamesSurviveTheirFiles(String name) {
        requireRoundTrip(StochasticCatalogue.model(name));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void randomGamesSurviveTheirFiles(double discount) {
        Philox random = new Philox(Seeds.seed());
        for (int k = 0; k < 10; k++) {
            requireRoundTrip(RandomStochasticGames.game(random, Interests.GENERAL, discount, 6, 3, 2, 2));
        }
    }

    /** Names with everything that tables, lists and comments mean something by. */
    @Test
    void awkwardNamesSurviveTheirFiles() {
        List<String> names = List.of("a,b", "a=1", "\"q\"", "# x", "x y", "ü🂡", "state", "-1", "a", "b");
        StochasticModelBuilder builder = new StochasticModelBuilder("awkward", List.of("p,1", "q\"", "r:s"), 0.25);
        names.forEach(builder::addState);
        for (int s = 0; s < names.size(); s++) {
            builder.start(s, 1.0 / names.size());
            builder.beginState(s, List.of(names, List.of("=", ",", "#"), List.of("\"")));
            for (int a = 0; a < 3 * names.size(); a++) {
                builder.beginRow();
                builder.add((s + 1) % names.size(), 1, a, -s, 1e-300);
                builder.endRow();
            }
        }
        requireRoundTrip(builder.build());
    }

    @Test
    void readsTheExampleOfTheSpecification() {
        StochasticModel model = read(EXAMPLE);
        assertThat(model.name()).isEqualTo("game");
        assertThat(model.players()).containsExactly("A", "B");
        assertThat(model.discount()).isEqualTo(0.9);
        assertThat(model.keys()).containsExactly("s0", "s1", "s2");
        assertThat(model.isAbsorbing(0)).isFalse();
        assertThat(model.isAbsorbing(1)).isTrue();
        assertThat(model.isAbsorbing(2)).isTrue();
        assertThat(model.start(0)).isEqualTo(1);
        assertThat(model.rewards()).containsExactly(0, 0.75);
        assertThat(model.shape(0).labels()).containsExactly(List.of("north"), List.of("south"));
    }

    @Test
    void startsAsToldElseInTheFirstState() {
        String rows = HEADER + "s0,n,s,0,0,s1,1\ns1,n,s,0,0,s0,1\n";
        assertThat(read("# discount 0.9\n" + rows).start(0)).isEqualTo(1);
        assertThat(read("# discount 0.9\n#start s1\n" + rows).start(1)).isEqualTo(1);
        StochasticModel mixed = read("# discount 0.9\n# start s0=0.25, s1 = 3/4\n" + rows);
        assertThat(mixed.start(0)).isEqualTo(0.25);
        assertThat(mixed.start(1)).isEqualTo(0.75);
        // A name with a sign of equality wins over a probability.
        StochasticModel named =
                read("# discount 0.9\n# start s0=1\n" + HEADER + "s0,n,s,0,0,s0=1,1\ns0=1,n,s,0,0,s0,1\n");
        assertThat(named.keys()).containsExactly("s0", "s0=1");
        assertThat(named.start(1)).isEqualTo(1);
    }

    @Test
    void commentsAndQuotesAndFractions() {
        StochasticModel model = read(
                "# A game, with \"quotes\" in a comment?\r\n".replace("\"", "")
                        + "# discount 1/2\r\n\r\n# start \"x\"\r\n".replace("\"x\"", "x") + HEADER.replace("\n", "\r\n")
                        + "x,\"go, or not\",\"a \"\"b\"\"\",1/3,-2e-1,x,1/3\r\n\r\nx , \"go, or not\" ,\"a \"\"b\"\"\",1/3,-.2,y,2/3");
        assertThat(model.discount()).isEqualTo(0.5);
        assertThat(model.shape(0).labels()).containsExactly(List.of("go, or not"), List.of("a \"b\""));
        assertClose("rewards", model.rewards(), new double[] {1 / 3.0, -0.2}, 1e-16);
        assertThat(model.keys()).containsExactly("x", "y");
    }

    /** Actions are numbered as they come; rows may come in any order; several with the same successor add up; 0 is no successor. */
    @Test
    void rowsComeInAnyOrder() {
        StochasticModel model = read("""
                # discount 0
                state,action:A,reward:A,next,probability
                s,b,1,s,0.5
                t,x,7,s,1
                s,a,2,t,1
                s,b,3,s,0.25
                s,b,9,t,0.25
                s,a,100,u,0
                """);
        assertThat(model.keys()).containsExactly("s", "t");
        assertThat(model.shape(0).labels().getFirst()).containsExactly("b", "a");
        assertThat(model.successors()).containsExactly(0, 1, 1, 0);
        assertThat(model.probabilities()).containsExactly(0.75, 0.25, 1, 1);
        assertClose("rewards", model.rewards(), new double[] {3.5, 2, 7}, 1e-15);
    }

    /** What is added after the example, and what is wrong with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s1,n,s,0,0,s0,0.5 | : line 6: state 's1', joint action (n, s): found probabilities that sum to 0.5, expected 1",
                "s1,n,s,0,0,s0,-0.5 | :6:15: found '-0.5', expected a probability from 0 to 1",
                "s1,n,s,0,0,s0,1.5 | :6:15: found '1.5', expected a probability from 0 to 1",
                "s1,n,s,0,0,s0,x | :6:15: found 'x', expected a probability (integer, decimal or fraction)",
                "s1,n,s,0,nan,s0,1 | :6:10: found 'nan', expected a reward (integer, decimal or fraction)",
                "s1,n,s,0,0,,1 | :6:12: found '', expected a name for next",
                "s1,,s,0,0,s0,1 | :6:4: found '', expected a name for action:A",
                ",n,s,0,0,s0,1 | :6:1: found '', expected a name for state",
                "s0,south,south,0,0,s0,1;s0,south,north,0,0,s0,1 | : state 's0', joint action (north, north): found no row, expected one for each of 4 joint actions",
                "s1,n,s,0,0,s0 | :6:12: found a row of 6 fields, expected 7: state,action:A,action:B,reward:A,reward:B,next,probability",
            })
    void refusesRows(String rows, String message) {
        Path file = FormatFixtures.write(folder, "bad.csv", EXAMPLE + rows.replace(";", "\n") + "\n");
        assertRefused(file, message, () -> StochasticFiles.read(file));
        assertThat(StochasticFiles.isStochastic(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "# start s0;H;R ~ : found no line '# discount ...' before the header, expected one",
                "# discount x;H;R ~ : '# discount': found 'x', expected a number",
                "# discount 1.5;H;R ~ : discount (1.5) of game bad must be a number from 0 to 1",
                "# discount 0.5;# start s9;H;R ~ : '# start': found 's9', expected one of the states",
                "# discount 0.5;# start s9=0.5,s0=0.5;H;R ~ : '# start': found 's9', expected one of the states",
                "# discount 0.5;# start s0=0.5,s9=0.5;H;R ~ : '# start': found 's9', expected one of the states",
                "# discount 0.5;# start s0=0.5;H;R ~ : start probabilities of game bad sum to 0.5, they must sum to 1",
                "# discount 0.5;# start s0=x;H;R ~ : '# start': found 'x', expected a number",
                "# discount 0.5;# start s0=1.5,s1=-0.5;H;R ~ : start probability (1.5) of state s0 of game bad must be from 0 to 1",
                "# discount 0.5;H ~ : found no rows, expected at least one",
                "# discount 0.5 ~ :1:15: found end of file, expected a header: state,action:A,action:B,reward:A,reward:B,next,probability",
                "# discount 1;H;s0,n,s,0,0,s0,1 ~ : discount (1) of game bad: found that play from state s0 need never end, expected a discount below 1 or an absorbing state under every policy",
                "# discount 0.5;state,action:A,action:B,reward:B,reward:A,next,probability;R ~ :2:25: found 'reward:B', expected columns as in state,action:A,action:B,reward:A,reward:B,next,probability",
                "# discount 0.5;state,action:,reward:,next,probability;R ~ :2:7: found 'action:', expected columns as in state,action:A,action:B,reward:A,reward:B,next,probability",
                "# discount 0.5;state,next,probability;R ~ :2:7: found 'next', expected columns as in state,action:A,action:B,reward:A,reward:B,next,probability",
                "# discount 0.5;state,action:A,reward:A,next,weight;R ~ :2:30: found 'weight', expected columns as in state,action:A,action:B,reward:A,reward:B,next,probability",
            })
    void refusesTables(String text, String message) {
        String lines = text.replace(";H", "\n" + HEADER.strip())
                .replace(";R", "\ns0,n,s,0,0,s1,1\n")
                .replace(";", "\n");
        Path file = FormatFixtures.write(folder, "bad.csv", lines);
        assertRefused(file, message, () -> StochasticFiles.read(file));
    }

    @Test
    void namesAreOneLine() {
        Path file = FormatFixtures.write(folder, "bad.csv", EXAMPLE + "\"s\n1\",n,s,0,0,s0,1\n");
        assertRefused(file, ":6:1: found 's\\n1', expected a name for state", () -> StochasticFiles.read(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,2,3", "a,b|c", "state,next,probability", "x,action:A,reward:A,next,probability", "''", "# only"
            })
    void otherTablesAreNoGames(String text) {
        assertThat(StochasticFiles.isStochastic(FormatFixtures.write(folder, "other.csv", text)))
                .isFalse();
    }

    @Test
    void otherFilesAreNoGames() {
        assertThat(StochasticFiles.isStochastic(folder)).isFalse();
        assertThat(StochasticFiles.isStochastic(folder.resolve("missing.csv"))).isFalse();
        assertThat(StochasticFiles.isStochastic(FormatFixtures.write(folder, "game.txt", EXAMPLE)))
                .isFalse();
        assertThat(StochasticFiles.isStochastic(FormatFixtures.write(folder, "bad.npz", "PK")))
                .isFalse();
        Path other = folder.resolve("game.json");
        assertRefused(
                other,
                ": found extension '.json', expected one of .csv or .npz",
                () -> StochasticFiles.requireWritable(other));
    }

    private static byte[] array(String type, double... numbers) {
        return NpyFixtures.npy(
                "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + numbers.length + ",), }",
                NpyFixtures.encode(type, numbers));
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        double[] codes = new double[bytes.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = bytes[i];
        }
        return array("|u1", codes);
    }

    /** Two states and an end; in the first one two actions against one. */
    private static Map<String, byte[]> arrays() {
        Map<String, byte[]> arrays = new TreeMap<>();
        arrays.put("discount.npy", array("<f8", 0.5));
        arrays.put("players.npy", text("A\nB"));
        arrays.put("states.npy", text("s\nt\nend"));
        arrays.put("shape.npy", array("<i8", 0, 1, -1));
        arrays.put("actions.npy", text("x\ty\nz\nw\nv"));
        arrays.put("start.npy", array("<f8", 0.5, 0.5, 0));
        arrays.put("first_successor.npy", array("<i4", 0, 1, 3, 4));
        arrays.put("successor.npy", array("<i4", 1, 0, 2, 2));
        arrays.put("probability.npy", array("<f8", 1, 0.25, 0.75, 1));
        arrays.put("reward.npy", array("<f8", 1, 2, 3, 4, 5, 6, 7, 8));
        return arrays;
    }

    @Test
    void readsArrays() {
        Path file = FormatFixtures.write(folder, "game.npz", NpyFixtures.zip(arrays()));
        StochasticModel model = StochasticFiles.read(file);
        assertThat(model.keys()).containsExactly("s", "t", "end");
        assertThat(model.shape(0).labels()).containsExactly(List.of("x", "y"), List.of("z"));
        assertThat(model.shape(1).labels()).containsExactly(List.of("w"), List.of("v"));
        assertThat(model.isAbsorbing(2)).isTrue();
        assertThat(model.rewards()).containsExactly(1, 4.5, 2, 5.5, 7, 8);
        assertThat(model.start(1)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "discount | <f8 | 0.5 0.5 | : discount: found 2 numbers, expected 1",
                "discount | <f8 | -1 | : discount (-1.0) of game bad must be a number from 0 to 1",
                "discount | <f8 | | : discount: found 0 numbers, expected 1",
                "players | <f8 | 300 | : players[0]: found 300.0, expected an integer from -128 to 255",
                "players | <f8 | | : game bad: found no players, expected at least 1",
                "states | u1 | 115 10 115 10 116 | : state s of game bad must be there once",
                "shape | <i8 | 0 1 | : shape: found 2 numbers, expected 3",
                "shape | <i8 | 0 1 2 | : shape[2]: found 2.0, expected an integer from -1 to 1",
                "shape | <f8 | 0 0.5 -1 | : shape[1]: found 0.5, expected an integer from -1 to 1",
                "shape | <i8 | 0 0 -1 | : first_successor: found 3 rows that ascend, expected one for every state and joint action",
                "shape | <i8 | 0 -1 -1 | : first_successor: found 3 rows up to successor 4, expected 2 up to 4",
                "actions | u1 | 120 10 121 10 122 | : actions: found 3 lines, expected one for each of 2 players of every shape",
                "actions | u1 | 120 9 120 10 122 10 119 10 118 | : action x of player A in state s of game bad must be there once",
                "start | <f8 | 0.5 0.5 | : start: found 2 numbers, expected 3",
                "start | <f8 | 0.5 0.25 0 | : start probabilities of game bad sum to 0.75, they must sum to 1",
                "start | <f8 | 1.5 -0.5 0 | : start probability (1.5) of state s of game bad must be from 0 to 1",
                "first_successor | <i4 | | : first_successor: found no numbers, expected at least one",
                "first_successor | <i4 | 0 1 3 | : first_successor: found 2 rows that ascend, expected one for every state and joint action",
                "first_successor | <i4 | 0 1 0 4 | : first_successor: found 3 rows that ascend, expected one for every state and joint action",
                "first_successor | <i4 | 0 1 3 5 | : first_successor[3]: found 5.0, expected an integer from 0 to 4",
                "first_successor | <i4 | 0 1 3 3 | : probabilities of row 2 of game bad sum to 0.0, they must sum to 1",
                "first_successor | <i4 | 0 1 3 4 4 | : first_successor: found 4 rows up to successor 4, expected 3 up to 4",
                "successor | <i4 | 1 0 3 2 | : successor[2]: found 3.0, expected an integer from 0 to 2",
                "successor | <i4 | 1 0 2 | : successor: found 3 numbers, expected 4",
                "probability | <f8 | 1 0.25 0.5 1 | : probabilities of row 1 of game bad sum to 0.75, they must sum to 1",
                "probability | <f8 | 1 -0.25 1.25 1 | : probability (-0.25) of successor s of game bad must be above 0 and at most 1",
                "probability | <f8 | 1 NaN 0.75 1 | : probability (NaN) of successor s of game bad must be above 0 and at most 1",
                "reward | <f8 | 1 2 3 4 5 6 7 | : reward: found 7 numbers, expected 8",
                "reward | <f8 | 1 2 3 4 5 6 7 NaN | : reward (NaN) of game bad must be finite",
            })
    void refusesArrays(String name, String type, String numbers, String message) {
        double[] values = numbers == null
                ? new double[0]
                : Stream.of(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray();
        Map<String, byte[]> arrays = arrays();
        arrays.put(name + ".npy", array(type.equals("u1") ? "|u1" : type, values));
        Path file = FormatFixtures.write(folder, "bad.npz", NpyFixtures.zip(arrays));
        assertRefused(file, message, () -> StochasticFiles.read(file));
    }

    @Test
    void refusesArchivesWithoutAllArrays() {
        for (String missing : new ArrayList<>(arrays().keySet())) {
            Map<String, byte[]> arrays = arrays();
            arrays.remove(missing);
            Path file = FormatFixtures.write(folder, "bad.npz", NpyFixtures.zip(arrays));
            List<String> names = new ArrayList<>(arrays.keySet());
            Collections.sort(names);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> StochasticFiles.read(file)))
                    .hasMessageStartingWith(file + ": found ")
                    .hasMessageEndingWith("expected discount, players, states, shape, actions, start, first_successor,"
                            + " successor, probability, reward");
        }
    }
}
