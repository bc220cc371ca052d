package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TensorFilesTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".npz", ".nfg", ".gam"})
    void whatIsWrittenIsReadBack(String extension) {
        Philox random = new Philox(Seeds.seed());
        for (int round = 0; round < ROUNDS; round++) {
            Precision precision = round % 2 == 0 ? Precision.FLOAT64 : Precision.FLOAT32;
            PayoffTensor payoffs = FormatFixtures.randomPayoffs(random, FormatFixtures.randomIndex(random), precision);
            Path file = folder.resolve("game" + extension);
            try (NormalFormGame game = FormatFixtures.labelled(payoffs)) {
                TensorFiles.write(game, file);
                try (NormalFormGame read = TensorFiles.read(file)) {
                    FormatFixtures.assertSamePayoffs(read.payoffs(), payoffs);
                    if (extension.equals(".nfg")) {
                        assertThat(read.name()).isEqualTo(game.name());
                        FormatFixtures.assertSameLabels(read, game);
                    } else {
                        assertThat(read.name()).isEqualTo("game");
                        assertThat(read.playerLabel(0)).isEqualTo("player 0");
                        assertThat(read.actionLabel(0, 0)).isEqualTo("0");
                    }
                    boolean binary = extension.startsWith(".np");
                    assertThat(read.payoffs().precision()).isEqualTo(binary ? precision : Precision.FLOAT64);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".npz", ".nfg", ".gam"})
    void theSameGameGivesTheSameBytes(String extension) {
        Path first = folder.resolve("first" + extension);
        Path second = folder.resolve("second" + extension);
        for (Path file : List.of(first, second)) {
            Philox random = new Philox(Seeds.seed());
            PayoffTensor payoffs = FormatFixtures.randomPayoffs(random, JointActionIndex.of(3, 2), Precision.FLOAT64);
            try (NormalFormGame game = FormatFixtures.labelled(payoffs)) {
                TensorFiles.write(game, file);
            }
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".npz", ".nfg", ".gam", ".csv"})
    void missingFilesAndFoldersAreRefused(String extension) throws IOException {
        Path missing = folder.resolve("missing" + extension);
        FormatFixtures.assertRefused(
                missing, ": found no file, expected a readable file", () -> TensorFiles.read(missing));
        Path directory = Files.createDirectory(folder.resolve("folder" + extension));
        FormatFixtures.assertRefused(directory, ": found a folder, expected a file", () -> TensorFiles.read(directory));
    }

    @Test
    void unknownExtensionsAreRefused() {
        Path file = folder.resolve("game.txt");
        FormatFixtures.assertRefused(
                file,
                ": found extension '.txt', expected one of .npy, .npz, .nfg, .gam or .csv",
                () -> TensorFiles.read(file));
        Path none = folder.resolve("game");
        FormatFixtures.assertRefused(
                none,
                ": found extension '', expected one of .npy, .npz, .nfg, .gam or .csv",
                () -> TensorFiles.read(none));
        Path csv = folder.resolve("game.csv");
        try (NormalFormGame game = oneByOne(1)) {
            FormatFixtures.assertRefused(
                    csv,
                    ": found extension '.csv', expected one of .npy, .npz, .nfg or .gam",
                    () -> TensorFiles.write(game, csv));
        }
        FormatFixtures.assertRefused(
                csv,
                ": found extension '.csv', expected one of .npy, .npz, .nfg or .gam",
                () -> TensorFiles.requireWritable(csv));
    }

    @Test
    void whetherAFileCouldBeWrittenIsKnownBefore() {
        Path file = folder.resolve("game.npy");
        TensorFiles.requireWritable(file);
        assertThat(file).doesNotExist();

        Path nowhere = folder.resolve("nowhere").resolve("game.npy");
        FormatFixtures.assertRefused(
                nowhere,
                ": found no folder " + nowhere.getParent() + ", expected one to write to",
                () -> TensorFiles.requireWritable(nowhere));
    }

    @Test
    void theCaseOfTheExtensionDoesNotMatter() {
        Path file = folder.resolve("GAME.NFG");
        try (NormalFormGame game = oneByOne(4)) {
            TensorFiles.write(game, file);
        }
        try (NormalFormGame read = TensorFiles.read(file)) {
            assertThat(read.payoffs().get(0, 0)).isEqualTo(4);
        }
    }

    @Test
    void writingReplacesTheTargetAndLeavesNothingElse() throws IOException {
        Path file = FormatFixtures.write(folder, "game.gam", "old");
        try (NormalFormGame game = oneByOne(7)) {
            TensorFiles.write(game, file);
        }
        assertThat(file).hasContent("1\n1\n\n7\n");
        assertOnlyFile(file);
    }

    @Test
    void failedWritesLeaveEverythingAsItWas() throws IOException {
        Path file = FormatFixtures.write(folder, "game.gam", "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException("half-way");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertOnlyFile(file);

        try (NormalFormGame game = oneByOne(Double.NaN)) {
            assertThatThrownBy(() -> TensorFiles.write(game, file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("payoff (NaN) of player 0 at joint action [0] must be finite");
        }
        assertThat(file).hasContent("old");
        assertOnlyFile(file);
    }

    @Test
    void targetsThatCannotBeFilesAreRefused() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("folder.gam"));
        Path homeless = folder.resolve("nowhere").resolve("game.gam");
        try (NormalFormGame game = oneByOne(1)) {
            FormatFixtures.assertRefused(
                    directory, ": found a folder, expected a file to write", () -> TensorFiles.write(game, directory));
            FormatFixtures.assertRefused(
                    homeless,
                    ": found no folder " + folder.resolve("nowhere") + ", expected one to write to",
                    () -> TensorFiles.write(game, homeless));
        }
    }

    private static NormalFormGame oneByOne(double payoff) {
        return NormalFormGame.numbered("one by one", PayoffTensor.of(JointActionIndex.of(1), new double[] {payoff}));
    }

    private void assertOnlyFile(Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
