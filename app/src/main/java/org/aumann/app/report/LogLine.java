package org.aumann.app.report;

/**
 * Something that was logged.
 *
 * @param event {@code log}
 * @param level {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message one line
 */
public record LogLine(String event, String level, String message) {
    /**
     * The event of a log message.
     *
     * @param level its level
     * @param message one line
     * @return the event
     */
    public static LogLine of(String level, String message) {
        return new LogLine("log", level, message);
    }
}
