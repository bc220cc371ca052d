package org.aumann.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a Python tuple or list of names or numbers: {@code ('a', "b's")}, {@code [1, -0.5]}, {@code ('a',)}. A
 * NumPy scalar, {@code np.float64(1.5)}, is what stands in its parentheses.
 */
final class PythonTuple {
    private static final Pattern NUMPY_SCALAR = Pattern.compile("(?:np|numpy)\\.\\w+\\((.*)\\)");

    private final String text;
    private int position;

    private PythonTuple(String text) {
        this.text = text;
    }

    /**
     * The items of a tuple.
     *
     * @param text the tuple
     * @return their texts without quotation marks; none if this is not a tuple
     */
    static List<String> items(String text) {
        String stripped = text.strip();
        boolean isTuple = stripped.startsWith("(") && stripped.endsWith(")");
        boolean isList = stripped.startsWith("[") && stripped.endsWith("]");
        if (stripped.length() < 2 || !(isTuple || isList)) {
            return List.of();
        }
        return new PythonTuple(stripped.substring(1, stripped.length() - 1)).items();
    }

    private List<String> items() {
        List<String> items = new ArrayList<>();
        while (position < text.length()) {
            int start = position;
            skipItem();
            String item = text.substring(start, position).strip();
            if (item.isEmpty()) {
                return position == text.length() && !items.isEmpty() ? items : List.of();
            }
            items.add(value(item));
            position++; // the comma
        }
        return items;
    }

    /** To the next comma that is neither quoted nor in parentheses. */
    private void skipItem() {
        int depth = 0;
        char quote = 0;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (quote != 0) {
                position += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ',' && depth == 0) {
                return;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        position = text.length();
    }

    private static String value(String item) {
        Matcher scalar = NUMPY_SCALAR.matcher(item);
        String value = scalar.matches() ? scalar.group(1).strip() : item;
        char first = value.isEmpty() ? 0 : value.charAt(0);
        boolean isQuoted =
                value.length() > 1 && (first == '\'' || first == '"') && value.charAt(value.length() - 1) == first;
        return isQuoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(['\"\\\\])", "$1") : value;
    }
}
