package org.aumann.app.report;

/**
 * How far the solve of a batch is.
 *
 * @param games games so far
 * @param of all games
 * @param seconds since the start
 */
public record BatchProgress(int games, int of, double seconds) {
    /**
     * The same for people.
     *
     * @return a short text
     */
    public String describe() {
        return "solving, " + Numbers.count(games) + " of " + Numbers.count(of, "game");
    }
}
