package org.aumann.core.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of players and actions, and how messages and reports show them. */
public final class Labels {
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
        return "'" + line(cut(text, SHOWN_LENGTH)) + "'";
    }

    /**
     * The beginning of a text.
     *
     * @param text any text
     * @param length most characters, at least 1
     * @return the text, or its beginning and three dots if it is longer
     */
    public static CharSequence cut(CharSequence text, int length) {
        if (text.length() <= length) {
            return text;
        }
        // Not through a surrogate pair.
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.subSequence(0, end) + "...";
    }

    /**
     * A text that is one line and does nothing to a terminal.
     *
     * @param text any text
     * @return the text; control characters, line separators and marks of writing direction escaped
     */
    public static String line(CharSequence text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> appendEscaped(line, c));
        return line.toString();
    }

    /** Line and paragraph separators end a line for some readers. */
    private static boolean isSeparator(int codePoint) {
        return codePoint == 0x2028 || codePoint == 0x2029;
    }

    /** These change the order in which what follows is shown. */
    private static boolean isDirection(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x200E
                || codePoint == 0x200F;
    }

    private static void appendEscaped(StringBuilder line, int codePoint) {
        switch (codePoint) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (Character.isISOControl(codePoint) || isSeparator(codePoint) || isDirection(codePoint)) {
                    line.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                } else {
                    line.appendCodePoint(codePoint);
                }
            }
        }
    }
}
