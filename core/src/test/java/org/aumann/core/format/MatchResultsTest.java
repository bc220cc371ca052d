package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.aumann.core.Tolerances;
import org.aumann.core.game.NormalFormGame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatchResultsTest {
    private static final String HEADER = "agent_0,score_0,agent_1,score_1\n";

    @TempDir
    Path folder;

    @Test
    void scoresBecomeMeansCountsAndStandardErrors() {
        Path file = FormatFixtures.write(
                folder,
                "league.csv",
                HEADER
                        + "rock,1,\"scissors, v\"\"2\"\"\",-1\r\n"
                        + "paper , 0.5, rock , 1/2\n"
                        + "\n"
                        + "rock,3,\"scissors, v\"\"2\"\"\",0\n"
                        + "rock,0,rock,0\n"
                        + "paper,-1,\"scissors, v\"\"2\"\"\",1\n"
                        + "rock,2,\"scissors, v\"\"2\"\"\",-2");
        try (MatchResults results = MatchResults.read(file)) {
            NormalFormGame game = results.game();
            assertThat(game.name()).isEqualTo("league");
            assertThat(game.actionLabel(0, 0)).isEqualTo("rock");
            assertThat(game.actionLabel(0, 1)).isEqualTo("paper");
            assertThat(game.actionLabel(1, 0)).isEqualTo("scissors, v\"2\"");
            assertThat(game.actionLabel(1, 1)).isEqualTo("rock");
            assertThat(results.matchCount(0)).isEqualTo(3);
            assertThat(results.matchCount(3)).isEqualTo(1);
            Tolerances.assertClose("mean of 1, 3, 2", game.payoffs().get(0, 0), 2, Tolerances.FLOAT64, 0);
            Tolerances.assertClose("mean of -1, 0, -2", game.payoffs().get(1, 0), -1, Tolerances.FLOAT64, 0);
            // Sample variance 1, three matches.
            Tolerances.assertClose(
                    "standard error", results.standardError(0, 0), 1 / Math.sqrt(3), Tolerances.FLOAT64, 0);
            assertThat(results.standardError(1, 3)).isNaN();
            assertThat(game.payoffs().get(1, 3)).isEqualTo(0.5);
        }
        try (NormalFormGame game = TensorFiles.read(file)) {
            assertThat(game.payoffs().get(0, 2)).isEqualTo(-1);
        }
    }

    @Test
    void oneMatchOfOnePlayerIsEnough() {
        Path file = FormatFixtures.write(folder, "one.csv", "agent_0,score_0\nx,7\n");
        try (MatchResults results = MatchResults.read(file)) {
            assertThat(results.game().payoffs().get(0, 0)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,1,b | :2:5: found a row of 3 fields, expected 4: agent_0,score_0,agent_1,score_1",
                "a,1,b,2,c,3 | :2:9: found a row of 6 fields, expected 4: agent_0,score_0,agent_1,score_1",
                "a,1,b,x | :2:7: found 'x', expected the score of player 1 (integer, decimal or fraction)",
                "a,nan,b,1 | :2:3: found 'nan', expected the score of player 0 (integer, decimal or fraction)",
                "a,,b,1 | :2:3: found '', expected the score of player 0 (integer, decimal or fraction)",
                ",1,b,1 | :2:1: found '', expected the agent of player 0",
                "\"a,1,b,1 | :2:9: found end of file, expected the quotation mark that ends the field of line 2, "
                        + "column 1",
                "a\"b,1,b,1 | :2:2: found '\"', expected a comma or the end of the line",
                "\"a\"b,1,b,1 | :2:4: found 'b', expected a comma or the end of the line",
                "`` | :2:1: found end of file, expected a match: agent_0,score_0,agent_1,score_1",
            })
    void otherRowsAreRefused(String row, String message) {
        Path file = FormatFixtures.write(folder, "bad.csv", HEADER + row);
        FormatFixtures.assertRefused(file, message, () -> MatchResults.read(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | :1:1: found end of file, expected the header agent_0,score_0,agent_1,score_1,...",
                "agent_0,score_1 | :1:9: found 'score_1', expected the column 'score_0' of the header "
                        + "agent_0,score_0,agent_1,...",
                "agent_0,score_0,agent_1 | :1:17: found 'agent_1', expected a column 'score_1' after it",
                "a,1,b,2 | :1:1: found 'a', expected the column 'agent_0' of the header agent_0,score_0,agent_1,...",
            })
    void otherHeadersAreRefused(String header, String message) {
        Path file = FormatFixtures.write(folder, "bad.csv", header);
        FormatFixtures.assertRefused(file, message, () -> MatchResults.read(file));
    }

    @Test
    void jointActionsWithoutAMatchAreRefused() {
        Path file = FormatFixtures.write(folder, "bad.csv", HEADER + "a,1,x,1\nb,1,y,1\nc,1,x,1\n");
        FormatFixtures.assertRefused(
                file,
                ": found no match of 3 of 6 joint actions, the first being 'a, y', expected at least one match of each",
                () -> MatchResults.read(file));
    }

    @Test
    void absurdlyManyJointActionsAreRefusedAtOnce() {
        StringBuilder text = new StringBuilder();
        int players = 8;
        for (int p = 0; p < players; p++) {
            text.append(p == 0 ? "" : ",")
                    .append("agent_")
                    .append(p)
                    .append(",score_")
                    .append(p);
        }
        for (int row = 0; row < 1000; row++) {
            text.append('\n')
                    .append((row + ",0,").repeat(players - 1))
                    .append(row)
                    .append(",0");
        }
        Path file = FormatFixtures.write(folder, "bad.csv", text.toString());
        FormatFixtures.assertRefused(
                file,
                ": joint actions of [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000] exceed 9223372036854775807",
                () -> MatchResults.read(file));
    }

    @Test
    void meansThatOverflowAreRefused() {
        Path file = FormatFixtures.write(folder, "bad.csv", "agent_0,score_0\nx,1.7e308\nx,-1.7e308\n");
        FormatFixtures.assertRefused(
                file,
                ": payoff (-Infinity) of player 0 at joint action [0] must be finite",
                () -> MatchResults.read(file));
    }
}
