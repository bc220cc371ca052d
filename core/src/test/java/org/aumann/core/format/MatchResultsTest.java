package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.HeadToHead;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "`` | :1:1: found end of file, expected the header agent_0,score_0,agent_1,... or agents,scores; "
                        + "--columns names others",
                "agent_0,score_1 | :1:9: found 'score_1', expected the column 'score_0' of the header "
                        + "agent_0,score_0,agent_1,... or agents,scores; --columns names others",
                "agent_0,score_0,agent_1 | :1:17: found 'agent_1', expected a column 'score_1' after it",
                "a,1,b,2 | :1:1: found 'a', expected the column 'agent_0' of the header agent_0,score_0,agent_1,... or "
                        + "agents,scores; --columns names others",
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

    /** A sum of such scores would overflow; their mean does not. */
    @Test
    void scoresAtTheEndOfTheRangeHaveAMean() {
        Path file =
                FormatFixtures.write(folder, "big.csv", "agent_0,score_0\nx,1.7e308\nx,1.7e308\ny,1.7e308\ny,-1.7e308");
        try (MatchResults results = MatchResults.read(file)) {
            assertThat(results.game().payoffs().get(0, 0)).isEqualTo(1.7e308);
            assertThat(results.game().payoffs().get(0, 1)).isZero();
        }
    }

    /** Means are nearest to the exact ones, and errors the same bits, whatever the order of the rows. */
    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        Philox random = new Philox(Seeds.seed());
        List<Double> scores = new ArrayList<>();
        for (int k = 0; k < 101; k++) {
            scores.add(random.nextGaussian() * Math.pow(10, random.nextInt(-12, 13)));
        }
        double mean = scores.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(scores.size()), new MathContext(400))
                .doubleValue();
        Set<Double> errors = new HashSet<>();
        for (int round = 0; round < 5; round++) {
            Collections.swap(scores, random.nextInt(101), random.nextInt(101));
            Collections.reverse(scores.subList(random.nextInt(101), 101));
            String rows = scores.stream().map(score -> "x," + score + "\n").collect(Collectors.joining());
            Path file = FormatFixtures.write(folder, "shuffled.csv", "agent_0,score_0\n" + rows);
            try (MatchResults results = MatchResults.read(file)) {
                assertThat(results.game().payoffs().get(0, 0))
                        .as(Seeds.replay())
                        .isEqualTo(mean);
                errors.add(results.standardError(0, 0));
            }
        }
        assertThat(errors).as(Seeds.replay()).hasSize(1);
    }

    @Test
    void tuplesAreRead() {
        Path file = FormatFixtures.write(folder, "os.csv", """
                agents,scores
                "('a', ""b's"")","(1, -1.5)"
                "['a', 'c\\'d']","[np.float64(2.0), 1/2]"
                "(np.str_('a'), x)","(0, 1e-3,)"
                """);
        try (MatchResults results = MatchResults.read(file)) {
            NormalFormGame game = results.game();
            assertThat(game.payoffs().index()).isEqualTo(JointActionIndex.of(1, 3));
            assertThat(List.of(game.actionLabel(1, 0), game.actionLabel(1, 1), game.actionLabel(1, 2)))
                    .containsExactly("b's", "c'd", "x");
            assertThat(game.payoffs().get(1, 0)).isEqualTo(-1.5);
            assertThat(game.payoffs().get(0, 1)).isEqualTo(2);
            assertThat(game.payoffs().get(1, 2)).isEqualTo(1e-3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,1 | :2:1: found 'a', expected a tuple of agents, such as ('a', 'b')",
                "(),() | :2:1: found '()', expected a tuple of agents, such as ('a', 'b')",
                "\"('a',,'b')\",(1) | :2:1: found '('a',,'b')', expected a tuple of agents, such as ('a', 'b')",
                "\"('a','')\",(1) | :2:1: found '('a','')', expected a tuple of agents, such as ('a', 'b')",
                "\"('a','b')\",(1) | :2:13: found '(1)', expected a tuple of 2 scores, such as (1, 0)",
                "\"('a','b')\",\"(1,x)\" | :2:13: found '(1,x)', expected a tuple of 2 scores, such as (1, 0)",
                "('a'),(1)~\"('a','b')\",\"(1,2)\" | :3:1: found '('a','b')', expected as many agents as in the first match, 1",
            })
    void otherTuplesAreRefused(String row, String message) {
        Path file = FormatFixtures.write(folder, "bad.csv", "agents,scores\n" + row.replace('~', '\n'));
        FormatFixtures.assertRefused(file, message, () -> MatchResults.read(file));
    }

    @Test
    void columnsAreFoundByName() {
        String rows = "date,home,hg,away,ag\n1,x,3,y,1\n2,x,1,y,1\n";
        Path file = FormatFixtures.write(folder, "league.csv", rows);
        GameReading reading =
                GameReading.plain().withColumns(MatchColumns.parse("score_1=ag, agent_0=home,score_0=hg,agent_1=away"));
        try (MatchResults results = MatchResults.read(file, reading)) {
            assertThat(results.game().payoffs().get(0, 0)).isEqualTo(2);
            assertThat(results.game().payoffs().get(1, 0)).isEqualTo(1);
            assertThat(results.game().actionLabel(1, 0)).isEqualTo("y");
        }
        FormatFixtures.assertRefused(
                file,
                ":1:1: found 'date', expected one column 'teams'",
                () -> MatchResults.read(file, reading.withColumns(MatchColumns.parse("agents=teams,scores=ag"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agents",
                "agents=",
                "agents=a",
                "agent_0=a,score_0=b,agent_1=c",
                "agents=a,agents=b,scores=c",
                "agent_1=a,score_1=b",
                "agent_0=a,score_0=b,agent_1=c,wins=d"
            })
    void otherColumnsAreRefused(String text) {
        assertThatThrownBy(() -> MatchColumns.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected agents=NAME,scores=NAME or agent_0=NAME,score_0=NAME");
    }

    /** A against B in either order is the same match; of A against itself both scores count. */
    @Test
    void onePopulationSitsAnywhere() {
        Path file = FormatFixtures.write(
                folder, "league.csv", HEADER + "A,1,B,0\nB,0.5,A,0.25\nA,3,A,1\nA,0,A,1\nB,7,B,7\n");
        try (MatchResults results = MatchResults.read(file, GameReading.plain().withSeating(Seating.ONE_POPULATION))) {
            PayoffTensor payoffs = results.game().payoffs();
            assertThat(payoffs.index()).isEqualTo(JointActionIndex.of(2, 2));
            assertThat(new double[] {payoffs.get(0, 0), payoffs.get(0, 1), payoffs.get(0, 2), payoffs.get(0, 3)})
                    .containsExactly(1.25, 0.625, 0.25, 7);
            assertThat(new double[] {payoffs.get(1, 0), payoffs.get(1, 1), payoffs.get(1, 2), payoffs.get(1, 3)})
                    .containsExactly(1.25, 0.25, 0.625, 7);
            assertThat(results.matchCount(1)).isEqualTo(2);
            // The means of the two matches of A against itself are 2 and 1/2: s = 1.5 / sqrt 2.
            assertThat(results.standardError(1, 0)).isEqualTo(0.75);
        }
    }

    /** Three players: the mean of A's two scores, wherever they stand. */
    @Test
    void onePopulationOfThreePlayers() {
        String header = "agent_0,score_0,agent_1,score_1,agent_2,score_2\n";
        String rows = "A,1,B,5,A,2\nB,7,A,3,A,4\nA,0,A,0,A,3\nB,1,A,2,B,4\nB,1,B,1,B,1\n";
        Path file = FormatFixtures.write(folder, "three.csv", header + rows);
        try (MatchResults results = MatchResults.read(file, GameReading.plain().withSeating(Seating.ONE_POPULATION))) {
            PayoffTensor payoffs = results.game().payoffs();
            JointActionIndex index = payoffs.index();
            for (int b = 0; b < 3; b++) {
                int[] seats = {0, 0, 0};
                seats[b] = 1;
                for (int p = 0; p < 3; p++) {
                    assertThat(payoffs.get(p, index.jointAction(seats))).isEqualTo(p == b ? 6 : 2.5);
                }
            }
            assertThat(payoffs.get(1, 0)).isEqualTo(1);
        }
        Path hole = FormatFixtures.write(folder, "hole.csv", header + "A,1,B,5,A,2\n");
        FormatFixtures.assertRefused(
                hole,
                ": found no match of 3 of 4 groups of agents, the first being 'A, A, A', expected at least one match "
                        + "of each",
                () -> MatchResults.read(hole, GameReading.plain().withSeating(Seating.ONE_POPULATION)));
    }

    @ParameterizedTest
    @EnumSource(Seating.class)
    void missingSelfPlayHasARemedy(Seating seating) {
        Path file = FormatFixtures.write(folder, "league.csv", HEADER + "A,1,B,0\nB,3,A,1\n");
        FormatFixtures.assertRefused(
                file,
                ": found no match of 'A' against itself, nor of 1 other agents, expected one of each; add rows for "
                        + "them, or rank the agents with --solver alpharank --one-population, which needs none",
                () -> MatchResults.read(file, GameReading.plain().withSeating(seating)));
        HeadToHead population = MatchResults.headToHead(file, GameReading.plain());
        assertThat(population.agents()).containsExactly("A", "B");
        assertThat(population.payoff(0, 1)).isEqualTo(1);
        assertThat(population.payoff(1, 0)).isEqualTo(1.5);
    }

    @Test
    void pairsThatNeverMetCannotBeRanked() {
        Path file = FormatFixtures.write(folder, "league.csv", HEADER + "A,1,B,0\nC,3,A,1\n");
        FormatFixtures.assertRefused(
                file,
                ": found no match of 'B, C', expected at least one of each pair of agents",
                () -> MatchResults.headToHead(file, GameReading.plain()));
        Path alone = FormatFixtures.write(folder, "alone.csv", "agent_0,score_0\nx,1\n");
        FormatFixtures.assertRefused(
                alone,
                ": found matches of 1 players, expected 2 to rank one population",
                () -> MatchResults.headToHead(alone, GameReading.plain()));
    }
}
