package org.aumann.bench.compare;

import java.util.Locale;

/** How a row ended. */
enum Status {
    /** The solver says it reached its tolerance; the gap says whether that is so. */
    OPTIMAL,
    /** The solver gave up before; the gap is that of what it returned. */
    STOPPED,
    /** No answer within the time limit, or one of which the time ran out. */
    TIME_LIMIT,
    /** More memory than allowed. */
    OUT_OF_MEMORY,
    /** No answer; the note says why. */
    FAILED,
    /** Something that it needs is not installed. */
    NOT_RUN;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Status of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether a larger game of the same line is worth trying. */
    boolean goesOn() {
        return this == OPTIMAL || this == STOPPED;
    }
}
