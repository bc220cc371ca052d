package org.aumann.app.cli;

import java.util.List;
import java.util.Optional;
import org.aumann.core.InvalidInputException;

/**
 * A line of an experiment file.
 *
 * @param source the file as the user gave it
 * @param key what stands before the colon
 * @param value what stands behind it, as it is written
 * @param line line from 1
 * @param column column from 1
 */
record Setting(String source, String key, String value, int line, int column) {
    /** An error at this place. */
    InvalidInputException error(String message) {
        return new InvalidInputException(source, line, column, message);
    }

    static Optional<Setting> find(List<Setting> settings, String key) {
        return settings.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }
}
