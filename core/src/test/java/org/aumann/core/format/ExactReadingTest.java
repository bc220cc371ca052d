package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.Fraction;
import org.aumann.core.game.NormalFormGame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payoffs as they are written in text files, not rounded. */
final class ExactReadingTest {
    @TempDir
    Path folder;

    private static String payoffs(ExactPayoffs payoffs, int player) {
        return LongStream.range(0, payoffs.index().jointActionCount())
                .mapToObj(a -> payoffs.payoff(player, a).toString())
                .toList()
                .toString();
    }

    private ExactPayoffs exact(String name, String text) {
        return TensorFiles.readExactly(FormatFixtures.write(folder, name, text)).orElseThrow();
    }

    @Test
    void thirdsAreThirds() {
        ExactPayoffs payoffs = exact("x.nfg", "NFG 1 R \"\" { \"a\" \"b\" } { 2 2 } 1/3 -2/6 0.1 1e-3 .5 +7/7 2E2 12.");
        assertThat(payoffs(payoffs, 0)).isEqualTo("[1/3, 1/2, 1/10, 200]");
        assertThat(payoffs(payoffs, 1)).isEqualTo("[-1/3, 1, 1/1000, 12]");
    }

    @Test
    void outcomesAreExact() {
        ExactPayoffs payoffs =
                exact("x.nfg", "NFG 1 R \"\" { \"a\" \"b\" } { 2 1 } { { \"\" 1/3, 2/3 } { \"\" 0.7 1 } } 2 1");
        assertThat(payoffs(payoffs, 0)).isEqualTo("[7/10, 1/3]");
        assertThat(payoffs(payoffs, 1)).isEqualTo("[1, 2/3]");
        assertThat(payoffs(exact("y.nfg", "NFG 1 R \"\" { \"a\" } { 2 } { { \"\" 1/3 } } 0 1"), 0))
                .isEqualTo("[0, 1/3]");
    }

    @Test
    void gameTracerFilesToo() {
        ExactPayoffs payoffs = exact("x.gam", "2 2 1  0.1 0.2  1/3 -1");
        assertThat(payoffs(payoffs, 0)).isEqualTo("[1/10, 1/5]");
        assertThat(payoffs(payoffs, 1)).isEqualTo("[1/3, -1]");
    }

    @Test
    void otherFormatsHoldWhatTheTensorHolds() {
        assertThat(TensorFiles.readExactly(folder.resolve("x.npy"))).isEmpty();
    }

    /** Both ways of reading stand in the same order. */
    @Test
    void roundsToTheTensor() {
        Path file = FormatFixtures.write(
                folder, "x.nfg", "NFG 1 R \"\" { \"a\" \"b\" } { 3 2 } 1 2 3 4 5 6 7 8 9 10 11 1/7");
        ExactPayoffs payoffs = TensorFiles.readExactly(file).orElseThrow();
        try (NormalFormGame game = TensorFiles.read(file)) {
            for (long a = 0; a < 6; a++) {
                assertThat(payoffs.payoff(0, a).toDouble())
                        .isEqualTo(game.payoffs().get(0, a));
                assertThat(payoffs.payoff(1, a).toDouble())
                        .isEqualTo(game.payoffs().get(1, a));
            }
        }
        assertThat(payoffs.payoff(1, 5)).isEqualTo(Fraction.of(1, 7));
    }

    @ParameterizedTest
    @CsvSource({"1e-99999, found '1e-99999'", "0e99999999, found '0e99999999'", "x, found 'x'"})
    void refusesWhatWouldTakeForever(String number, String found) {
        Path file = FormatFixtures.write(folder, "x.gam", "1 1 " + number);
        FormatFixtures.assertRefused(
                file,
                ":1:5: " + found + ", expected a payoff "
                        + (number.equals("x")
                                ? "(integer, decimal or fraction)"
                                : "of at most 800 digits before and after the point"),
                () -> TensorFiles.readExactly(file));
    }

    @Test
    void refusesALargeGameBeforeItsPayoffs() {
        Path file = FormatFixtures.write(folder, "x.gam", "2 3000 3000 " + "0 ".repeat(18_000_000));
        FormatFixtures.assertRefused(
                file,
                ":1:3: an exact check of 9000000 joint actions x 6000 actions must be at most 20000000 in all",
                () -> TensorFiles.readExactly(file));
    }
}
