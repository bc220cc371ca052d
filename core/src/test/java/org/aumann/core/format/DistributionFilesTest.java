package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DistributionFilesTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    /** Two players called row and column, actions a, b and x, y. */
    private static NormalFormGame game() {
        return new NormalFormGame(
                "two by two",
                PayoffTensor.allocate(JointActionIndex.of(2, 2), Precision.FLOAT32),
                List.of("row", "column"),
                List.of(List.of("a", "b"), List.of("x", "y")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".npz", ".csv"})
    void whatIsWrittenIsReadBack(String extension) {
        Philox random = new Philox(Seeds.seed());
        for (int round = 0; round < ROUNDS; round++) {
            JointActionIndex index = FormatFixtures.randomIndex(random);
            Path file = folder.resolve("sigma" + extension);
            try (NormalFormGame game = FormatFixtures.labelled(PayoffTensor.allocate(index, Precision.FLOAT32))) {
                JointDistribution sigma = FormatFixtures.randomSigma(random, index, round % 2 == 0 ? 0.8 : 0.04);
                DistributionFiles.write(sigma, game, file);
                assertThat(DistributionFiles.read(file, game).toArray())
                        .as(Seeds.replay())
                        .containsExactly(sigma.toArray());
            }
        }
    }

    @Test
    void aDenseDistributionHasARowPerJointAction() {
        Path file = folder.resolve("sigma.csv");
        try (NormalFormGame game = game()) {
            DistributionFiles.write(JointDistribution.of(game.payoffs().index(), 0.5, 0, 0.25, 0.25), game, file);
        }
        assertThat(FormatFixtures.text(file)).isEqualTo("row,column,probability\na,x,0.5\na,y,0\nb,x,0.25\nb,y,0.25\n");
    }

    @Test
    void aSparseDistributionHasARowPerPositiveProbability() {
        JointActionIndex index = JointActionIndex.of(21, 1);
        double[] probabilities = new double[21];
        probabilities[3] = 0.75;
        probabilities[20] = 0.25;
        Path file = folder.resolve("sigma.csv");
        try (NormalFormGame game = NormalFormGame.numbered("game", PayoffTensor.allocate(index, Precision.FLOAT64))) {
            DistributionFiles.write(JointDistribution.of(index, probabilities), game, file);
            assertThat(FormatFixtures.text(file)).isEqualTo("player 0,player 1,probability\n3,0,0.75\n20,0,0.25\n");
            assertThat(DistributionFiles.read(file, game).toArray()).containsExactly(probabilities);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | :1:1: found end of file, expected the header row,column,probability",
                "row,column | :1:5: found a row of 2 fields, expected 3: row,column,probability",
                "row,col,probability | :1:5: found 'col', expected the column 'column' of the header",
                "row,column,probability~a,z,1 | :2:3: found 'z', expected the label of an action of player 1 (column)",
                "row,column,probability~a,x,-1 | :2:5: found '-1', expected a probability from 0 to 1",
                "row,column,probability~a,x,1.5 | :2:5: found '1.5', expected a probability from 0 to 1",
                "row,column,probability~a,x,NaN | :2:5: found 'NaN', expected a probability (integer, decimal or "
                        + "fraction)",
                "row,column,probability~a,x,1~a,x,0 | :3:1: found 'a', expected a joint action without an earlier row",
                "row,column,probability~a,x,0.5 | : probabilities sum to 0.5, they must sum to 1 within 1e-9",
            })
    void otherTextsAreRefused(String text, String message) {
        Path file = FormatFixtures.write(folder, "bad.csv", text.replace('~', '\n'));
        try (NormalFormGame game = game()) {
            FormatFixtures.assertRefused(file, message, () -> DistributionFiles.read(file, game));
        }
    }

    @Test
    void otherArraysAreRefused() {
        Path file = folder.resolve("sigma.npy");
        Path archive = folder.resolve("sigma.npz");
        JointActionIndex other = JointActionIndex.of(3);
        try (NormalFormGame game = game();
                NormalFormGame second =
                        NormalFormGame.numbered("other", PayoffTensor.allocate(other, Precision.FLOAT64))) {
            DistributionFiles.write(JointDistribution.uniform(other), second, file);
            DistributionFiles.write(JointDistribution.uniform(other), second, archive);
            String found = ": found shape (3,) of '<f8', expected (2, 2), the action counts of the game";
            FormatFixtures.assertRefused(file, found, () -> DistributionFiles.read(file, game));
            FormatFixtures.assertRefused(
                    archive, " ('sigma.npy')" + found, () -> DistributionFiles.read(archive, game));

            byte[] bytes = FormatFixtures.bytes(file);
            bytes[bytes.length - 1] = (byte) 0xBF;
            FormatFixtures.write(folder, "sigma.npy", bytes);
            FormatFixtures.assertRefused(
                    file,
                    ": probability (-0.3333333333333333) of joint action 2 must be at least 0",
                    () -> DistributionFiles.read(file, second));
            FormatFixtures.write(folder, "sigma.npy", Arrays.copyOf(bytes, bytes.length - 1));
            FormatFixtures.assertRefused(
                    file,
                    ": found 23 bytes of data from byte 128 on, expected 24 bytes for shape (3,) of '<f8'",
                    () -> DistributionFiles.read(file, second));
        }
    }

    /** 0.1, 0.2, 0.3 and 0.4 in float32, the first dimension fastest: their sum misses 1 by 7e-9. */
    @Test
    void distributionsOfOtherProgramsAreNormalised() {
        Path file = FormatFixtures.write(folder, "sigma.npy", NpyFixtures.columns("(2, 2)", 0.1f, 0.3f, 0.2f, 0.4f));
        double[] numbers = {0.1f, 0.2f, 0.3f, 0.4f};
        double sum = Arrays.stream(numbers).sum();
        try (NormalFormGame game = game()) {
            NormalisedDistribution normalised = DistributionFiles.readNormalised(file, game);
            assertThat(normalised.sum()).isEqualTo(sum);
            assertThat(normalised.sigma().toArray())
                    .containsExactly(Arrays.stream(numbers).map(x -> x / sum).toArray());
            FormatFixtures.assertRefused(
                    file,
                    ": probabilities sum to " + sum + ", they must sum to 1 within 1e-9",
                    () -> DistributionFiles.read(file, game));
            FormatFixtures.write(folder, "sigma.npy", NpyFixtures.columns("(2, 2)", 0.5f, 0.125f, 0.25f, 0.125f));
            assertThat(DistributionFiles.read(file, game).toArray()).containsExactly(0.5, 0.25, 0.125, 0.125);
        }
    }

    @Test
    void roundingInTextIsNormalised() {
        Path file =
                FormatFixtures.write(folder, "sigma.csv", "row,column,probability\na,x,1.000001\na,y,-1e-9\nb,y,0\n");
        try (NormalFormGame game = game()) {
            NormalisedDistribution normalised = DistributionFiles.readNormalised(file, game);
            assertThat(normalised.sigma().toArray()).containsExactly(1, 0, 0, 0);
            assertThat(normalised.clipped()).isEqualTo(1e-9);
            FormatFixtures.assertRefused(
                    file,
                    ": probability (-1.0E-9) of joint action 1 must be at least 0",
                    () -> DistributionFiles.read(file, game));
        }
    }

    @Test
    void aMatrixWithoutLabelsIsRead() {
        Path file = FormatFixtures.write(folder, "sigma.csv", "0.5, 0.125\n0.25,1/8\n");
        try (NormalFormGame game = game()) {
            assertThat(DistributionFiles.read(file, game).toArray()).containsExactly(0.5, 0.125, 0.25, 0.125);
            String expected = ", expected 2 rows of 2 probabilities, one for each joint action";
            FormatFixtures.write(folder, "sigma.csv", "0.5,0.5,0\n0,0,0\n");
            FormatFixtures.assertRefused(
                    file, ":1:1: found '0.5'" + expected, () -> DistributionFiles.read(file, game));
            FormatFixtures.write(folder, "sigma.csv", "1,0\n0,0\n0,0\n");
            FormatFixtures.assertRefused(file, ":3:1: found '0'" + expected, () -> DistributionFiles.read(file, game));
            FormatFixtures.write(folder, "sigma.csv", "0.5,0.5\n");
            FormatFixtures.assertRefused(
                    file, ":2:1: found end of file" + expected, () -> DistributionFiles.read(file, game));
            FormatFixtures.write(folder, "sigma.csv", "0.5,2\n0,0\n");
            FormatFixtures.assertRefused(
                    file,
                    ":1:5: found '2', expected a probability from 0 to 1",
                    () -> DistributionFiles.read(file, game));
        }
    }

    @Test
    void unsuitableArgumentsAreRefused() {
        Path file = folder.resolve("sigma.csv");
        JointDistribution sigma = JointDistribution.uniform(JointActionIndex.of(2));
        try (NormalFormGame game = game();
                NormalFormGame same = new NormalFormGame(
                        "same",
                        PayoffTensor.allocate(sigma.index(), Precision.FLOAT64),
                        List.of("p"),
                        List.of(List.of("x", "x")))) {
            assertThatThrownBy(() -> DistributionFiles.write(sigma, game, file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("action counts of sigma ([2]) must be [2, 2], those of game two by two");
            assertThatThrownBy(() -> DistributionFiles.write(sigma, same, file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "label 'x' of player 0 in game same must be of one action only to name it in a .csv file");
            Path unknown = folder.resolve("sigma.json");
            FormatFixtures.assertRefused(
                    unknown,
                    ": found extension '.json', expected one of .npy, .npz or .csv",
                    () -> DistributionFiles.read(unknown, game));
            FormatFixtures.assertRefused(
                    unknown,
                    ": found extension '.json', expected one of .npy, .npz or .csv",
                    () -> DistributionFiles.write(sigma, same, unknown));
        }
        assertThat(folder).isEmptyDirectory();
    }
}
