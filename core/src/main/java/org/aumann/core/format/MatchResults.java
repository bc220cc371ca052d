package org.aumann.core.format;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.HeadToHead;

/**
 * The empirical game of recorded matches, {@code .csv}: mean payoffs, with the number of matches and the
 * standard error of every mean.
 *
 * <pre>{@code
 * agent_0,score_0,agent_1,score_1
 * rock,1,scissors,-1
 * "paper, v2",0.5,rock,-0.5
 * }</pre>
 *
 * <p>One row per match. The header names the columns as above, a pair for each player from 0 on; or there are two
 * columns {@code agents,scores} of tuples as Python writes them, {@code "('rock', 'paper')","(-1, 1)"}; or {@link
 * MatchColumns} says what they are called, and others are skipped. Agents are the actions of their player, in the order
 * in which they first appear in that player's column, or in the whole file if they are of {@link
 * Seating#ONE_POPULATION}; scores are integers, decimals or fractions, in payoff units. Every joint action must have
 * been played.
 *
 * <p>Owns the game. Safe for use by several threads.
 */
public final class MatchResults implements AutoCloseable {
    private final NormalFormGame game;
    private final long[] matchCounts;
    private final double[][] standardErrors;

    /**
     * Results.
     *
     * @param game mean payoffs; closed with the results
     * @param matchCounts per joint action. Not copied: owned from now on.
     * @param standardErrors per player and joint action, payoff units. Not copied.
     */
    MatchResults(NormalFormGame game, long[] matchCounts, double[][] standardErrors) {
        this.game = game;
        this.matchCounts = matchCounts;
        this.standardErrors = standardErrors;
    }

    /**
     * Reads match results with the usual columns, of players who have agents of their own.
     *
     * @param path the file
     * @return the results, which the caller closes
     * @throws InvalidInputException as the other method
     * @throws UncheckedIOException if reading fails
     */
    public static MatchResults read(Path path) {
        return read(path, GameReading.plain());
    }

    /**
     * Reads match results.
     *
     * <p>Time {@code O(rows)}, memory {@code O(n · J)}; the rows are not kept. Means are those of the scores to the last
     * bit, so that they and the errors do not depend on the order of the rows.
     *
     * @param path the file
     * @param reading names of the columns, and the seating
     * @return the results, which the caller closes
     * @throws InvalidInputException if the file is not of this format or a joint action was never played;
     *     the message is one line with the place, or with the number of joint actions missing and the first
     * @throws UncheckedIOException if reading fails
     */
    public static MatchResults read(Path path, GameReading reading) {
        reading.requireNoMatrix(path.toString(), "match results");
        try (CsvReader csv = CsvReader.open(path)) {
            CsvGame.requireRow(csv);
            CsvGame.requireHeader(path, csv);
            return new MatchResultsReader(path, csv, reading).results();
        }
    }

    /**
     * Reads the matches of one population, two players each, in which no agent need have played itself.
     *
     * @param path the file
     * @param reading names of the columns; the seating is that of one population
     * @return what the agents get against each other
     * @throws InvalidInputException as {@link #read}, or if two agents never met
     * @throws UncheckedIOException if reading fails
     */
    public static HeadToHead headToHead(Path path, GameReading reading) {
        reading.requireNoMatrix(path.toString(), "match results");
        try (CsvReader csv = CsvReader.open(path)) {
            CsvGame.requireRow(csv);
            CsvGame.requireHeader(path, csv);
            return new MatchResultsReader(path, csv, reading.withSeating(Seating.ONE_POPULATION)).headToHead();
        }
    }

    /**
     * The mean payoffs, float64, with agents as action labels.
     *
     * @return a game that these results own; closing it closes them
     */
    public NormalFormGame game() {
        return game;
    }

    /**
     * Number of matches of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @return at least 1
     */
    public long matchCount(long jointAction) {
        return matchCounts[Math.toIntExact(jointAction)];
    }

    /**
     * Standard error of a mean payoff: {@code s / sqrt(m)} with the sample standard deviation {@code s} of
     * the {@code m} scores, or of their means where an agent played itself.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units; not a number after a single match, which says nothing of the spread
     */
    public double standardError(int player, long jointAction) {
        return standardErrors[player][Math.toIntExact(jointAction)];
    }

    /** Frees the payoffs of {@link #game}. */
    @Override
    public void close() {
        game.close();
    }
}
