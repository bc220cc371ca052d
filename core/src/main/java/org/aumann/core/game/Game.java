package org.aumann.core.game;

/**
 * A finite extensive-form game with any number of players, chance and imperfect information.
 *
 * <p>Simultaneous moves are played one player after the other, the later players not seeing the earlier
 * choices. Implementations are immutable and safe for use by several threads.
 */
public interface Game {
    /**
     * The full name, with every parameter: {@code kuhn_poker(players=3)}.
     *
     * @return a name that {@code Catalogue.game} accepts where the game comes from the catalogue
     */
    String name();

    /**
     * Number of players.
     *
     * @return at least 1
     */
    int playerCount();

    /**
     * The state before anything has happened.
     *
     * @return the root
     */
    GameState root();
}
