package org.aumann.core.catalogue;

/** How a game of the catalogue is given. */
public enum GameKind {
    /** A tree of moves with chance and imperfect information. */
    EXTENSIVE("extensive"),
    /** A payoff tensor: one simultaneous move of every player. */
    NORMAL_FORM("normal-form"),
    /** States, moves and rewards that depend on the distribution of all players. */
    MEAN_FIELD("mean-field");

    private final String label;

    GameKind(String label) {
        this.label = label;
    }

    /**
     * The kind's name, for people.
     *
     * @return {@code extensive}, {@code normal-form} or {@code mean-field}
     */
    public String label() {
        return label;
    }
}
