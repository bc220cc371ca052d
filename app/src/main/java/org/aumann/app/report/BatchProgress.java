package org.aumann.app.report;

/**
 * An event of the solve of a batch.
 *
 * @param event {@code batch}
 * @param games games so far
 * @param of all games
 * @param seconds since the start
 */
public record BatchProgress(String event, int games, int of, double seconds) {
    /**
     * The event of some more games.
     *
     * @param games games so far
     * @param of all games
     * @param seconds since the start
     * @return the event
     */
    public static BatchProgress of(int games, int of, double seconds) {
        return new BatchProgress("batch", games, of, seconds);
    }

    /**
     * The event for people.
     *
     * @return a short text
     */
    public String describe() {
        return "solving, " + Numbers.count(games) + " of " + Numbers.count(of, "game");
    }
}
