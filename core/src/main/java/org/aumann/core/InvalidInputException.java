package org.aumann.core;

/**
 * Input that a user gave (a file, a game name, an option) cannot be used.
 *
 * <p>The message is complete in one line: where, what was found, what was expected. The command line
 * prints it as it is and exits with status 2; nothing has been changed or written when it is thrown.
 */
public final class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * An error without a place in a file.
     *
     * @param message one line: name, value in parentheses, then the rule
     */
    public InvalidInputException(String message) {
        super(message);
    }

    /**
     * An error at a place in a file: {@code source:line:column: message}.
     *
     * @param source file name as the user gave it
     * @param line line from 1
     * @param column column from 1
     * @param message what was found and what was expected
     */
    public InvalidInputException(String source, long line, long column, String message) {
        super(source + ":" + line + ":" + column + ": " + message);
    }
}
