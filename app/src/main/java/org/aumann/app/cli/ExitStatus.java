package org.aumann.app.cli;

/** What the process ends with. */
final class ExitStatus {
    static final int OK = 0;
    /** The input was fine, but no answer was found or resources ran out. */
    static final int FAILED = 1;
    /** A file, name or option cannot be used; nothing was computed or written. */
    static final int BAD_INPUT = 2;
    /** A mistake in the program. */
    static final int INTERNAL_ERROR = 3;

    private ExitStatus() {}
}
