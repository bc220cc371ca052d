package org.aumann.core.catalogue;

import org.aumann.core.game.Game;

/** What the extensive games of the catalogue have in common: the canonical name and the players. */
abstract class AbstractExtensiveGame implements Game {
    /** Number of players. */
    final int players;

    private final String name;

    /**
     * @param arguments their text is the name
     * @param players number of players
     */
    AbstractExtensiveGame(GameArguments arguments, int players) {
        this.name = arguments.toString();
        this.players = players;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int playerCount() {
        return players;
    }
}
