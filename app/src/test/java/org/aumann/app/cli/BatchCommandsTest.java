package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.zip.ZipFile;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code aumann solve} of many games of one shape. */
class BatchCommandsTest {
    private static final double[] CHICKEN = {0, 7, 2, 6, 0, 2, 7, 6};
    private static final double[] CONSTANT = {3, 3, 3, 3, -1, -1, -1, -1};
    private static final double[] PENNIES = {1, -1, -1, 1, -1, 1, 1, -1};

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder = Path.of("");

    private String batch(String name, double[]... games) {
        double[] all = Arrays.stream(games).flatMapToDouble(Arrays::stream).toArray();
        byte[] array = GameFiles.npy("(" + games.length + ", 2, 2, 2)", all);
        return GameFiles.write(folder, name, GameFiles.zip("payoffs.npy", array))
                .toString();
    }

    /** Four games, so that the file cannot be one of three players. */
    private String four() {
        double[] scaled = Arrays.stream(CHICKEN).map(payoff -> 2 * payoff + 1).toArray();
        return batch("four.npz", CHICKEN, CONSTANT, PENNIES, scaled);
    }

    private static List<JsonNode> lines(Invocation invocation) {
        return invocation.out().lines().map(JSON::readTree).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mece", "mecce", "mgce", "mwcce", "uni"})
    void everyGameHasALineAsIfItWereAlone(String solver) {
        Invocation invocation = Invocation.of("solve", four(), "--solver", solver, "--json", "--quiet");
        String alone = GameFiles.write(folder, "chicken.nfg", GameFiles.CHICKEN).toString();
        JsonNode single =
                Invocation.of("solve", alone, "--solver", solver, "--json").json();

        assertThat(invocation.err()).isEmpty();
        List<JsonNode> lines = lines(invocation);
        assertThat(lines).hasSize(5);
        JsonNode chicken = lines.getFirst();
        JsonNode whole = lines.getLast();
        String concept = whole.get("concept").asString();
        assertThat(chicken.get("game").asInt()).isZero();
        assertThat(chicken.get("status")).isEqualTo(single.get("status"));
        assertThat(chicken.get("entropy").asDouble())
                .isCloseTo(single.get("entropy").asDouble(), within(1e-6));
        assertThat(chicken.get("objective").get("value").asDouble())
                .isCloseTo(single.get("objective").get("value").asDouble(), within(1e-6));
        assertThat(chicken.get("values").get(1).asDouble())
                .isCloseTo(single.get("values").get(1).asDouble(), within(1e-5));
        assertThat(chicken.get("largestGainRelative").asDouble())
                .isCloseTo(single.get("relativeGain").get(concept).asDouble(), within(2e-9));
        assertThat(sum(chicken.get("sigma"))).isCloseTo(1, within(1e-12));
        assertThat(chicken.get("sigma").get(0).get("actions")).hasSize(2);
        assertThat(lines.get(3).get("values").get(1).asDouble())
                .isCloseTo(2 * chicken.get("values").get(1).asDouble() + 1, within(1e-5));
        assertThat(whole.get("games").asInt()).isEqualTo(4);
        assertThat(whole.get("statuses").get("optimal").asInt()).isEqualTo(4);
        assertThat(whole.get("method").asString()).isEqualTo(solver.equals("uni") ? "game_by_game" : "batch");
        assertThat(whole.get("gamesPerSecond").asDouble()).isPositive();
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
    }

    private static double sum(JsonNode plays) {
        double sum = 0;
        for (JsonNode play : plays) {
            sum += play.get("probability").asDouble();
        }
        return sum;
    }

    @Test
    void peopleGetATable() {
        Invocation invocation = Invocation.of("solve", four(), "--solver", "mecce");

        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        List<String> lines = invocation.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("game  status   relative gain    objective  iterations  values");
        assertThat(lines.get(2)).matches(" +1  optimal +0  1\\.386294361 +0  3  -1");
        assertThat(invocation.out())
                .contains("\nbatch       four, 4 games\n", "\nstatus      4 optimal\n", " games a second\n");
    }

    /** The first games and those that are not solved. */
    @Test
    void aLongTableIsCut() {
        double[][] games = new double[1_200][];
        Arrays.fill(games, CHICKEN);
        Arrays.fill(games, 0, 5, CONSTANT);
        games[1_100] = CONSTANT;
        String file = batch("many.npz", games);

        Invocation all = Invocation.of("solve", file, "--solver", "mecce");
        assertThat(all.out().lines().filter(line -> line.contains("optimal "))).hasSize(10);
        assertThat(all.out()).contains("and 1,190 more, with --json and --out\n", "status      1,200 optimal\n");

        // Nobody can lose anything where payoffs are constant.
        Invocation unsolved = Invocation.of("solve", file, "--solver", "mgcce", "--epsilon=-0.1");
        assertThat(unsolved.out().lines().filter(line -> line.contains("infeasible  ")))
                .hasSize(6)
                .last()
                .asString()
                .startsWith("1100 ");
        assertThat(unsolved.out()).contains("and 1,189 more", "status      1,194 optimal, 6 infeasible\n");
        assertThat(unsolved.status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void writesWhatIsCertified() throws IOException {
        RandomGenerator random = new Philox(Seeds.seed());
        double[][] games = new double[40][];
        Arrays.setAll(
                games, _ -> DoubleStream.generate(random::nextGaussian).limit(8).toArray());
        Path out = folder.resolve("sigma.npz");

        Invocation invocation = Invocation.of(
                "solve", batch("random.npz", games), "--solver", "mece", "--out", out.toString(), "--quiet");

        assertThat(invocation.status()).as(Seeds.replay()).isEqualTo(ExitStatus.OK);
        double[] sigma = doubles(out, "sigma.npy", 160);
        double[] values = doubles(out, "values.npy", 80);
        assertThat(bytes(out, "optimal.npy", 40)).containsOnly((byte) 1);
        for (int game = 0; game < 40; game++) {
            byte[] alone = GameFiles.npy("(2, 2, 2)", games[game]);
            byte[] distribution = GameFiles.npy("(2, 2)", Arrays.copyOfRange(sigma, 4 * game, 4 * game + 4));
            JsonNode gap = Invocation.of(
                            "gap",
                            GameFiles.write(folder, "game.npy", alone).toString(),
                            "--sigma",
                            GameFiles.write(folder, "one.npy", distribution).toString(),
                            "--strict",
                            "--json")
                    .json();
            assertThat(gap.get("relativeGain").get("ce").asDouble()).isLessThan(1.1e-9);
            assertThat(gap.get("values").get(0).asDouble()).isCloseTo(values[2 * game], within(1e-12));
        }
    }

    private static double[] doubles(Path archive, String name, int count) throws IOException {
        double[] numbers = new double[count];
        ByteBuffer.wrap(bytes(archive, name, 8 * count))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(numbers);
        return numbers;
    }

    /** The last bytes of an array: its elements. */
    private static byte[] bytes(Path archive, String name, int count) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            byte[] all = zip.getInputStream(zip.getEntry(name)).readAllBytes();
            return Arrays.copyOfRange(all, all.length - count, all.length);
        }
    }

    /** Three 2 x 2 games look like one 2 x 2 x 2 game, and are one unless told otherwise. */
    @Test
    void whatMayBeOneGameIsOneUnlessABatchIsAskedFor() {
        String file = batch("three.npz", CHICKEN, CONSTANT, PENNIES);

        Invocation one = Invocation.of("solve", file, "--json");
        assertThat(one.json().get("players").asInt()).isEqualTo(3);
        assertThat(one.err()).contains("read as one game; with --batch ");

        List<JsonNode> games = lines(Invocation.of("solve", file, "--batch", "--json", "--quiet"));
        assertThat(games).hasSize(4);
        assertThat(games.getLast().get("players").asInt()).isEqualTo(2);
    }

    @Test
    void whatTimeRunsOutOnIsNotSolved() {
        double[][] games = new double[200][];
        RandomGenerator random = new Philox(Seeds.seed());
        Arrays.setAll(
                games, _ -> DoubleStream.generate(random::nextGaussian).limit(8).toArray());
        Path out = folder.resolve("sigma.npz");
        Invocation invocation = Invocation.of(
                "solve", batch("random.npz", games), "--time-limit=1e-9", "--json", "--solver=mwce", "--out=" + out);

        assertThat(invocation.status()).isEqualTo(ExitStatus.FAILED);
        List<JsonNode> lines = lines(invocation);
        assertThat(lines.getLast().get("statuses").get("time_limit").asInt()).isEqualTo(200);
        assertThat(lines.get(7).get("residual").asDouble()).isNotNegative();
        assertThat(lines.get(7).get("sigma").get(0).get("probability").asDouble())
                .isEqualTo(0.25);
        assertThat(out).doesNotExist();
    }

    @Test
    void programsHearOfProgress() {
        Invocation invocation = Invocation.of("solve", four(), "--solver", "mecce", "--json");
        JsonNode event = invocation.events().getLast();
        assertThat(event.get("event").asString()).isEqualTo("batch");
        assertThat(event.get("games").asInt()).isEqualTo(4);
        assertThat(event.get("of").asInt()).isEqualTo(4);
    }
}
