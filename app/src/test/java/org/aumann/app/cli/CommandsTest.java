package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every command where all goes well, for people and for programs. */
class CommandsTest {
    private static final List<String> DISTRIBUTION_KEYS = List.of(
            "values",
            "welfare",
            "entropy",
            "gini",
            "support",
            "certifiedEpsilon",
            "gap",
            "players",
            "actions",
            "jointActions");

    private static final List<String> SOLUTION_KEYS = List.of(
            "status", "solver", "epsilon", "objective", "iterations", "evaluations", "seconds", "game", "backend");

    @TempDir
    private Path folder = Path.of("");

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String chicken() {
        return GameFiles.write(folder, "chicken.nfg", GameFiles.CHICKEN).toString();
    }

    @Test
    void solvesChicken() {
        Invocation invocation = Invocation.of("solve", chicken(), "--solver", "mgce", "--json", "--quiet");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.err()).isEmpty();
        JsonNode json = invocation.json();
        assertKeys(json, DISTRIBUTION_KEYS);
        assertKeys(json, SOLUTION_KEYS);
        assertThat(json.get("status").asString()).isEqualTo("optimal");
        assertThat(json.get("solver").asString()).isEqualTo("mgce");
        assertThat(json.get("players").asInt()).isEqualTo(2);
        assertThat(json.get("actions").size()).isEqualTo(2);
        assertThat(json.get("jointActions").asInt()).isEqualTo(4);
        // Known answer: (5, 10, 10, 9) / 34, values 72/17.
        assertThat(json.get("values").get(0).asDouble()).isCloseTo(72.0 / 17, within(1e-6));
        assertThat(json.get("welfare").asDouble()).isCloseTo(144.0 / 17, within(1e-6));
        assertThat(json.get("gini").asDouble()).isCloseTo(1 - 306.0 / (34 * 34), within(1e-6));
        assertThat(json.get("support").asInt()).isEqualTo(4);
        for (String concept : List.of("ce", "cce")) {
            JsonNode gap = json.get("gap").get(concept);
            assertThat(gap.get("perPlayer").size()).isEqualTo(2);
            assertThat(gap.get("sum").asDouble()).isBetween(0.0, 1e-7);
            assertThat(gap.get("max").asDouble()).isBetween(0.0, 1e-7);
            assertThat(json.get("certifiedEpsilon").get(concept).asDouble()).isLessThan(1e-7);
        }
        assertThat(json.get("objective").get("value").isDouble()).isTrue();
        assertThat(json.get("objective").get("lower").isDouble()).isTrue();
        assertThat(json.get("objective").get("upper").isDouble()).isTrue();
        assertThat(json.get("iterations").isIntegralNumber()).isTrue();
        assertThat(json.get("seconds").isDouble()).isTrue();
        assertThat(json.has("residual")).isFalse();
    }

    private static void assertKeys(JsonNode json, List<String> keys) {
        assertThat(json.propertyNames()).containsAll(keys);
    }

    @Test
    void aLooserToleranceEndsSooner() {
        String game = "rank(players=3,actions=6,seed=1)";
        JsonNode loose = Invocation.of("solve", game, "--solver", "mecce", "--tolerance", "1e-3", "--json")
                .json();
        JsonNode tight =
                Invocation.of("solve", game, "--solver", "mecce", "--json").json();

        assertThat(loose.get("status").asString()).isEqualTo("optimal");
        assertThat(loose.get("evaluations").asInt())
                .isLessThan(tight.get("evaluations").asInt());
        assertThat(loose.get("certifiedEpsilon").get("cce").asDouble())
                .isGreaterThan(tight.get("certifiedEpsilon").get("cce").asDouble());
    }

    @Test
    void solvesByEpisodes() {
        String[] arguments = {
            "solve", "kuhn_poker", "--solver", "mecce", "--episodes", "4000000", "--decide", "0.5", "--json"
        };
        Invocation invocation = Invocation.of(arguments);

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        JsonNode sampling = invocation.json().get("sampling");
        assertThat(sampling.get("decision").asString()).isEqualTo("equilibrium");
        assertThat(sampling.get("upper").asDouble()).isLessThanOrEqualTo(0.5);
        assertThat(sampling.get("largestGain").asDouble())
                .isBetween(
                        sampling.get("lower").asDouble(), sampling.get("upper").asDouble());
        assertThat(sampling.get("episodes").asLong()).isLessThan(4_000_000);
        assertThat(sampling.get("confidence").asDouble()).isEqualTo(0.95);
        assertThat(invocation.events())
                .filteredOn(event -> event.get("event").asString().equals("round"))
                .hasSize(sampling.get("rounds").asInt());
        assertThat(Invocation.of(arguments).json().get("sampling")).isEqualTo(sampling);

        Invocation undecided =
                Invocation.of("solve", "kuhn_poker", "--episodes", "30000", "--decide", "1e-3", "--quiet");
        assertThat(undecided.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(undecided.out())
                .contains("episodes    30,000 in ", "sampled     largest gain ", "decision    undecided at 0.001");
    }

    /** The same game by count profiles and by its tensor. */
    @ParameterizedTest
    @ValueSource(strings = {"congestion", "dispersion", "symmetric"})
    void solvesSymmetricGamesByCountProfiles(String family) throws IOException {
        String game = family + "(players=4,actions=3)";
        Path out = folder.resolve("x.csv");
        JsonNode tensor =
                Invocation.of("solve", game, "--solver", "mecce", "--json").json();
        JsonNode json = Invocation.of(
                        "solve", game, "--symmetric", "--solver", "mecce", "--json", "--out", out.toString())
                .json();
        assertThat(json.get("countProfiles").asInt()).isEqualTo(15);
        assertThat(json.get("jointActions").asInt()).isEqualTo(81);
        assertThat(json.get("values").size()).isEqualTo(4);
        for (String number : List.of("welfare", "entropy", "gini")) {
            assertThat(json.get(number).asDouble())
                    .as(number)
                    .isCloseTo(tensor.get(number).asDouble(), within(1e-5));
        }
        List<String> rows = Files.readAllLines(out);
        assertThat(rows.getFirst()).isEqualTo("count 0,count 1,count 2,probability");
        double sum = rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)))
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nash", "ce", "cce"})
    void runsMeanFieldPsro(String concept) {
        Invocation invocation = Invocation.of(
                "mfpsro", "biased_indirect_rps", "--concept", concept, "--tolerance", "1e-9", "--json", "--quiet");
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        JsonNode json = invocation.json();
        assertThat(json.get("status").asString()).isEqualTo("converged");
        assertThat(json.get("gap").get(concept).asDouble()).isLessThanOrEqualTo(1e-9);
        assertKeys(json.get("gap"), List.of("nash", "cce", "ce", "ceWeightedSum", "ceConditional"));
        assertThat(json.get("policies").get(0).asInt()).isEqualTo(3);
        assertThat(json.get("support").asInt()).isBetween(1, 10);
        JsonNode history = json.get("history");
        assertThat(history.size()).isEqualTo(json.get("iterations").asInt());
        assertKeys(history.get(0).get("gap"), List.of("nash", "cce", "ce", "ceWeightedSum", "ceConditional"));
        assertKeys(history.get(0).get("seconds"), List.of("restricted", "compression", "bestResponse", "certificate"));
        assertThat(history.get(0).get("innerSteps").asInt()).isPositive();
    }

    /** Of best responses, and of a baseline that randomises: what is read back has the same gaps, bit for bit. */
    @ParameterizedTest
    @ValueSource(strings = {"--concept cce --iterations 4", "--method mirror_descent --concept nash --iterations 3"})
    void gapConfirmsADevice(String options, @TempDir Path folder) {
        String game = "mfg_predator_prey(size=3,horizon=3)";
        Path out = folder.resolve("mediator.json");
        List<String> words = new ArrayList<>(List.of("mfpsro", game, "--out", out.toString(), "--json", "--quiet"));
        words.addAll(List.of(options.split(" ", -1)));
        Invocation run = Invocation.of(words.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
        Invocation check = Invocation.of("gap", game, "--sigma", out.toString(), "--json");
        assertThat(check.status()).as(check.err()).isEqualTo(ExitStatus.OK);
        for (String key : List.of("gap", "gapPerPopulation", "values", "support")) {
            assertThat(check.json().get(key)).isEqualTo(run.json().get(key));
        }
        assertThat(Invocation.of("gap", game, "--sigma", out.toString()).out()).contains("CCE gap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"margin", "entropy", "kl"})
    void runsDevicePrograms(String objective) {
        Invocation invocation = Invocation.of(
                "mfpsro",
                "biased_indirect_rps",
                "--mediator",
                objective,
                "--mixtures",
                "2",
                "--tolerance",
                "1e-6",
                "--json",
                "--quiet");
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        JsonNode json = invocation.json();
        assertThat(json.get("status").asString()).isEqualTo("converged");
        assertThat(json.get("support").asInt()).isLessThanOrEqualTo(2);
        assertKeys(json.get("program"), List.of("status", "objective", "mixtures", "violation", "slope"));
        assertThat(json.get("program").get("mixtures").asInt()).isEqualTo(2);
        assertThat(json.get("program").get("violation").asDouble()).isLessThanOrEqualTo(1e-6);
        assertThat(json.get("history").get(0).has("program")).isTrue();
    }

    @Test
    void runsTheBaselinesOfMeanFieldPsro() {
        for (String method : List.of("fictitious_play", "mirror_descent")) {
            Invocation invocation = Invocation.of(
                    "mfpsro", "mfg_crowd_modelling", "--method", method, "--concept", "nash", "--iterations", "20");
            assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
            assertThat(invocation.out()).contains(method + " for NASH", "iteration_limit after 20 iterations");
        }
    }

    @Test
    void solvesWhatNoTensorHolds() {
        Invocation invocation =
                Invocation.of("solve", "congestion(players=40,actions=3)", "--symmetric", "--solver", "mwce");
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.out())
                .contains("40 players who are alike, 3 actions: 861 count profiles of 1.22e+19 joint actions")
                .contains(" each");
    }

    @Test
    void printsTheReport() {
        Invocation invocation = Invocation.of("solve", "matrix_chicken", "--solver", "mwce");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.out())
                .contains("status      optimal", "welfare     10.5", "certificate", "  CE ", "  CCE ", "objective");
        assertThat(invocation.err()).startsWith("[INFO] back end ").hasLineCount(1);
    }

    @Test
    void quietIsQuiet() {
        Invocation invocation = Invocation.of("solve", "matrix_chicken", "--quiet");

        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.out()).contains("status      optimal");
    }

    @Test
    void writesProgressAsLines() {
        Invocation invocation = Invocation.of("solve", "matrix_chicken", "--json");

        assertThat(invocation.events()).isNotEmpty().allSatisfy(event -> assertKeys(event, List.of("event")));
        assertThat(invocation.events().getFirst().get("event").asString()).isEqualTo("log");
    }

    @Test
    void anUnknownBoundIsNull() {
        JsonNode json = Invocation.of("solve", "matrix_chicken", "--solver", "uni", "--json")
                .json();

        assertThat(json.get("objective").get("upper").isNull()).isTrue();
        assertThat(json.get("objective").has("upper")).isTrue();
    }

    @Test
    void anInfeasibleEpsilonIsAnAnswerWithStatusOne() {
        String out = file("sigma.npz");

        // The smallest epsilon of chicken is -1/2.
        Invocation invocation = Invocation.of(
                "solve", "matrix_chicken", "--solver", "mwce", "--epsilon=-1", "--json", "--quiet", "--out", out);

        assertThat(invocation.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(invocation.json().get("status").asString()).isEqualTo("infeasible");
        assertThat(invocation.json().get("notes").size()).isPositive();
        assertThat(Path.of(out)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mgce", "mgcce", "mece", "mecce", "mwcce", "uni"})
    void onePlayerAndOneActionAreEnough(String solver) {
        Path game = GameFiles.write(folder, "one.npy", GameFiles.npy("(1, 1)", 3));

        Invocation invocation = Invocation.of("solve", game.toString(), "--solver", solver, "--json", "--quiet");

        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.json().get("values").get(0).asDouble()).isEqualTo(3);
    }

    @Test
    void solvesAnExtensiveGameOverReducedStrategies() {
        Path game = GameFiles.write(folder, "pennies.efg", GameFiles.PENNIES);

        JsonNode json =
                Invocation.of("solve", game.toString(), "--json", "--quiet").json();

        assertThat(json.get("jointActions").asInt()).isEqualTo(4);
        assertThat(json.get("values").get(0).asDouble()).isCloseTo(0, within(1e-9));
        assertThat(json.get("game").get("terminals").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigma.npz", "sigma.npy", "sigma.csv"})
    void gapChecksWhatSolveWrote(String name) {
        String sigma = file(name);
        JsonNode solved = Invocation.of("solve", chicken(), "--json", "--quiet", "--out", sigma)
                .json();

        Invocation invocation = Invocation.of("gap", chicken(), "--sigma", sigma, "--json");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.err()).isEmpty();
        assertKeys(invocation.json(), DISTRIBUTION_KEYS);
        for (String key : DISTRIBUTION_KEYS) {
            assertThat(invocation.json().get(key)).as(key).isEqualTo(solved.get(key));
        }
        assertThat(Invocation.of("gap", chicken(), "--sigma", sigma).out()).contains("certificate", "welfare");
    }

    @Test
    void gapOfAKnownDistribution() {
        // Spec: Gibson with ½(A,a) + ¼(B,b) + ¼(C,b) has CCE gap 0 and CE gap 0.25.
        String sigma = GameFiles.write(folder, "gibson.npy", GameFiles.npy("(3, 2)", 0.5, 0, 0, 0.25, 0, 0.25))
                .toString();

        JsonNode json = Invocation.of("gap", "matrix_gibson", "--sigma", sigma, "--json")
                .json();

        assertThat(json.get("gap").get("cce").get("sum").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(json.get("gap").get("ce").get("sum").asDouble()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void runsJpsro() {
        String folder = file("run");
        Invocation invocation = Invocation.of(
                "jpsro", "kuhn_poker(players=2)", "--eval", "mgcce", "--patience", "0", "--json", "--out", folder);

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        JsonNode json = invocation.json();
        assertKeys(json, DISTRIBUTION_KEYS);
        assertKeys(json, SOLUTION_KEYS);
        assertThat(json.get("status").asString()).isEqualTo("converged");
        assertThat(json.get("values").get(0).asDouble()).isCloseTo(-1.0 / 18, within(1e-6));
        assertThat(json.get("gap").get("perPlayer").size()).isEqualTo(2);
        assertThat(json.get("gap").get("sum").asDouble()).isBetween(0.0, 1e-6);
        assertThat(json.get("gap").get("max").isDouble()).isTrue();
        assertThat(json.get("game").get("name").asString()).isEqualTo("kuhn_poker(players=2)");
        assertThat(json.get("game").get("terminals").asInt()).isEqualTo(30);
        assertThat(json.get("game").get("infostates").asInt()).isEqualTo(12);
        assertThat(json.get("game").get("histories").isInt()).isTrue();
        assertThat(json.get("history").size()).isEqualTo(json.get("iterations").asInt());
        JsonNode first = json.get("history").get(0);
        assertThat(first.get("iteration").asInt()).isEqualTo(1);
        assertThat(first.get("policies").size()).isEqualTo(2);
        for (String role : List.of("train", "eval")) {
            // Uniform policies: values ±1/8, NashConv 11/12.
            assertThat(first.get(role).get("value").get(0).asDouble()).isCloseTo(0.125, within(1e-12));
            assertThat(first.get(role).get("measured").get("sum").asDouble()).isCloseTo(11.0 / 12, within(1e-12));
            assertKeys(first.get(role).get("measured"), List.of("perPlayer", "sum", "max"));
        }
        assertKeys(first.get("seconds"), List.of("payoffs", "solve", "bestResponse"));
        assertThat(Path.of(folder, "sigma.npz")).exists();
        List<JsonNode> iterations = invocation.events().stream()
                .filter(event -> event.get("event").asString().equals("iteration"))
                .toList();
        assertThat(iterations).hasSize(json.get("iterations").asInt());
        assertKeys(iterations.getFirst(), List.of("iteration", "policies", "train", "eval", "seconds"));
    }

    @Test
    void jpsroPrintsATable() {
        Invocation invocation = Invocation.of("jpsro", "kuhn_poker", "--iterations", "2", "--eval", "mgcce");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.out().lines().toList())
                .anyMatch(line -> line.startsWith("iteration  policies"))
                .anyMatch(line -> line.startsWith("        1  1 x 1 "))
                .anyMatch(line -> line.startsWith("        2  2 x 2 "))
                .anyMatch(line -> line.equals("status      iteration_limit after 2 iterations"));
    }

    /** Payoffs are means of episodes, so that the loop is certain of what the certificate refutes. */
    @Test
    void jpsroPlaysEpisodes() {
        JsonNode json = Invocation.of(
                        "jpsro", "kuhn_poker", "--episodes", "500", "--iterations", "12", "--json", "--quiet")
                .json();

        assertThat(json.get("episodes").asInt()).isEqualTo(500);
        assertThat(json.get("gap").get("sum").asDouble()).isBetween(1e-3, 0.5);
        assertThat(Invocation.of("jpsro", "kuhn_poker", "--episodes", "500", "--iterations", "2")
                        .out())
                .contains("payoffs     means of 500 episodes of every joint policy");
    }

    @Test
    void jpsroTakesAFile() {
        Path game = GameFiles.write(folder, "pennies.efg", GameFiles.PENNIES);

        JsonNode json = Invocation.of(
                        "jpsro",
                        game.toString(),
                        "--eval=mgcce",
                        "--target=ce",
                        "--train=mgce",
                        "--br-tie=max_entropy",
                        "--selection=all_novel",
                        "--players=cycle",
                        "--initial=random_deterministic",
                        "--iterations=3",
                        "--json",
                        "--quiet")
                .json();

        assertThat(json.get("history").size()).isPositive();
        assertThat(json.get("game").get("name").asString()).isEqualTo("pennies");
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        Stream<JsonNode> documents = Stream.of("7", "7", "8")
                .map(seed -> Invocation.of(
                                "jpsro",
                                "kuhn_poker",
                                "--iterations=3",
                                "--eval=mgcce",
                                "--initial=random_deterministic",
                                "--seed",
                                seed,
                                "--json",
                                "--quiet")
                        .json());

        List<JsonNode> values = documents.map(json -> json.get("values")).toList();
        assertThat(values.get(0)).isEqualTo(values.get(1)).isNotEqualTo(values.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.npy", "out.npz", "out.nfg", "out.gam"})
    void converts(String name) {
        Invocation invocation = Invocation.of("convert", "matrix_gibson", file(name), "--json");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertKeys(invocation.json(), List.of("game", "players", "actions", "jointActions", "precision", "output"));
        JsonNode again =
                Invocation.of("solve", file(name), "--solver=uni", "--json").json();
        JsonNode original = Invocation.of("solve", "matrix_gibson", "--solver=uni", "--json")
                .json();
        assertThat(again.get("values")).isEqualTo(original.get("values"));
        assertThat(again.get("gap")).isEqualTo(original.get("gap"));
    }

    @Test
    void listsTheGames() {
        JsonNode games = Invocation.of("games", "--json").json().get("games");

        assertThat(games.size()).isGreaterThan(15);
        assertKeys(games.get(0), List.of("id", "kind", "description", "parameters"));
        assertKeys(
                games.get(0).get("parameters").get(0), List.of("name", "type", "defaultValue", "range", "description"));
        assertThat(Invocation.of("games").out()).contains("kuhn_poker", "players=2", "2..6");
    }

    @Test
    void listsTheSolvers() {
        JsonNode solvers = Invocation.of("solvers", "--json").json().get("solvers");

        assertThat(solvers.valueStream().map(solver -> solver.get("id").asString()))
                .contains("uni", "mgce", "mgcce", "mecce", "min_epsilon_mwce");
        assertThat(Invocation.of("solvers").out()).contains("mgcce").contains("maximum Gini");
    }

    @Test
    void listsTheBackends() {
        JsonNode backends = Invocation.of("backends", "--json").json().get("backends");

        assertThat(backends.valueStream()
                        .filter(backend -> backend.get("chosen").asBoolean()))
                .singleElement()
                .satisfies(backend -> assertKeys(backend, List.of("id", "available", "device")));
        assertThat(Invocation.of("backends", "--backend", "reference").out())
                .contains("* reference")
                .contains("one thread");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "solve", "jpsro", "mfpsro", "jal", "gap", "convert", "games", "solvers", "backends"})
    void everyCommandExplainsItself(String command) {
        Invocation invocation = Invocation.of(command, "--help");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.out())
                .contains(
                        "Usage: aumann " + command, "Options:", "Examples:", "--json", "--quiet", "--seed", "--backend")
                .contains("  aumann " + command)
                .doesNotContain("DEFAULT-VALUE", "null");
    }

    @Test
    void nothingShowsTheHelp() {
        assertThat(Invocation.of().out()).contains("Usage: aumann", "Commands:", "jpsro");
        assertThat(Invocation.of("--help")).isEqualTo(Invocation.of());
        assertThat(Invocation.of("--version").out()).startsWith("aumann ");
    }
}
