package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with the input: status 2, one line on standard error, nothing on standard output, no file. */
class BadInputTest {
    private static final String LABELS = " \"t\" { \"a\" \"b\" } { { \"x\" \"y\" } { \"x\" \"y\" } } ";
    private static final String TWELVE_PLAYERS = "{ " + "\"p\" ".repeat(12) + "} { " + "10 ".repeat(12) + "}";

    private static final String KEEP = "{\"actions\": [\"keep\", \"wait\"], \"probability\": 1}";
    private static final String SEND = "{\"actions\": [\"send\", \"wait\"], \"probability\": -1}";
    private static final String WAIT = "{\"actions\": [\"wait\", \"keep\"], \"probability\": 1}";

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void writeFiles() {
        text("good.nfg", GameFiles.CHICKEN);
        text("empty.nfg", "");
        text("word.nfg", "NFG");
        text("garbage.nfg", "\u0000\u0001 garbage");
        text("labels.nfg", "NFG 1 R \"t\" { \"a\" \"b");
        text("short.nfg", "NFG 1 R" + LABELS + "1 2 3 4 5 6 7");
        text("long.nfg", "NFG 1 R" + LABELS + "1 2 3 4 5 6 7 8 9");
        text("nan.nfg", "NFG 1 R" + LABELS + "1 2 3 nan 5 6 7 8");
        text("infinite.nfg", "NFG 1 R" + LABELS + "1 2 3 1e999 5 6 7 8");
        text("no-players.nfg", "NFG 1 R \"t\" { } { } ");
        text("no-actions.nfg", "NFG 1 R \"t\" { \"a\" } { 0 } ");
        text("huge.nfg", "NFG 1 R \"t\" " + TWELVE_PLAYERS + " 1 2 3");
        text("empty.efg", "");
        text("cut.efg", GameFiles.PENNIES.substring(0, 90));
        text("recall.efg", GameFiles.IMPERFECT_RECALL);
        text("no-players.efg", "EFG 2 R \"t\" { } t \"\" 0");
        text("nan.efg", "EFG 2 R \"t\" { \"a\" } t \"\" 1 \"\" { nan }");
        text(
                "chance.efg",
                "EFG 2 R \"t\" { \"a\" } c \"\" 1 \"\" { \"l\" 1/2 \"r\" 1/3 } 0 t \"\" 1 \"\" { 1 } t \"\" 1");
        text("empty.gam", "");
        text("short.gam", "2\n2 2\n1 2 3 4 5 6 7");
        text("nan.gam", "2\n2 2\n1 2 3 4 5 6 7 nan");
        text("no-players.gam", "0\n");
        text("empty.csv", "");
        text("header.csv", "agent,score\nx,1\n");
        text("hole.csv", "agent_0,score_0,agent_1,score_1\nx,1,x,1\ny,1,y,1\n");
        text("matrix.csv", "1,2,3\n4,5,6\n");
        text("tuple.csv", "agents,scores\nx,1\n");
        text("nan.csv", "agent_0,score_0,agent_1,score_1\nx,nan,x,1\n");
        bytes("empty.npy", new byte[0]);
        bytes("garbage.npy", "not an array at all".getBytes(StandardCharsets.UTF_8));
        bytes("header.npy", Arrays.copyOf(GameFiles.npy("(2, 2, 2)", new double[8]), 40));
        bytes("short.npy", GameFiles.npy("(2, 2, 2)", new double[7]));
        bytes("nan.npy", GameFiles.npy("(2, 2, 2)", 1, 2, 3, 4, 5, Double.NaN, 7, 8));
        bytes("infinite.npy", GameFiles.npy("(1, 1)", Double.POSITIVE_INFINITY));
        bytes("rank.npy", GameFiles.npy("(3, 2, 2)", new double[12]));
        bytes("scalar.npy", GameFiles.npy("()", 1));
        bytes("no-players.npy", GameFiles.npy("(0,)"));
        bytes("no-actions.npy", GameFiles.npy("(1, 0)"));
        bytes("huge.npy", GameFiles.npy("(12" + ", 10".repeat(12) + ")", 1, 2, 3));
        bytes("empty.npz", new byte[0]);
        bytes("garbage.npz", "PK but not a zip file".getBytes(StandardCharsets.UTF_8));
        bytes("nan.npz", GameFiles.zip("payoffs.npy", GameFiles.npy("(1, 2)", 1, Double.NaN)));
        double[] nan = new double[5 * 8];
        nan[29] = Double.NaN;
        bytes("nan-batch.npz", GameFiles.zip("payoffs.npy", GameFiles.npy("(5, 2, 2, 2)", nan)));
        bytes("batch.npy", GameFiles.npy("(5, 2, 2, 2)", new double[5 * 8]));
        bytes("short-batch.npy", GameFiles.npy("(5, 2, 2, 2)", new double[39]));
        bytes("no-games.npy", GameFiles.npy("(0, 2, 2, 2)"));
        bytes("axis-batch.npy", GameFiles.npy("(5, 3, 2, 2)", new double[60]));
        bytes("huge-batch.npy", GameFiles.npy("(2000000000, 3, 2000, 2000, 2000)", 1, 2, 3));
        bytes("general-sum.npy", GameFiles.npy("(1, 2, 2, 2)", 0, 7, 2, 6, 0, 2, 7, 6));
        bytes("uniform.npy", GameFiles.npy("(2, 2)", 0.25, 0.25, 0.25, 0.25));
        bytes("shape.npy", GameFiles.npy("(4,)", 0.25, 0.25, 0.25, 0.25));
        bytes("sum.npy", GameFiles.npy("(2, 2)", 0.25, 0.25, 0.25, 0.35));
        bytes("negative.npy", GameFiles.npy("(2, 2)", -0.25, 0.5, 0.5, 0.25));
        bytes("nan-sigma.npy", GameFiles.npy("(2, 2)", Double.NaN, 0.5, 0.25, 0.25));
        text("labels.csv", "row,column,probability\ndare,stay,1\n");
        text("empty.json", "");
        text("word.json", "{\"game\": }");
        text("other.json", "{\"status\": 1}");
        device("null.json", "null", "1", "[[1.0]]");
        device("action.json", "[[7,0,0,0],[0,0,0,0]]", "1", "[[1.0]]");
        device("state.json", "[[0,0,0],[0,0,0]]", "1", "[[1.0]]");
        device("sum.json", "[[0,0,0,0],[0,0,0,0]]", "0.5", "[[1.0]]");
        device("weight.json", "[[0,0,0,0],[0,0,0,0]]", "1", "[[2.0]]");
        device("weights.json", "[[0,0,0,0],[0,0,0,0]]", "1", "[[0.5,0.5]]");
        device("population.json", "[[0,0,0,0],[0,0,0,0]]", "1", "[[1.0],[1.0]]");
        stochasticFiles();
        text("unknown.txt", "1 2 3");
        text("none.yaml", "");
        text("list.yaml", "- command\n- solve\n");
        text("syntax.yaml", "command: [solve\n");
        text("no-command.yaml", "game: matrix_chicken\n");
        text("command.yaml", "command: dissolve\ngame: matrix_chicken\n");
        text("recursive.yaml", "command: run\nfile: recursive.yaml\n");
        text("key.yaml", "command: solve\ngame: matrix_chicken\nslover: mgce\n");
        text("twice.yaml", "command: solve\ngame: matrix_chicken\nsolver: mgce\nsolver: mece\n");
        text("nested.yaml", "command: solve\ngame: {name: matrix_chicken}\n");
        text("null.yaml", "command: solve\ngame:\n");
        text("value.yaml", "command: solve\ngame: matrix_chicken\nepsilon: much\n");
        text("solver.yaml", "command: solve\ngame: matrix_chicken\nsolver: best\n");
        text("missing.yaml", "command: solve\nsolver: mgce\n");
        text("option.yaml", "command: solve\ngame: --help\n");
        text("game.yaml", "command: solve\ngame: matrix_hawk\n");
        text("two.yaml", "command: solve\ngame: matrix_chicken\n---\ncommand: solve\n");
    }

