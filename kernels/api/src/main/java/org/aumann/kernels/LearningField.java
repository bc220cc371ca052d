package org.aumann.kernels;

/** What {@link LearningOperator#reports} says of a copy; a row has {@link #COUNT} numbers. */
public enum LearningField {
    /** Where it is. */
    STATE(0),
    /** The state that the last step was made in; −1 before the first. */
    LEFT(1),
    /** Steps of the current episode. */
    LENGTH(2),
    /** Number of finished episodes. */
    EPISODES(3),
    /** The greatest |ΔQ| of any player in the last call. */
    GREATEST_CHANGE(4);

    /** Numbers in a report. */
    public static final int COUNT = 5;

    private final int offset;

    LearningField(int offset) {
        this.offset = offset;
    }

    /**
     * Where in a report it stands.
     *
     * @return a number from 0
     */
    public int offset() {
        return offset;
    }
}
