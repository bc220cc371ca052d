package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrices of one player, and archives of one array a player. */
final class GameReadingTest {
    private static final GameReading ZERO_SUM = GameReading.plain().withOtherPlayer(OtherPlayer.ZERO_SUM);
    private static final GameReading SYMMETRIC = GameReading.plain().withOtherPlayer(OtherPlayer.SYMMETRIC);

    @TempDir
    Path folder;

    private static double[] payoffs(NormalFormGame game, int player) {
        double[] payoffs = new double[(int) game.payoffs().index().jointActionCount()];
        for (int a = 0; a < payoffs.length; a++) {
            payoffs[a] = game.payoffs().get(player, a);
        }
        return payoffs;
    }

    private static byte[] matrix(String type, String order, String shape, double... values) {
        return NpyFixtures.npy(
                "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }",
                NpyFixtures.encode(type, values));
    }

    @Test
    void theOtherPlayerOfAMatrix() {
        Path text = FormatFixtures.write(folder, "matrix.csv", "3, 0\r\n5,1\n\n");
        Path array = FormatFixtures.write(folder, "matrix.npy", matrix("<i2", "True", "(2, 2)", 3, 5, 0, 1));
        Path archive = FormatFixtures.write(
                folder, "matrix.npz", NpyFixtures.zip(Map.of("M.npy", matrix("<f4", "False", "(2, 2)", 3, 0, 5, 1))));
        for (Path file : List.of(text, array, archive)) {
            try (NormalFormGame game = TensorFiles.read(file, SYMMETRIC)) {
                assertThat(payoffs(game, 0)).containsExactly(3, 0, 5, 1);
                assertThat(payoffs(game, 1)).containsExactly(3, 5, 0, 1);
            }
            try (NormalFormGame game = TensorFiles.read(file, ZERO_SUM)) {
                assertThat(payoffs(game, 0)).containsExactly(3, 0, 5, 1);
                assertThat(payoffs(game, 1)).containsExactly(-3, 0.0, -5, -1);
            }
        }
    }