    private static void stochasticFiles() {
        stochastic("end.csv", "0.9", "s0,stay,stop,0,0,s1,1");
        stochastic("stochastic-sum.csv", "0.9", "s0,stay,stop,0,0,s0,0.5", "s0,stay,stop,0,1,s1,0.25");
        stochastic("joint.csv", "0.9", "s0,stay,stop,0,0,s0,1", "s0,go,wait,0,0,s0,1", "s0,go,stop,0,0,s0,1");
        stochastic("endless.csv", "1", "s0,stay,stop,0,0,s0,1");
        stochastic("discount.csv", "1.5", "s0,stay,stop,0,0,s1,1");
        stochastic("reward.csv", "0.9", "s0,stay,stop,much,0,s1,1");
        stochastic("successor.csv", "0.9", "s0,stay,stop,0,0,,1");
        stochastic("no-rows.csv", "0.9");
        text("no-discount.csv", "state,action:A,reward:A,next,probability\ns0,go,0,s1,1\n");
        Map<String, byte[]> arrays = new HashMap<>();
        arrays.put("discount.npy", GameFiles.npy("(1,)", 0.9));
        arrays.put("players.npy", GameFiles.npy("(3,)", 'A', '\n', 'B'));
        arrays.put("states.npy", GameFiles.npy("(1,)", 's'));
        arrays.put("shape.npy", GameFiles.npy("(1,)", 0));
        arrays.put("actions.npy", GameFiles.npy("(2,)", 'a', '\n'));
        arrays.put("start.npy", GameFiles.npy("(1,)", 1));
        arrays.put("first_successor.npy", GameFiles.npy("(1,)", 0));
        arrays.put("successor.npy", GameFiles.npy("(0,)"));
        arrays.put("probability.npy", GameFiles.npy("(0,)"));
        arrays.put("reward.npy", GameFiles.npy("(0, 2)"));
        bytes("no-actions-stochastic.npz", GameFiles.zip(arrays));
        arrays.remove("reward.npy");
        bytes("no-rewards-stochastic.npz", GameFiles.zip(arrays));
        policy("policy-state.json", state("s1", KEEP), state("s9", WAIT));
        policy("policy-missing.json", state("s1", KEEP));
        policy("policy-action.json", state("s1", KEEP), state("s2", KEEP));
        policy("policy-sum.json", state("s1", KEEP), state("s2", WAIT.replace("1}", "0.999}")));
        policy("policy-negative.json", state("s1", SEND, KEEP.replace("1}", "2}")), state("s2", WAIT));
        policy("policy-twice.json", state("s1", KEEP, KEEP), state("s2", WAIT));
        policy("policy-key.json", state("s1", KEEP), state("s2", WAIT), state("s2", WAIT));
        policy("policy-players.json", state("s1", KEEP), state("s2", WAIT.replace(", \"keep\"", "")));
        policy("policy-word.json", state("s1", KEEP), state("s2", WAIT.replace("probability", "weight")));
        policy("policy-none.json", state("s1", KEEP), state("s2", WAIT.replace(", \"probability\": 1", "")));
        policy("policy.json", state("s1", KEEP), state("s2", WAIT));
    }

