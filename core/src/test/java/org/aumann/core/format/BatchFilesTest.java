package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.aumann.core.format.FormatFixtures.assertRefused;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private static byte[] npy(String shape, double... numbers) {
        return NpyFixtures.npy(
                "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", NpyFixtures.doubles(numbers));
    }

    private Path file(String name, byte[] bytes) {
        return FormatFixtures.write(folder, name, bytes);
    }

    /** Payoff 100 game + 10 player + joint action. */
    private static void requireNumbered(Path file, int games, int players, int jointActions) {
        try (GameBatch batch = BatchFiles.read(file)) {
            assertThat(batch.gameCount()).isEqualTo(games);
            assertThat(batch.index().jointActionCount()).isEqualTo(jointActions);
            for (int game = 0; game < games; game++) {
                for (int p = 0; p < players; p++) {
                    for (int a = 0; a < jointActions; a++) {
                        assertThat(batch.get(game, p, a)).isEqualTo(100 * game + 10 * p + a);
                    }
                }
            }
        }
    }

    @Test
    void readsArraysAndArchives() {
        double[] numbers = {0, 1, 2, 3, 10, 11, 12, 13, 100, 101, 102, 103, 110, 111, 112, 113};
        byte[] array = npy("(2, 2, 2, 2)", numbers);
        requireNumbered(file("batch.npy", array), 2, 2, 4);
        requireNumbered(file("only.npz", NpyFixtures.zip(Map.of("x.npy", array))), 2, 2, 4);
        Map<String, byte[]> two = new TreeMap<>(Map.of("a.npy", npy("(1,)", 5), "payoffs.npy", array));
        requireNumbered(file("named.npz", NpyFixtures.zip(two)), 2, 2, 4);
        byte[] onePlayer = NpyFixtures.columns("(4, 1, 2)", 0, 100, 200, 300, 1, 101, 201, 301);
        requireNumbered(file("columns.npy", onePlayer), 4, 1, 2);
    }

    /** Three 2 x 2 games have the shape of one 2 x 2 x 2 game. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    (4, 2, 2, 2)    | BATCH
                    (1, 2, 5, 7)    | BATCH
                    (0, 2, 2, 2)    | BATCH
                    (9, 3, 2, 2, 2) | BATCH
                    (5, 1, 2)       | BATCH
                    (3, 2, 2, 2)    | BATCH_OR_GAME
                    (2, 1, 2)       | BATCH_OR_GAME
                    (2, 2, 2)       | OTHER
                    (3, 3, 2, 2)    | OTHER
                    (2, 3)          | OTHER
                    (5,)            | OTHER
                    ()              | OTHER
                    """)
    void theShapeSaysWhatItIs(String shape, BatchFiles.Content content) {
        byte[] array = npy(shape);
        assertThat(BatchFiles.content(file("any.npy", array))).isEqualTo(content);
        assertThat(BatchFiles.content(file("any.npz", NpyFixtures.zip(Map.of("payoffs.npy", array)))))
                .isEqualTo(content);
        assertThat(BatchFiles.content(file("any.txt", array))).isEqualTo(BatchFiles.Content.OTHER);
    }

    @Test
    void whatCannotBeUsedIsNoBatch() {
        for (Path file : List.of(
                folder,
                folder.resolve("missing.npz"),
                file("empty.npy", new byte[0]),
                file("garbage.npz", new byte[] {1, 2, 3}),
                file(
                        "arrays.npz",
                        NpyFixtures.zip(new TreeMap<>(Map.of("a.npy", npy("(1,)"), "b.npy", npy("(1,)"))))))) {
            assertThat(BatchFiles.content(file)).as(file.toString()).isEqualTo(BatchFiles.Content.OTHER);
        }
    }

    private void requireRefused(byte[] array, String rest) {
        Path file = file("bad.npy", array);
        assertRefused(file, rest, () -> BatchFiles.read(file).close());
    }

    @Test
    void refusesWhatIsNoBatch() {
        double[] numbers = new double[16];
        numbers[13] = Double.NaN;
        requireRefused(
                npy("(2, 2, 2, 2)", numbers),
                ": payoff (NaN) of player 1 of game 1 at joint action [0, 1] must be finite");
        numbers[13] = Double.POSITIVE_INFINITY;
        requireRefused(
                npy("(2, 2, 2, 2)", numbers),
                ": payoff (Infinity) of player 1 of game 1 at joint action [0, 1] must be finite");
        numbers[13] = 1e-300;
        requireRefused(
                npy("(2, 2, 2, 2)", numbers),
                ": game 1: payoffs of player 1 (0.0 to 1.0E-300) must differ by 0, or by 1.0E-290 to "
                        + Double.MAX_VALUE);
        requireRefused(npy("(0, 2, 2, 2)"), ": found shape (0, 2, 2, 2), expected 1 to 2147483647 games");
        requireRefused(
                npy("(4, 3, 2, 2)", new double[48]),
                ": found shape (4, 3, 2, 2), expected (games, n, A_0, ..., A_{n-1}) with n players and n + 2 dimensions "
                        + "for a batch");
        requireRefused(npy("(4, 2, 2, 0)"), ": found shape (4, 2, 2, 0), expected 1 to 2147483647 actions of player 1");
        requireRefused(
                npy("(2, 1, 5000000000)"),
                ": found shape (2, 1, 5000000000), expected 1 to 2147483647 actions of player 0");
        requireRefused(
                npy("(2000000000, 3, 2000000, 2000, 2000)"),
                ": found shape (2000000000, 3, 2000000, 2000, 2000), expected at most " + Long.MAX_VALUE + " bytes");
    }

    /** Truncated at every byte. */
    @Test
    void refusesWhatIsCutOff() {
        byte[] whole = npy("(4, 1, 2)", 1, 2, 3, 4, 5, 6, 7, 8);
        for (int length = 0; length < whole.length; length++) {
            Path file = file("cut.npy", Arrays.copyOf(whole, length));
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> BatchFiles.read(file).close())
                    .withMessageStartingWith(file + ": found ");
        }
    }

    @Test
    void writesWhatItIsGiven() {
        JointActionIndex index = JointActionIndex.of(1, 2);
        double[] sigma = {0.25, 0.75, 1, 0, 0.5, 0.5};
        double[] values = {1, 2, 3, 4, 5, 6};
        Path file = folder.resolve("sigma.npz");
        BatchFiles.write(file, index, MemorySegment.ofArray(sigma), values, new boolean[] {true, false, true});

        assertThat(read(file, "sigma", List.of(3L, 1L, 2L))).containsExactly(sigma);
        assertThat(read(file, "values", List.of(3L, 2L))).containsExactly(values);
        assertThat(read(file, "optimal", List.of(3L))).containsExactly(1, 0, 1);
        assertRefused(
                folder.resolve("sigma.npy"),
                ": found extension '.npy', expected .npz",
                () -> BatchFiles.requireWritable(folder.resolve("sigma.npy")));
    }

    private static double[] read(Path file, String name, List<Long> shape) {
        return NpzFormat.read(file, name, in -> {
            NpyHeader header = NpyHeader.read(in);
            assertThat(header.shape()).isEqualTo(shape);
            double[] numbers =
                    new double[(int) shape.stream().mapToLong(length -> length).reduce(1, (a, b) -> a * b)];
            NpyElements.read(in, header, MemorySegment.ofArray(numbers), Precision.FLOAT64);
            return numbers;
        });
    }
}
