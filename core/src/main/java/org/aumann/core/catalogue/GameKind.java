package org.aumann.core.catalogue;

/** How a game of the catalogue is given. */
public enum GameKind {
    /** A tree of moves with chance and imperfect information. */
    EXTENSIVE("extensive"),
    /** A payoff tensor: one simultaneous move of every player. */
    NORMAL_FORM("normal-form"),
    /** States, moves and rewards that depend on the distribution of all players. */
    MEAN_FIELD("mean-field"),
    /** States in which all players move at once, again and again. */
    STOCHASTIC("stochastic");

    private final String label;

    GameKind(String label) {
        this.label = label;
    }

    /**
     * The kind's name, for people.
     *
     * @return {@code extensive}, {@code normal-form}, {@code mean-field} or {@code stochastic}
     */
    public String label() {
        return label;
    }
}
