package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.Precision;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is refused in one line, or is a valid file with other content; nothing else may happen. */
final class DamagedFilesTest {
    private static final int MUTATIONS = 200;

    private static final NormalFormGame GAME = FormatFixtures.labelled(
            FormatFixtures.randomPayoffs(new Philox(Seeds.seed()), JointActionIndex.of(2, 3), Precision.FLOAT64));

    @TempDir
    Path folder;

    /** One valid file of each format, and its reader. */
    private Map<String, Consumer<Path>> validFiles() {
        Map<String, Consumer<Path>> files = new LinkedHashMap<>();
        Consumer<Path> tensor = path -> TensorFiles.read(path).close();
        for (String name : new String[] {"game.npy", "game.npz", "game.nfg", "game.gam"}) {
            TensorFiles.write(GAME, folder.resolve(name));
            files.put(name, tensor);
        }
        JointDistribution sigma = FormatFixtures.randomSigma(
                new Philox(Seeds.seed()), GAME.payoffs().index(), 0.5);
        for (String name : new String[] {"sigma.npy", "sigma.npz", "sigma.csv"}) {
            DistributionFiles.write(sigma, GAME, folder.resolve(name));
            files.put(name, path -> DistributionFiles.read(path, GAME));
        }
        FormatFixtures.write(folder, "columns.npy", NpyFixtures.columns("(2, 1, 3)", 1, 2, 3, 4, 5, 6));
        files.put("columns.npy", tensor);
        byte[] matrix = NpyFixtures.columns("(2, 2)", 1, 2, 3, 4);
        FormatFixtures.write(folder, "players.npz", NpyFixtures.zip(Map.of("A.npy", matrix, "B.npy", matrix)));
        files.put("players.npz", tensor);
        text(
                files,
                "matrix.csv",
                path -> TensorFiles.read(path, GameReading.plain().withOtherPlayer(OtherPlayer.SYMMETRIC))
                        .close(),
                "1,2\n3,-4.5e1\n");
        text(
                files,
                "tuples.csv",
                path -> TensorFiles.read(path, GameReading.plain().withSeating(Seating.ONE_POPULATION))
                        .close(),
                """
                agents,scores
                "('a', 'b')","(1, 0)"
                "('a', 'a')","(1, 0)"
                "('b', 'b')","(1, 0)"
                """);
        text(files, "outcomes.nfg", tensor, """
                NFG 1 R "t" { "a" "b" }
                { { "x" "y" } { "z" } }
                "c" { { "o" 1, 2/3 } { "" -.5 1e3 } } 1 0
                """);
        text(files, "game.efg", path -> GameTree.of(EfgGame.read(path)), """
                EFG 2 R "t" { "a" "b" } "c"
                c "" 1 "i" { "x" 1/2 "y" .5 "z" 0 } 1 "o" { 1, 2 }
                p "" 1 1 "j" { "l" "r" } 0 t "" 1 t "" 0
                p "" 2 1 "" { "l" } 2 "q" { 1 -1 } t "" 2
                t "" 0
                """);
        text(files, "league.csv", tensor, """
                agent_0,score_0,agent_1,score_1
                a,1,x,-1
                "b, c",0.5,x,1/2
                """);
        return files;
    }

    private void text(Map<String, Consumer<Path>> files, String name, Consumer<Path> reader, String text) {
        FormatFixtures.write(folder, name, text);
        files.put(name, reader);
    }

    @Test
    void filesCutAnywhere() {
        validFiles().forEach((name, reader) -> {
            byte[] valid = FormatFixtures.bytes(folder.resolve(name));
            for (int length = 0; length < valid.length; length++) {
                requireRefusalOrSuccess(name, Arrays.copyOf(valid, length), reader, "cut at byte " + length);
            }
            requireRefusalOrSuccess(name, Arrays.copyOf(valid, valid.length + 1), reader, "a byte 0 appended");
        });
    }

    @Test
    void filesWithChangedBytes() {
        Philox random = new Philox(Seeds.seed());
        validFiles().forEach((name, reader) -> {
            byte[] valid = FormatFixtures.bytes(folder.resolve(name));
            for (int round = 0; round < MUTATIONS; round++) {
                byte[] changed = valid.clone();
                for (int change = random.nextInt(3); change >= 0; change--) {
                    int at = random.nextInt(changed.length);
                    // Half the time a byte of the same file, which gets further than an arbitrary one.
                    changed[at] =
                            random.nextBoolean() ? (byte) random.nextInt(256) : valid[random.nextInt(valid.length)];
                }
                requireRefusalOrSuccess(name, changed, reader, "mutation " + round + ", " + Seeds.replay());
            }
        });
    }

    private void requireRefusalOrSuccess(String name, byte[] bytes, Consumer<Path> reader, String what) {
        Path file = FormatFixtures.write(folder, "damaged-" + name, bytes);
        try {
            reader.accept(file);
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).as(what).doesNotContain("\n");
        } catch (RuntimeException | Error e) {
            fail(name + ", " + what, e);
        }
    }
}
