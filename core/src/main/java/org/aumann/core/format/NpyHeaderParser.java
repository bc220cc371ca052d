package org.aumann.core.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aumann.core.InvalidInputException;

/** Parses the Python dictionary in the header of a NumPy array file: three keys in any order. */
final class NpyHeaderParser {
    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

    private final BinaryInput in;
    private final long offset;
    private final String text;
    private int position;
    private Optional<NpyType> type = Optional.empty();
    private List<Long> shape = List.of();
    private NpyHeader.Order order = NpyHeader.Order.C;

    /**
     * A parser of one header.
     *
     * @param in for messages
     * @param offset byte of the file at which {@code text} starts
     * @param text the dictionary and its padding, one char per byte
     */
    NpyHeaderParser(BinaryInput in, long offset, String text) {
        this.in = in;
        this.offset = offset;
        this.text = text;
    }

    /**
     * Parses it.
     *
     * @return type, shape and order
     */
    NpyHeader parse() {
        Set<String> seen = new HashSet<>();
        take('{');
        while (!takeIf('}')) {
            String key = string("a key of the header");
            if (!KEYS.contains(key) || !seen.add(key)) {
                throw in.error("header key " + Labels.shown(key), "'descr', 'fortran_order' and 'shape' once each");
            }
            take(':');
            switch (key) {
                case "descr" -> type = Optional.of(type());
                case "shape" -> shape = shape();
                default -> order = order();
            }
            if (!takeIf(',')) {
                take('}');
                break;
            }
        }
        if (seen.size() < KEYS.size()) {
            throw in.error("header keys " + seen.stream().sorted().toList(), "'descr', 'fortran_order' and 'shape'");
        }
        skipSpace();
        if (position < text.length()) {
            throw unexpected("the end of the header");
        }
        return new NpyHeader(type.orElseThrow(), shape, order);
    }

    private NpyType type() {
        String descriptor = string("a dtype");
        return NpyType.of(descriptor).orElseThrow(() -> in.error("dtype " + Labels.shown(descriptor), NpyType.known()));
    }

    private NpyHeader.Order order() {
        String word = word();
        return switch (word) {
            case "True" -> NpyHeader.Order.FORTRAN;
            case "False" -> NpyHeader.Order.C;
            default -> throw in.error("fortran_order " + Labels.shown(word), "True or False");
        };
    }

    private List<Long> shape() {
        List<Long> dimensions = new ArrayList<>();
        take('(');
        while (!takeIf(')')) {
            dimensions.add(dimension());
            if (!takeIf(',')) {
                take(')');
                break;
            }
        }
        return List.copyOf(dimensions);
    }

    private long dimension() {
        String word = word();
        // Python 2 wrote long integers with a suffix.
        String digits = word.endsWith("L") ? word.substring(0, word.length() - 1) : word;
        try {
            long dimension = Long.parseLong(digits);
            if (dimension >= 0) {
                return dimension;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a negative one.
        }
        throw in.error("dimension " + Labels.shown(word), "an integer from 0 to " + Long.MAX_VALUE);
    }

    private String word() {
        skipSpace();
        int start = position;
        while (position < text.length() && (Character.isLetterOrDigit(text.charAt(position)) || at('-'))) {
            position++;
        }
        return text.substring(start, position);
    }

    private String string(String expected) {
        skipSpace();
        if (!at('\'') && !at('"')) {
            throw unexpected(expected + " in quotation marks");
        }
        int end = text.indexOf(text.charAt(position), position + 1);
        if (end < 0) {
            throw unexpected("a closing quotation mark");
        }
        String string = text.substring(position + 1, end);
        position = end + 1;
        return string;
    }

    private boolean takeIf(char expected) {
        skipSpace();
        boolean there = at(expected);
        position += there ? 1 : 0;
        return there;
    }

    private void take(char expected) {
        if (!takeIf(expected)) {
            throw unexpected("'" + expected + "'");
        }
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private void skipSpace() {
        while (at(' ') || at('\n')) {
            position++;
        }
    }

    private InvalidInputException unexpected(String expected) {
        String found = position < text.length()
                ? Labels.shown(text.substring(position, position + 1)) + " at byte " + (offset + position)
                : "end of header at byte " + (offset + position);
        return in.error(found, expected);
    }
}