    /** A matrix of one row looks like the tensor of one player, and a row of numbers is no header. */
    @Test
    void aMatrixOfOneRow() {
        Path array = FormatFixtures.write(folder, "row.npy", matrix("<f8", "False", "(1, 3)", 1, 2, 3));
        try (NormalFormGame game = TensorFiles.read(array, ZERO_SUM);
                NormalFormGame single = TensorFiles.read(array)) {
            assertThat(game.payoffs().index()).isEqualTo(JointActionIndex.of(1, 3));
            assertThat(payoffs(game, 1)).containsExactly(-1, -2, -3);
            assertThat(single.payoffs().index()).isEqualTo(JointActionIndex.of(3));
        }
        Path text = FormatFixtures.write(folder, "row.csv", "1,1/2,-1e1");
        try (NormalFormGame game = TensorFiles.read(text, ZERO_SUM)) {
            assertThat(payoffs(game, 0)).containsExactly(1, 0.5, -10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,2,3~4,5,6 | : found a matrix of 2 x 3, expected as many rows as columns for --matrix symmetric",
                "1,2~3 | :2:1: found '3', expected 2 payoffs, as in the first row",
                "1,2~3,4,5 | :2:5: found '5', expected 2 payoffs, as in the first row",
                "1,2~3,x | :2:3: found 'x', expected a payoff (integer, decimal or fraction)",
                "1,2~3,1e999 | :2:3: found '1e999', expected a payoff (integer, decimal or fraction)",
                "agent_0,score_0~x,1 | : found match results, expected a matrix of one player's payoffs for --matrix",
            })
    void otherMatricesAreRefused(String text, String message) {
        Path file = FormatFixtures.write(folder, "bad.csv", text.replace('~', '\n'));
        FormatFixtures.assertRefused(file, message, () -> TensorFiles.read(file, SYMMETRIC));
    }

    @Test
    void whatDoesNotApplyIsRefused() {
        Path text = FormatFixtures.write(folder, "matrix.csv", "3,0\n5,1\n");
        FormatFixtures.assertRefused(
                text,
                ": found a matrix of one player's payoffs, expected --matrix zero_sum or --matrix symmetric to say what "
                        + "the other one gets",
                () -> TensorFiles.read(text));
        FormatFixtures.assertRefused(
                text,
                ": found a matrix of payoffs, expected match results (.csv) for --one-population",
                () -> TensorFiles.read(text, ZERO_SUM.withSeating(Seating.ONE_POPULATION)));
        Path array = FormatFixtures.write(folder, "matrix.npy", matrix("<f8", "False", "(3, 3)", new double[9]));
        FormatFixtures.assertRefused(
                array,
                ": found shape (3, 3), expected (n, A_0, ..., A_{n-1}) with n players and n + 1 dimensions, or --matrix "
                        + "for a matrix of one player's payoffs",
                () -> TensorFiles.read(array));
        FormatFixtures.assertRefused(
                array,
                ": found payoffs, expected match results (.csv) for --columns",
                () -> TensorFiles.read(
                        array, GameReading.plain().withColumns(MatchColumns.parse("agents=a,scores=b"))));
        Path tensor = FormatFixtures.write(folder, "game.npy", matrix("<f8", "False", "(2, 1, 2)", 1, 2, 3, 4));
        FormatFixtures.assertRefused(
                tensor,
                ": found shape (2, 1, 2), expected a matrix of one player's payoffs for --matrix",
                () -> TensorFiles.read(tensor, ZERO_SUM));
        Path gam = FormatFixtures.write(folder, "game.gam", "1\n2\n1 2\n");
        FormatFixtures.assertRefused(
                gam,
                ": found payoffs of all players, expected a matrix of one player's payoffs for --matrix",
                () -> TensorFiles.read(gam, ZERO_SUM));
    }

    private Path archive(Object... namesAndArrays) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int k = 0; k < namesAndArrays.length; k += 2) {
            entries.put(namesAndArrays[k] + ".npy", (byte[]) namesAndArrays[k + 1]);
        }
        return FormatFixtures.write(folder, "game.npz", NpyFixtures.zip(entries));
    }

    /** Numbers and letters say whose array it is; else the order in which they are stored does. */
    @ParameterizedTest
    @CsvSource({"arr_0,arr_1,0", "arr_1,arr_0,1", "p10,p9,1", "A,B,0", "B,A,1", "row,column,0", "zeta,alpha,0"})
    void oneArrayForEachPlayer(String first, String second, int rowPlayer) {
        Path file =
                archive(first, matrix("<f4", "False", "(1, 2)", 1, 2), second, matrix(">f2", "True", "(1, 2)", 3, 4));
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(payoffs(game, rowPlayer)).containsExactly(1, 2);
            assertThat(payoffs(game, 1 - rowPlayer)).containsExactly(3, 4);
            assertThat(game.playerLabel(rowPlayer)).isEqualTo(first);
            assertThat(game.payoffs().precision()).isEqualTo(Precision.FLOAT32);
        }
    }

    @Test
    void threeArraysOfThreeDimensions() {
        Path file = archive(
                "u", matrix("<f4", "False", "(1, 2, 1)", 1, 2),
                "v", matrix("<f8", "False", "(1, 2, 1)", 3, 0.1),
                "w", matrix("|b1", "False", "(1, 2, 1)", 1, 0));
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(game.payoffs().index()).isEqualTo(JointActionIndex.of(1, 2, 1));
            assertThat(payoffs(game, 1)).containsExactly(3, 0.1);
            assertThat(payoffs(game, 2)).containsExactly(1, 0);
        }
    }

    @Test
    void otherArchivesAreRefused() {
        byte[] matrix = matrix("<f8", "False", "(1, 2)", 1, 2);
        String expected =
                ", expected 'payoffs.npy', a single array, or for each of n players one of the same n dimensions";
        Path three = archive("a", matrix, "b", matrix, "c", matrix);
        FormatFixtures.assertRefused(
                three, ": found arrays 'a.npy, b.npy, c.npy'" + expected, () -> TensorFiles.read(three));
        Path shapes = archive("a", matrix, "b", matrix("<f8", "False", "(2, 1)", 1, 2));
        FormatFixtures.assertRefused(
                shapes, ": found arrays 'a.npy, b.npy'" + expected, () -> TensorFiles.read(shapes));
        Path infinite = archive("a", matrix, "b", matrix("<f8", "False", "(1, 2)", 1, Double.NaN));
        FormatFixtures.assertRefused(
                infinite,
                ": payoff (NaN) of player 1 at joint action [0, 1] must be finite",
                () -> TensorFiles.read(infinite));
        Path empty = archive("a", matrix("<f8", "False", "(0, 2)"), "b", matrix("<f8", "False", "(0, 2)"));
        FormatFixtures.assertRefused(
                empty,
                " ('a.npy'): found shape (0, 2), expected 1 to 2147483647 actions of player 0",
                () -> TensorFiles.read(empty));
        Path cut = archive("a", matrix, "b", matrix("<f8", "False", "(1, 2)", 1));
        FormatFixtures.assertRefused(
                cut,
                " ('b.npy'): found 8 bytes of data from byte 128 on, expected 16 bytes for shape (1, 2) of '<f8'",
                () -> TensorFiles.read(cut));
        FormatFixtures.assertRefused(
                cut,
                ": found 2 arrays, expected a matrix of one player's payoffs for --matrix",
                () -> TensorFiles.read(cut, ZERO_SUM));
    }
}
