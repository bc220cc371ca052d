package org.aumann.app.report;

/**
 * Something that was logged.
 *
 * @param level {@code INFO}
 * @param message one line
 */
public record LogLine(String level, String message) {}
