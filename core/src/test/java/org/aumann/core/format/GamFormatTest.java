package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GameTracer's games, against examples made by hand: player-major, player 0 fastest. */
final class GamFormatTest {
    private static final String TEXT = "2\n3 2\n\n1\n3\n5\n2\n4\n6\n\n-1\n-3\n-5\n-2\n-4\n0.5\n";

    @TempDir
    Path folder;

    private static PayoffTensor payoffs() {
        return PayoffTensor.of(
                JointActionIndex.of(3, 2), new double[] {1, 2, 3, 4, 5, 6}, new double[] {-1, -2, -3, -4, -5, 0.5});
    }

    @Test
    void thePlayersOrderIsTurned() {
        Path file = FormatFixtures.write(folder, "game.gam", TEXT);
        try (NormalFormGame game = TensorFiles.read(file);
                PayoffTensor expected = payoffs()) {
            FormatFixtures.assertSamePayoffs(game.payoffs(), expected);
        }
    }

    @Test
    void theTextIsThatOfTheDefinition() {
        Path file = folder.resolve("game.gam");
        try (NormalFormGame game = NormalFormGame.numbered("game", payoffs())) {
            TensorFiles.write(game, file);
        }
        assertThat(file).hasContent(TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1:1: found '0', expected the number of players (1..2147483647)",
                "x | 1:1: found 'x', expected the number of players (1..2147483647)",
                "2147483647 1 | 1:13: found end of file, expected the number of actions of player 1 (1..2147483647)",
                "2 1 0 1 1 | 1:5: found '0', expected the number of actions of player 1 (1..2147483647)",
                "2 1 1 1 | 1:8: found end of file, expected payoff 1 of 1 of player 1",
                "1 2 1 2 3 | 1:9: found '3', expected end of file after the last payoff",
                "1 2 1 NaN | 1:7: found 'NaN', expected a payoff (integer, decimal or fraction)",
                "1 2 1 {2} | 1:7: found '{', expected a payoff (integer, decimal or fraction)",
                "2 1000000 1000000 1 1 | 1:3: found action counts [1000000, 1000000], 1000000000000 joint actions that "
                        + "need 16000000000000 bytes of memory and at least 3999999999999 bytes of text, expected "
                        + "counts that fit the 21 bytes of this file",
            })
    void otherTextsAreRefused(String text, String message) {
        Path file = FormatFixtures.write(folder, "bad.gam", text);
        FormatFixtures.assertRefused(file, ":" + message, () -> TensorFiles.read(file));
    }
}
