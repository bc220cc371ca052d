package org.aumann.core.catalogue;

/** How a game of the catalogue is given. */
public enum GameKind {
    /** A tree of moves with chance and imperfect information. */
    EXTENSIVE("extensive"),
    /** A payoff tensor: one simultaneous move of every player. */
    NORMAL_FORM("normal-form");

    private final String label;

    GameKind(String label) {
        this.label = label;
    }

    /**
     * The kind's name, for people.
     *
     * @return {@code extensive} or {@code normal-form}
     */
    public String label() {
        return label;
    }
}
