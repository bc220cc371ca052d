package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gambit's strategic games, against examples made by hand from the format's documentation. */
final class NfgFormatTest {
    @TempDir
    Path folder;

    private NormalFormGame read(String text) {
        return TensorFiles.read(FormatFixtures.write(folder, "game.nfg", text));
    }

    /** Three actions against two; player 0 fastest. */
    private static void assertExample(NormalFormGame game) {
        PayoffTensor payoffs = game.payoffs();
        assertThat(payoffs.index()).isEqualTo(JointActionIndex.of(3, 2));
        double[][] rows = {{1, 0, 0, 1, 0, 2}, {1, 2, 2, 1, 3, 0}};
        for (int k = 0; k < 6; k++) {
            long jointAction = payoffs.index().jointAction(k % 3, k / 3);
            assertThat(payoffs.get(0, jointAction)).isEqualTo(rows[0][k]);
            assertThat(payoffs.get(1, jointAction)).isEqualTo(rows[1][k]);
        }
    }

    @Test
    void thePayoffVersionIsRead() {
        try (NormalFormGame game =
                read("NFG 1 R \"A title\" { \"Ann\" \"Bob\" } { 3 2 }\n\n1 1 0 2 0 2 1 1 0 3 2 0\n")) {
            assertExample(game);
            assertThat(game.name()).isEqualTo("A title");
            assertThat(game.playerLabel(1)).isEqualTo("Bob");
            assertThat(game.actionLabel(0, 2)).isEqualTo("2");
        }
    }

    @Test
    void theOutcomeVersionIsRead() {
        String text = """
                NFG 1 R "" { "Ann" "Bob" }
                { { "1" "2" "3" }
                { "x" "y" } }
                "A comment"
                {
                { "tie" 1, 1 }
                { "" 0 2 }
                { "" 0, 3, }
                { "win \\"big\\"" 2/1 0.0 }
                }
                1 2 2 1 3 4
                """;
        try (NormalFormGame game = read(text)) {
            assertExample(game);
            assertThat(game.name()).isEqualTo("game");
            assertThat(game.actionLabel(1, 1)).isEqualTo("y");
        }
    }

    @Test
    void outcomeZeroPaysNothing() {
        try (NormalFormGame game = read("NFG 1 D \"\"{\"a\"\"b\"}{1 2}{{\"\"5 6}}0 1")) {
            assertThat(game.payoffs().get(0, 0)).isZero();
            assertThat(game.payoffs().get(1, 0)).isZero();
            assertThat(game.payoffs().get(0, 1)).isEqualTo(5);
        }
    }

    @Test
    void aCommentMayFollowTheCountsAndNumbersHaveManyForms() {
        try (NormalFormGame game = read("\uFEFFNFG 1 R \"\" { \"a\" } { 6 } \"c \\\\\" -1 .5 1e-3 1/3 +2 -0.25E2")) {
            assertThat(List.of(0, 1, 2, 3, 4, 5))
                    .extracting(a -> game.payoffs().get(0, a))
                    .containsExactly(-1.0, 0.5, 0.001, 1.0 / 3, 2.0, -25.0);
        }
    }

    @Test
    void emptyAndRepeatedLabelsAreMadeDistinct() {
        try (NormalFormGame game =
                read("NFG 1 R \"\" { \"\" \"\" } { { \"a\" \"a\" \"\" \"a_1\" } { \"x\" } } " + "1 1 1 1 1 1 1 1")) {
            assertThat(List.of(game.playerLabel(0), game.playerLabel(1))).containsExactly("_1", "_2");
            assertThat(List.of(0, 1, 2, 3))
                    .extracting(a -> game.actionLabel(0, a))
                    .containsExactly("a", "a_2", "_1", "a_1");
        }
    }

