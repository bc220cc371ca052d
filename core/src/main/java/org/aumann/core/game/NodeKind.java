package org.aumann.core.game;

/** What happens at a node of a game: a player decides, chance draws, or the game is over. */
public sealed interface NodeKind {
    /** Chance draws one of the outcomes. */
    NodeKind CHANCE = new Chance();

    /** The game is over; payoffs are known. */
    NodeKind TERMINAL = new Terminal();

    /**
     * The node at which {@code player} decides.
     *
     * @param player player from 0
     * @return the kind
     */
    static NodeKind decision(int player) {
        return new Decision(player);
    }

    /**
     * One player chooses an action.
     *
     * @param player player from 0
     */
    record Decision(int player) implements NodeKind {}

    /** Chance draws an outcome with known probabilities. */
    record Chance() implements NodeKind {}

    /** The game is over. */
    record Terminal() implements NodeKind {}
}
