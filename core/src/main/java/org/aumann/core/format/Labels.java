package org.aumann.core.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of players and actions, and how messages show them. */
final class Labels {
    /** Longer texts are cut in messages. */
    private static final int SHOWN_LENGTH = 60;

    private Labels() {}

    /**
     * Makes labels distinct and non-empty, as a game needs them: Gambit's files may leave them empty.
     *
     * @param labels labels as they stand in a file. Not modified.
     * @return the same, but an empty or repeated label {@code x} becomes the first of {@code x_1},
     *     {@code x_2}, … that no other one has
     */
    static List<String> distinct(List<String> labels) {
        Set<String> taken = new HashSet<>(labels);
        Set<String> seen = new HashSet<>();
        List<String> distinct = new ArrayList<>(labels.size());
        // Where the search left off, per repeated label; else a million empty labels would take 10^12 steps.
        Map<String, Integer> suffixes = new HashMap<>();
        for (String label : labels) {
            if (!label.isEmpty() && seen.add(label)) {
                distinct.add(label);
                continue;
            }
            String candidate;
            do {
                candidate = label + "_" + suffixes.merge(label, 1, Integer::sum);
            } while (!taken.add(candidate));
            distinct.add(candidate);
        }
        return distinct;
    }

    /**
     * The numbers from 0, the labels of actions that have none.
     *
     * @param count how many
     * @return {@code 0}, {@code 1}, …
     */
    static List<String> numbered(int count) {
        List<String> labels = new ArrayList<>(count);
        for (int a = 0; a < count; a++) {
            labels.add(Integer.toString(a));
        }
        return labels;
    }

    /**
     * A text for a message of one line.
     *
     * @param text any text
     * @return in single quotes, control characters escaped, cut if long
     */
    static String shown(CharSequence text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints().limit(SHOWN_LENGTH).forEach(c -> appendShown(shown, c));
        return shown.append(text.length() > SHOWN_LENGTH ? "...'" : "'").toString();
    }

    private static void appendShown(StringBuilder shown, int codePoint) {
        switch (codePoint) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                // Line and paragraph separators end a line for some readers.
                if (Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029) {
                    shown.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                } else {
                    shown.appendCodePoint(codePoint);
                }
            }
        }
    }
}