    @Test
    void thePayoffVersionIsWritten() {
        PayoffTensor payoffs =
                PayoffTensor.of(JointActionIndex.of(2, 2), new double[] {1, 2.5, -3, 1e-9}, new double[] {5, 6, 7, 8});
        Path file = folder.resolve("game.nfg");
        try (NormalFormGame game = NormalFormGame.numbered("a \"b\"\\", payoffs)) {
            TensorFiles.write(game, file);
        }
        assertThat(file).hasContent("""
                NFG 1 R "a \\"b\\"\\\\" { "player 0" "player 1" }

                { 2 2 }

                1 5
                -3 7
                2.5 6
                1E-9 8
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1:1: found end of file, expected 'NFG'",
                "EFG 2 R | 1:1: found 'EFG', expected 'NFG'",
                "NFG 2 R | 1:5: found '2', expected '1'",
                "NFG 1 Q | 1:7: found 'Q', expected 'R' or 'D'",
                "NFG 1 R title | 1:9: found 'title', expected the title in quotation marks",
                "NFG 1 R \"title | 1:15: found end of file, expected the quotation mark that ends the text of line 1, "
                        + "column 9",
                "NFG 1 R \"\" { } | 1:14: found '}', expected the name of player 0 in quotation marks",
                "NFG 1 R \"\" { \"a\" 1 | 1:18: found '1', expected '}' or the name of player 1 in quotation marks",
                "NFG 1 R \"\" { \"a\" } 2 | 1:20: found '2', expected '{' before the numbers or labels of the actions",
                "NFG 1 R \"\" { \"a\" } { 0 } | 1:22: found '0', expected the number of actions of player 0 "
                        + "(1..2147483647)",
                "NFG 1 R \"\" { \"a\" } { 99999999999 } | 1:22: found '99999999999', expected the number of actions of "
                        + "player 0 (1..2147483647)",
                "NFG 1 R \"\" { \"a\" } { 2.5 } | 1:22: found '2.5', expected the number of actions of player 0 "
                        + "(1..2147483647)",
                "NFG 1 R \"\" { \"a\" } { 2 3 } | 1:24: found '3', expected '}' after the actions of 1 players",
                "NFG 1 R \"\" { \"a\" \"b\" } { 2 } | 1:28: found '}', expected the number of actions of player 1 "
                        + "(1..2147483647)",
                "NFG 1 R \"\" { \"a\" } { { } } | 1:24: found '}', expected the label of player 0's action 0 in "
                        + "quotation marks",
                "NFG 1 R \"\" { \"a\" } { 2 } 1 | 1:27: found end of file, expected payoff 2 of 2",
                "NFG 1 R \"\" { \"a\" } { 2 } 1 2 3 | 1:30: found '3', expected end of file after the last payoff",
                "NFG 1 R \"\" { \"a\" } { 2 } 1 nan | 1:28: found 'nan', expected a payoff (integer, decimal or fraction)",
                "NFG 1 R \"\" { \"a\" } { 2 } 1 -inf | 1:28: found '-inf', expected a payoff (integer, decimal or "
                        + "fraction)",
                "NFG 1 R \"\" { \"a\" } { 2 } 1 1/0 | 1:28: found '1/0', expected a payoff (integer, decimal or fraction)",
                "NFG 1 R \"\" { \"a\" } { 2 } 1 1e999 | 1:28: found '1e999', expected a payoff of magnitude at most "
                        + "1.7976931348623157E308",
                "NFG 1 R \"\" { \"a\" } { 2 } 1,2 | 1:27: found ',', expected a payoff (integer, decimal or fraction)",
                "NFG 1 R \"\" { \"a\" } { 2 } { { \"\" 1 } } 1 2 | 1:41: found '2', expected an outcome number (0..1)",
                "NFG 1 R \"\" { \"a\" } { 2 } { { \"\" 1 } } 1 -1 | 1:41: found '-1', expected an outcome number (0..1)",
                "NFG 1 R \"\" { \"a\" } { 2 } { { \"\" 1 } } 1 | 1:40: found end of file, expected outcome number 2 of 2",
                "NFG 1 R \"\" { \"a\" } { 1 } { { \"\" 1 2 } } 1 | 1:35: found '2', expected '}' after 1 payoffs",
                "NFG 1 R \"\" { \"a\" \"b\" } { 1 1 } { { \"\" 1 } } 1 | 1:41: found '}', expected the payoff of player 1 "
                        + "(integer, decimal or fraction)",
                "NFG 1 R \"\" { \"a\" } { 1 } { 1 } 1 | 1:28: found '1', expected '}' after the outcomes",
                "NFG 1 R \"x\" { \"a\" \"b\" } { 1000000 1000000 } | 1:25: found action counts [1000000, 1000000], "
                        + "1000000000000 joint actions that need 16000000000000 bytes of memory and at least "
                        + "3999999999999 bytes of text, expected counts that fit the 43 bytes of this file",
                "NFG 1 R \"x\" { \"a\" \"b\" } { 1000000 1000000 } { | 1:25: found action counts [1000000, 1000000], "
                        + "1000000000000 joint actions that need 16000000000000 bytes of memory and at least "
                        + "1999999999999 bytes of text, expected counts that fit the 45 bytes of this file",
                "NFG 1 R \"x\" {\"a\"\"b\"\"c\"} {2147483647 2147483647 2147483647} | 1:25: joint actions of "
                        + "[2147483647, 2147483647, 2147483647] exceed 9223372036854775807",
                "NFG 1 R \"x\" {\"a\"\"b\"} {2147483647 2147483647} | 1:22: actions of all players (4294967294) must be "
                        + "at most 2147483647 together",
                "NFG 1 R \"x\" {\"a\"\"b\"} {1000000000 1000000000} | 1:22: payoff tensor [1000000000, 1000000000] with "
                        + "1000000000000000000 joint actions needs more than 9223372036854775807 bytes",
            })
    void otherTextsAreRefused(String text, String message) {
        Path file = FormatFixtures.write(folder, "bad.nfg", text);
        FormatFixtures.assertRefused(file, ":" + message, () -> TensorFiles.read(file));
    }

    @Test
    void placesAreInLinesAndCodePoints() {
        Path file = FormatFixtures.write(folder, "bad.nfg", "NFG 1 R\r\n\"🂡\u00E9\" x");
        FormatFixtures.assertRefused(file, ":2:6: found 'x', expected '{'", () -> TensorFiles.read(file));
        Path control = FormatFixtures.write(folder, "bad.nfg", "\u0007\u2028");
        FormatFixtures.assertRefused(
                control, ":1:1: found '\\u{7}\\u{2028}', expected 'NFG'", () -> TensorFiles.read(control));
    }

    @ParameterizedTest
    @CsvSource({
        "FF, FF",
        "C3 22, C3",
        "C0 80, C0",
        "E0 80 80, E0",
        "ED A0 80, ED",
        "F4 90 80 80, F4",
        "80, 80",
        "E2 82, E2"
    })
    void bytesThatAreNotUtf8AreRefused(String sequence, String found) {
        byte[] head = "NFG 1 R \"t".getBytes(StandardCharsets.UTF_8);
        String[] bytes = sequence.split(" ", -1);
        byte[] text = Arrays.copyOf(head, head.length + bytes.length);
        for (int k = 0; k < bytes.length; k++) {
            text[head.length + k] = (byte) Integer.parseInt(bytes[k], 16);
        }
        Path file = FormatFixtures.write(folder, "bad.nfg", text);
        FormatFixtures.assertRefused(
                file, ":1:11: found byte 0x" + found + ", expected UTF-8 text", () -> TensorFiles.read(file));
    }

    @Test
    void tokensWithoutEndAreRefused() {
        Path file = FormatFixtures.write(folder, "bad.nfg", "NFG 1 R \"" + "x".repeat(2_000_000));
        FormatFixtures.assertRefused(
                file,
                ":1:9: found a token of more than 1048576 characters, expected a shorter one",
                () -> TensorFiles.read(file));
    }

    @Test
    void twentyMegabytesAreReadInTwoSeconds() throws IOException {
        int actions = 1_000_000;
        Path file = folder.resolve("large.nfg");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("NFG 1 R \"large\" { \"a\" \"b\" } { " + actions + " 1 }\n");
            for (int a = 0; a < actions; a++) {
                out.write(a * 0.25 - 1e5 + " " + -0.123456789 * a + "\n");
            }
        }
        assertThat(Files.size(file)).isGreaterThan(20_000_000);
        // Processor time, so that the limit holds on a busy machine too.
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(game.payoffs().get(0, actions - 1)).isEqualTo((actions - 1) * 0.25 - 1e5);
            assertThat(game.payoffs().get(1, actions - 1)).isEqualTo(-0.123456789 * (actions - 1));
        }
    }
}