    private static void stochastic(String name, String discount, String... rows) {
        text(
                name,
                "# discount " + discount + "\nstate,action:A,action:B,reward:A,reward:B,next,probability\n"
                        + String.join("\n", rows) + "\n");
    }

    /** A policy for {@code nosde}. */
    private static void policy(String name, String... states) {
        text(name, "{\"states\": {" + String.join(", ", states) + "}}");
    }

    private static String state(String key, String... entries) {
        return "\"" + key + "\": [" + String.join(", ", entries) + "]";
    }

    private static void text(String name, String text) {
        GameFiles.write(folder, name, text);
    }

    /** A device of one policy of {@code biased_indirect_rps}. */
    private static void device(String name, String actions, String probability, String weights) {
        text(name, """
                {"game": "biased_indirect_rps",
                 "policies": [[{"actions": %s}]],
                 "mixtures": [{"probability": %s, "weights": %s}]}
                """.formatted(actions, probability, weights));
    }

    private static void bytes(String name, byte[] bytes) {
        GameFiles.write(folder, name, bytes);
    }

    static Stream<List<String>> commandLines() {
        List<List<String>> lines = new ArrayList<>();
        Stream.of(
                        "empty.nfg word.nfg garbage.nfg labels.nfg short.nfg long.nfg nan.nfg infinite.nfg no-players.nfg",
                        "no-actions.nfg huge.nfg empty.efg cut.efg no-players.efg nan.efg chance.efg",
                        "empty.gam short.gam nan.gam no-players.gam empty.csv header.csv hole.csv nan.csv",
                        "empty.npy garbage.npy header.npy short.npy nan.npy infinite.npy rank.npy scalar.npy",
                        "no-players.npy no-actions.npy huge.npy empty.npz garbage.npz nan.npz",
                        "missing.nfg missing.efg missing.npy unknown.txt .")
                .flatMap(names -> Stream.of(names.split(" ")))
                .forEach(name -> lines.add(List.of("solve", "@/" + name)));
        Stream.of("empty word other null action state sum weight weights population missing".split(" "))
                .forEach(name -> lines.add(List.of("gap", "biased_indirect_rps", "--sigma", "@/" + name + ".json")));
        Stream.of(
                        "mfpsro biased_indirect_rps --out @/device.csv",
                        "mfpsro biased_indirect_rps --search random",
                        "mfpsro biased_indirect_rps --concept nash --learner matching",
                        "mfpsro biased_indirect_rps --concept nash --uniform",
                        "mfpsro biased_indirect_rps --concept nash --compress-every 5",
                        "mfpsro biased_indirect_rps --uniform --compress-every 5",
                        "mfpsro biased_indirect_rps --mediator margin --steps 5",
                        "mfpsro biased_indirect_rps --mediator margin --plain",
                        "mfpsro biased_indirect_rps --responses 3",
                        "mfpsro biased_indirect_rps --learning-rate 0.2",
                        "mfpsro biased_indirect_rps --noise-samples 3",
                        "mfpsro biased_indirect_rps --method fictitious_play --concept cce",
                        "mfpsro biased_indirect_rps --method fictitious_play --noise 0.1",
                        "mfpsro biased_indirect_rps --method fictitious_play --steps 10",
                        "mfpsro biased_indirect_rps --method fictitious_play --learning-rate 0.2",
                        "mfpsro biased_indirect_rps --method mirror_descent --backend cpu",
                        "jpsro kuhn_poker --train mwcce --tilt 0.5",
                        "jpsro kuhn_poker --episodes 0",
                        "jpsro kuhn_poker --episodes 4294967297",
                        "jpsro kuhn_poker --epsilon 0,0,0.1",
                        "solve kuhn_poker --episodes 1000000 --epsilon 0,0,0.1",
                        "jpsro kuhn_poker --train uni --eval uni --weights 1,2",
                        "jpsro kuhn_poker --train min_epsilon_mgcce --eval min_epsilon_mwcce --epsilon 0.1",
                        "mfpsro biased_indirect_rps --out @/none/mediator.json",
                        "gap mfg_crowd_modelling --sigma @/sum.json",
                        "jpsro @/recall.efg",
                        "jpsro @/short.nfg",
                        "gap @/nan.npy --sigma @/uniform.npy",
                        "convert @/nan.npy @/out.npz",
                        // batches
                        "solve @/nan-batch.npz",
                        "solve @/nan-batch.npz --batch --solver nash",
                        "solve @/short-batch.npy",
                        "solve @/no-games.npy",
                        "solve @/axis-batch.npy --batch",
                        "solve @/huge-batch.npy",
                        "solve @/nan.npy --batch",
                        "solve @/good.nfg --batch",
                        "solve @/missing.npz --batch",
                        "solve matrix_chicken --batch",
                        "gap @/batch.npy --sigma @/uniform.npy",
                        "jpsro @/batch.npy",
                        "solve @/batch.npy --symmetric",
                        "solve @/batch.npy --episodes 1000",
                        "solve @/batch.npy --exact",
                        "solve @/batch.npy --solver rece --prior @/uniform.npy",
                        "solve @/batch.npy --matrix zero_sum",
                        "solve @/batch.npy --columns agents=a,scores=b",
                        "solve @/batch.npy --solver alpharank --one-population",
                        "solve @/batch.npy --epsilon 0,0,0",
                        "solve @/batch.npy --solver uni --epsilon 0.1",
                        "solve @/batch.npy --out @/sigma.npy",
                        "solve @/batch.npy --out @/none/sigma.npz",
                        // stochastic games
                        "jal",
                        "jal hawk_dove",
                        "jal kuhn_poker",
                        "jal matrix_chicken",
                        "jal mfg_crowd_modelling",
                        "jal @/good.nfg",
                        "jal @/empty.csv",
                        "jal @/garbage.npz",
                        "jal @/matrix.csv",
                        "jal @/missing.csv",
                        "jal @/stochastic-sum.csv",
                        "jal @/joint.csv",
                        "jal @/endless.csv",
                        "jal @/discount.csv",
                        "jal @/reward.csv",
                        "jal @/successor.csv",
                        "jal @/no-rows.csv",
                        "jal @/no-discount.csv",
                        "jal @/no-actions-stochastic.npz",
                        "jal @/no-rewards-stochastic.npz",
                        "jal nosde(discount=1)",
                        "jal nosde(discount=2)",
                        "jal garnet(states=1000000000)",
                        "jal garnet(states=0)",
                        "jal garnet(players=3) --selection minimax",
                        "jal garnet(players=3) --selection minimax --method learning",
                        "jal garnet(states=5000) --method stationary",
                        "jal nosde --selection best",
                        "jal nosde --selection independent",
                        "jal nosde --method dreaming",
                        "jal nosde --method stationary --selection utilitarian",
                        "jal nosde --method stationary --backend cpu",
                        "jal nosde --method stationary --steps 10",
                        "jal nosde --method learning --iterations 10",
                        "jal nosde --method learning --steps 0",
                        "jal nosde --method learning --seeds 0",
                        "jal nosde --method learning --step-size 2",
                        "jal nosde --method learning --step-size 1/m",
                        "jal nosde --method learning --step-size decay:0.5,0.9",
                        "jal nosde --method learning --step-size decay:0.1,0.9,0.5",
                        "jal nosde --method learning --explore 2",
                        "jal nosde --method learning --episode-limit -1",
                        "jal nosde --method learning --drift 1",
                        "jal nosde --steps 10",
                        "jal nosde --seeds 2",
                        "jal nosde --step-size 1/n",
                        "jal nosde --explore 0.5",
                        "jal nosde --normalise",
                        "jal @/end.csv --method learning --normalise --episode-limit 5 --drift 1",
                        "jal nosde --episode-limit 5",
                        "jal nosde --drift 0.1",
                        "jal nosde --tolerance -1",
                        "jal nosde --iterations 0",
                        "jal nosde --time-limit 0",
                        "jal nosde --backend abacus",
                        "jal nosde --out @/policy.csv",
                        "jal nosde --out @/none/policy.json",
                        "solve nosde",
                        "solve nosde --symmetric",
                        "solve nosde --episodes 1000",
                        "solve @/end.csv",
                        "jpsro nosde",
                        "jpsro @/end.csv",
                        "mfpsro nosde",
                        "mfpsro @/end.csv",
                        "convert nosde @/nosde.nfg",
                        "convert nosde @/none/nosde.csv",
                        "convert @/end.csv @/end.npy",
                        "convert @/endless.csv @/endless.npz",
                        "convert nosde @/nosde.csv --matrix zero_sum",
                        "gap nosde --sigma @/missing.json",
                        "gap nosde --sigma @/empty.json",
                        "gap nosde --sigma @/word.json",
                        "gap nosde --sigma @/uniform.npy",
                        "gap nosde --sigma @/policy-state.json",
                        "gap nosde --sigma @/policy-missing.json",
                        "gap nosde --sigma @/policy-action.json",
                        "gap nosde --sigma @/policy-sum.json",
                        "gap nosde --sigma @/policy-negative.json",
                        "gap nosde --sigma @/policy-twice.json",
                        "gap nosde --sigma @/policy-key.json",
                        "gap nosde --sigma @/policy-players.json",
                        "gap nosde --sigma @/policy-word.json",
                        "gap nosde --sigma @/policy-none.json",
                        "gap nosde --sigma @/policy.json --exact",
                        "gap nosde --sigma @/policy.json --strict",
                        "gap nosde --sigma @/policy.json --one-population",
                        "gap grid_game_1 --sigma @/policy.json",
                        // games
                        "solve hawk_dove",
                        "solve matrix_chicken --episodes 0",
                        "solve matrix_chicken --episodes 10",
                        "solve matrix_chicken --episodes many",
                        "solve kuhn_poker --episodes 9000000000000000000",
                        "solve matrix_chicken --episodes 1000 --confidence 1",
                        "solve matrix_chicken --confidence 0.9",
                        "solve matrix_chicken --decide 0.1",
                        "solve leduc_poker --episodes 1000",
                        "solve matrix_chicken(",
                        "solve matrix_chicken(players=2)",
                        "solve rank(players=0)",
                        "solve rank(players=1)",
                        "solve rank(actions=0)",
                        "solve rank(players=two)",
                        "solve rank(sides=3)",
                        "solve rank(players=12,actions=10)",
                        "solve covariant(rho=NaN)",
                        "solve kuhn_poker(players=3)",
                        "jpsro kuhn_poker(players=1)",
                        "jpsro leduc",
                        // options
                        "solve",
                        "solve matrix_chicken matrix_bos",
                        "solve matrix_chicken --solver best",
                        "solve matrix_chicken --solver",
                        "solve matrix_chicken --slover mgce",
                        "solve matrix_chicken --epsilon much",
                        "solve matrix_chicken --epsilon NaN",
                        "solve matrix_chicken --epsilon Infinity",
                        "solve matrix_chicken --epsilon 0 --epsilon 1",
                        "solve matrix_chicken --epsilon 0,0,0",
                        "solve matrix_chicken --epsilon 0,,0",
                        "solve matrix_chicken --epsilon-unit euro",
                        "solve matrix_chicken --solver mwce --weights 1",
                        "solve matrix_chicken --solver mwce --weights 1,NaN",
                        "solve matrix_chicken --tilt -1",
                        "solve matrix_chicken --solver rece --prior @/missing.npz",
                        "solve matrix_chicken --solver rece --prior @/missing.npz --episodes 1000",
                        "solve matrix_chicken --strict",
                        "solve matrix_chicken --matrix zero_sum",
                        "solve matrix_chicken --columns agents=a,scores=b",
                        "solve matrix_chicken --one-population",
                        "solve kuhn_poker --episodes 1000 --one-population",
                        "gap mfg_crowd_modelling --sigma @/sum.json --one-population",
                        "solve @/good.nfg --matrix symmetric",
                        "solve @/cut.efg --matrix symmetric",
                        "solve @/matrix.csv",
                        "solve @/matrix.csv --matrix constant_sum",
                        "solve @/matrix.csv --matrix symmetric",
                        "solve @/matrix.csv --matrix zero_sum --columns agents=a,scores=b",
                        "solve @/matrix.csv --solver alpharank --one-population",
                        "solve @/matrix.csv --solver alpharank --one-population --matrix zero_sum",
                        "convert @/matrix.csv @/out.npy",
                        "gap @/matrix.csv --sigma @/uniform.npy",
                        "solve @/hole.csv --one-population",
                        "solve @/hole.csv --columns agents",
                        "solve @/hole.csv --columns agents=x,scores=y",
                        "solve @/tuple.csv",
                        "solve matrix_chicken --solver alpharank --epsilon 0.1",
                        "solve matrix_chicken --solver uni --weights 1,1",
                        "solve matrix_chicken --solver nash --tilt 1",
                        "solve matrix_chicken --solver prd --prior @/uniform.npy",
                        "solve matrix_chicken --solver mwce --tilt 1",
                        "solve matrix_chicken --solver mgce --prior @/uniform.npy",
                        "solve matrix_chicken --solver min_epsilon_mwce --epsilon 0.1",
                        "solve matrix_chicken --alpha 10",
                        "solve matrix_chicken --solver alpharank --alpha 0",
                        "solve matrix_chicken --solver alpharank --alpha much",
                        "solve matrix_chicken --solver alpharank --population-size 50",
                        "solve matrix_chicken --solver alpharank --alpha 1 --population-size 1",
                        "solve matrix_rps --solver alpharank --one-population --out @/x.npz",
                        "solve matrix_rps --solver alpharank --one-population --epsilon 0.1",
                        "solve matrix_rps --solver alpharank --one-population --symmetric",
                        "solve matrix_bos --solver alpharank --one-population",
                        "solve congestion(players=3) --solver alpharank --one-population",
                        "mfpsro kuhn_poker",
                        "mfpsro biased_indirect_rps --concept mixed",
                        "mfpsro biased_indirect_rps --learner matching --concept ce",
                        "mfpsro biased_indirect_rps --method mirror_descent --concept nash --learning-rate 0",
                        "mfpsro biased_indirect_rps --noise -1",
                        "mfpsro biased_indirect_rps --steps 0",
                        "mfpsro biased_indirect_rps --tolerance NaN",
                        "mfpsro biased_indirect_rps --mediator entropy --concept nash",
                        "mfpsro biased_indirect_rps --mediator gini",
                        "mfpsro biased_indirect_rps --mediator entropy --mixtures 0",
                        "mfpsro biased_indirect_rps --mediator entropy --kl-weight 0.5",
                        "mfpsro biased_indirect_rps --mediator kl --kl-weight 2",
                        "mfpsro biased_indirect_rps --mediator kl --kl-floor 0",
                        "mfpsro biased_indirect_rps --mediator margin --noise 0.1",
                        "mfpsro biased_indirect_rps --mixtures 3",
                        "mfpsro biased_indirect_rps --backend abacus",
                        "mfpsro mfg_crowd_modelling(horizon=0)",
                        "solve mfg_crowd_modelling",
                        "solve matrix_mp --symmetric",
                        "solve congestion --symmetric --out @/x.npz",
                        "solve congestion(actions=2x3) --symmetric",
                        "solve coordination --symmetric",
                        "solve congestion --symmetric --solver alpharank",
                        "solve congestion --symmetric --prior @/x.csv",
                        "solve congestion --symmetric --episodes 1000",
                        "solve congestion(players=100,actions=30) --symmetric",
                        "solve rank(players=6,actions=10) --exact",
                        "solve matrix_chicken --exact --episodes 1000",
                        "solve congestion --symmetric --exact",
                        "gap mfg_crowd_modelling --sigma @/sum.json --exact",
                        "solve @/recall.efg --episodes 1000",
                        "solve matrix_chicken --tolerance 0",
                        "solve matrix_chicken --tolerance 1",
                        "solve matrix_chicken --tolerance tight",
                        "solve matrix_chicken --time-limit 0",
                        "solve matrix_chicken --time-limit -1",
                        "solve matrix_chicken --time-limit NaN",
                        "solve matrix_chicken --time-limit 1e300",
                        "solve matrix_chicken --seed 1.5",
                        "solve matrix_chicken --backend abacus",
                        "jpsro kuhn_poker --train best",
                        "jpsro kuhn_poker --eval best",
                        "jpsro kuhn_poker --target nash",
                        "jpsro kuhn_poker --iterations 0",
                        "jpsro kuhn_poker --iterations many",
                        "jpsro kuhn_poker --patience -1",
                        "jpsro kuhn_poker --tolerance -1",
                        "jpsro kuhn_poker --tolerance NaN",
                        "jpsro kuhn_poker --br-tie last",
                        "jpsro kuhn_poker --explore far",
                        "jpsro kuhn_poker --selection ALL",
                        "jpsro kuhn_poker --players 2",
                        "jpsro kuhn_poker --initial nash",
                        "jpsro kuhn_poker --epsilon NaN",
                        "dissolve matrix_chicken",
                        "--jsno",
                        "games kuhn_poker",
                        "games --backend abacus",
                        "backends --backend abacus",
                        // outputs
                        "solve matrix_chicken --out @/out.txt",
                        "solve matrix_chicken --out @/out",
                        "solve matrix_chicken --out @/nowhere/out.npz",
                        "solve matrix_chicken --out @/good.nfg/out.npz",
                        "jpsro kuhn_poker --out @/out.npz",
                        "jpsro kuhn_poker --out @/none/run",
                        "convert @/good.nfg @/out.csv",
                        "convert @/good.nfg @/out.efg",
                        "convert @/good.nfg @/nowhere/out.npy",
                        "convert @/good.nfg",
                        // distributions
                        "gap @/good.nfg",
                        "gap @/good.nfg --sigma @/missing.npy",
                        "gap @/good.nfg --sigma @/shape.npy",
                        "gap @/good.nfg --sigma @/sum.npy",
                        "gap @/good.nfg --sigma @/negative.npy",
                        "gap @/good.nfg --sigma @/nan-sigma.npy",
                        "gap @/good.nfg --sigma @/labels.csv",
                        "gap @/good.nfg --sigma @/unknown.txt",
                        "gap @/good.nfg --sigma @/empty.npz",
                        "gap matrix_gibson --sigma @/uniform.npy",
                        // experiments
                        "run @/missing.yaml.yaml",
                        "run @/.",
                        "run @/none.yaml",
                        "run @/list.yaml",
                        "run @/syntax.yaml",
                        "run @/no-command.yaml",
                        "run @/command.yaml",
                        "run @/recursive.yaml",
                        "run @/key.yaml",
                        "run @/twice.yaml",
                        "run @/nested.yaml",
                        "run @/null.yaml",
                        "run @/value.yaml",
                        "run @/solver.yaml",
                        "run @/missing.yaml",
                        "run @/option.yaml",
                        "run @/game.yaml",
                        "run @/two.yaml",
                        "run @/good.nfg")
                .forEach(line -> lines.add(List.of(line.split(" "))));
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void isRefusedInOneLine(List<String> commandLine) throws IOException {
        List<String> filesBefore = files();

        for (List<String> options : List.of(List.<String>of(), List.of("--json"), List.of("--quiet"))) {
            Invocation invocation = Invocation.of(arguments(commandLine, options));

            assertThat(invocation.err()).startsWith("aumann: ").doesNotContain("internal error", "Exception");
            assertThat(invocation.err().lines()).hasSize(1);
            if (!commandLine.toString().contains("missing")) {
                assertThat(invocation.err()).doesNotContain("found no file");
            }
            assertThat(invocation.out()).isEmpty();
            assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(files()).isEqualTo(filesBefore);
        }
    }

    /** A sparse file of 2.56 TB: whoever reads it first will not be done within a minute. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aGameWithoutMemoryForItsEquilibriumIsNotRead() throws IOException {
        byte[] header = GameFiles.npy("(2, 400000, 400000)");
        Path sparse = GameFiles.write(folder, "sparse.npy", header);
        try (FileChannel channel = FileChannel.open(sparse, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8), header.length + 2 * 8 * 160_000_000_000L - 8);
        }

        Invocation invocation = Invocation.of("solve", sparse.toString(), "--solver", "mecce");

        Files.delete(sparse);
        assertThat(invocation.err())
                .isEqualTo(
                        "aumann: a distribution over the 160000000000 joint actions of [400000, 400000] needs 8 bytes "
                                + "for each, more memory than there is\n");
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void namesTheGameOfABatch() {
        String file = folder.resolve("nan-batch.npz").toString();
        assertThat(Invocation.of("solve", file).err())
                .isEqualTo("aumann: " + file
                        + ": payoff (NaN) of player 1 of game 3 at joint action [0, 1] must be finite\n");
        String generalSum = folder.resolve("general-sum.npy").toString();
        Invocation refused = Invocation.of("solve", generalSum, "--solver", "nash", "--quiet");
        assertThat(refused.err()).startsWith("aumann: game 0: sum of payoffs ");
        assertThat(refused.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(refused.out()).isEmpty();
    }

    /** What a user needs to find the mistake. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jal @/stochastic-sum.csv | stochastic-sum.csv: line 3: state 's0', joint action (stay, stop): found probabilities that sum to 0.75, expected 1",
                "jal @/joint.csv | joint.csv: state 's0', joint action (stay, wait): found no row, expected one for each of 4 joint actions",
                "jal @/endless.csv | found that play from state s0 need never end, expected a discount below 1",
                "jal @/reward.csv | reward.csv:3:",
                "jal @/no-discount.csv | found no line '# discount ...' before the header",
                "jal nosde --selection best | must be one of minimax, friend, nash, utilitarian",
                "jal garnet(players=3) --selection minimax | must be 2 for selection minimax",
                "jal garnet(states=1000000000) | states (1000000000) of game garnet must be an integer in 1..10000000",
                "jal nosde --selection independent | --selection independent: found --method planning, expected learning",
                "jal nosde --method stationary --selection x | selection (x) must be one of minimax",
                "jal nosde --method stationary --selection mece | --selection: found a run that does not look at it, expected --method planning or learning",
                "jal nosde --explore 0.5 | --explore: found a run that does not look at it, expected --method learning",
                "jal kuhn_poker | kuhn_poker: found an extensive game, which 'aumann jpsro' takes, expected a stochastic one",
                "solve nosde | nosde: found a stochastic game, which 'aumann jal' takes, expected an extensive or normal-form one",
                "mfpsro @/end.csv | end.csv: found a stochastic game, which 'aumann jal' takes, expected a mean-field one",
                "convert nosde @/nosde.nfg | nosde, a stochastic game:",
                "gap nosde --sigma @/policy-state.json | policy-state.json: found no state 's2', expected all that are not absorbing",
                "gap nosde --sigma @/policy-action.json | policy-action.json: state 's2': found action 'keep' of player first, expected one of wait",
                "gap nosde --sigma @/policy-sum.json | policy-sum.json: state 's2': found probabilities that sum to 0.999, expected 1",
                "gap nosde --sigma @/policy-negative.json | policy-negative.json: state 's1': found probability -1.0 of joint action (send, wait)",
                "gap nosde --sigma @/policy-twice.json | policy-twice.json: state 's1': found joint action (keep, wait) twice",
                "gap nosde --sigma @/policy-players.json | policy-players.json: state 's2': found 1 actions, expected one of each of 2 players",
            })
    void saysWhatIsWrongWithAStochasticGame(String line, String message) {
        assertThat(Invocation.of(arguments(List.of(line.split(" ")), List.of())).err())
                .contains(message)
                .hasLineCount(1);
    }

    private static String[] arguments(List<String> commandLine, List<String> options) {
        return Stream.concat(commandLine.stream(), options.stream())
                .map(argument -> argument.replace("@", folder.toString()))
                .toArray(String[]::new);
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("placedErrors")
    void namesThePlace(List<String> expectation) {
        Invocation invocation =
                Invocation.of("run", folder.resolve(expectation.get(0)).toString());

        assertThat(invocation.err()).contains(expectation.get(0) + expectation.get(1), expectation.get(2));
    }

    static Stream<List<String>> placedErrors() {
        return Stream.of(
                List.of("key.yaml", ":3:1: ", "found key 'slover', expected one of game, "),
                List.of("command.yaml", ":1:1: ", "found command 'dissolve'"),
                List.of("twice.yaml", ":4:1: ", "found key 'solver' again"),
                List.of("value.yaml", ":3:1: ", "'much' must be a finite number"),
                List.of("solver.yaml", ":3:1: ", "solver 'best' is unknown"),
                List.of("missing.yaml", ": ", "found no key 'game'"),
                List.of("game.yaml", ": ", "game matrix_hawk does not exist"));
    }
}
