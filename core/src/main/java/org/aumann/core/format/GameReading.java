package org.aumann.core.format;

import org.aumann.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What a file of payoffs leaves open. Messages call each thing by its option of the command line.
 *
 * @param otherPlayer for a matrix of one player's payoffs ({@code --matrix}); null if there is none
 * @param columns of match results ({@code --columns}); null for the usual names
 * @param seating of match results ({@code --one-population})
 */
public record GameReading(
        @Nullable OtherPlayer otherPlayer, @Nullable MatchColumns columns, Seating seating) {
    /**
     * For files that leave nothing open.
     *
     * @return all payoffs are in the file, columns have the usual names, players are separate
     */
    public static GameReading plain() {
        return new GameReading(null, null, Seating.SEPARATE);
    }

    /**
     * The same for a matrix of one player's payoffs.
     *
     * @param player what the other one gets
     * @return a copy
     */
    public GameReading withOtherPlayer(OtherPlayer player) {
        return new GameReading(player, columns, seating);
    }

    /**
     * The same with other columns.
     *
     * @param names their names
     * @return a copy
     */
    public GameReading withColumns(MatchColumns names) {
        return new GameReading(otherPlayer, names, seating);
    }

    /**
     * The same with another seating.
     *
     * @param matches which count for which joint actions
     * @return a copy
     */
    public GameReading withSeating(Seating matches) {
        return new GameReading(otherPlayer, columns, matches);
    }

    /**
     * Refuses all that is not plain.
     *
     * @param source the file or game
     * @param found what it holds
     * @throws InvalidInputException if there is something that does not apply to it
     */
    public void requirePlain(String source, String found) {
        requireNoMatrix(source, found);
        requireNoMatches(source, found);
    }

    /**
     * Refuses what is for a matrix.
     *
     * @param source the file
     * @param found what it holds
     */
    void requireNoMatrix(String source, String found) {
        if (otherPlayer != null) {
            throw new InvalidInputException(
                    source + ": found " + found + ", expected a matrix of one player's payoffs for --matrix");
        }
    }

    /**
     * Refuses what is for match results.
     *
     * @param source the file
     * @param found what it holds
     */
    void requireNoMatches(String source, String found) {
        if (columns != null || seating != Seating.SEPARATE) {
            throw new InvalidInputException(source + ": found " + found + ", expected match results (.csv) for "
                    + (columns != null ? "--columns" : "--one-population"));
        }
    }
}
