package org.aumann.core.catalogue;

/** What a parameter of a game may be set to. */
public enum ParameterType {
    /** An integer in a range. */
    INTEGER("integer", "an integer in"),
    /** A finite number in a range. */
    REAL("real", "a number in"),
    /** One of several words. */
    CHOICE("choice", "one of"),
    /** Numbers of actions: one for all players, or one per player joined by {@code x}. */
    SHAPE("shape", "of the form"),
    /** Cells of a grid or numbers, between brackets with semicolons, as in OpenSpiel. */
    LIST("list", "of the form"),
    /** A game of the catalogue, or a file. */
    GAME("game", "of the form");

    private final String label;
    private final String rule;

    ParameterType(String label, String rule) {
        this.label = label;
        this.rule = rule;
    }

    /**
     * The type's name, for people.
     *
     * @return one lower-case word
     */
    public String label() {
        return label;
    }

    /** What comes between "must be" and the range in an error message. */
    String rule() {
        return rule;
    }
}
