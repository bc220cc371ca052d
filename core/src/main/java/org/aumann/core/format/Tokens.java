package org.aumann.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.Fraction;

/**
 * The tokens of a text game file: braces, commas, quoted texts, and words (anything else up to white space).
 *
 * <p>In a quoted text {@code \"} is a quotation mark and {@code \\} a backslash; any other backslash stands
 * for itself. Stands on one token at a time and knows its line and column; the methods named after what the
 * grammar expects return it and move on. Not safe for use by several threads.
 */
final class Tokens implements AutoCloseable {
    /** Longer tokens are refused: they come from a missing quotation mark or a file of another kind. */
    private static final int LENGTH_LIMIT = 1 << 20;

    /** For messages: what a number is that a player gets. */
    static final String PAYOFF = "a payoff";

    /** What a token is. */
    enum Kind {
        /** <code>{</code>. */
        OPEN,
        /** <code>}</code>. */
        CLOSE,
        /** A comma. */
        COMMA,
        /** A text in quotation marks. */
        TEXT,
        /** A number, a key word, or anything else. */
        WORD,
        /** Behind the last token. */
        END
    }

    private final TextReader reader;
    private final StringBuilder text = new StringBuilder();
    private Kind kind = Kind.END;
    private long line;
    private long column;

    private Tokens(TextReader reader) {
        this.reader = reader;
        advance();
    }

    /**
     * Opens a file and stands on its first token.
     *
     * @param path the file as the user gave it
     * @return tokens that the caller closes
     */
    static Tokens open(Path path) {
        TextReader reader = TextReader.open(path);
        try {
            return new Tokens(reader);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * What this token is.
     *
     * @return its kind
     */
    Kind kind() {
        return kind;
    }

    /**
     * Whether this token is a word, and which.
     *
     * @param word the word
     * @return true if it is
     */
    boolean isWord(String word) {
        return kind == Kind.WORD && word.contentEquals(text);
    }

    /**
     * Line of this token.
     *
     * @return from 1
     */
    long line() {
        return line;
    }

    /**
     * Column of this token.
     *
     * @return from 1
     */
    long column() {
        return column;
    }

    /**
     * The file.
     *
     * @return the reader of its characters
     */
    TextReader reader() {
        return reader;
    }

    /**
     * That this token is not what the grammar asks for.
     *
     * @param expected what it asks for
     * @return the exception to throw
     */
    InvalidInputException unexpected(String expected) {
        return reader.error(line, column, found(), expected);
    }

    private String found() {
        return switch (kind) {
            case OPEN -> "'{'";
            case CLOSE -> "'}'";
            case COMMA -> "','";
            case TEXT -> "text " + Labels.shown(text);
            case WORD -> Labels.shown(text);
            case END -> "end of file";
        };
    }

    /**
     * Takes one of the given words.
     *
     * @param words what the grammar allows
     */
    void word(String... words) {
        for (String word : words) {
            if (isWord(word)) {
                advance();
                return;
            }
        }
        throw unexpected("'" + String.join("' or '", words) + "'");
    }

    /**
     * Takes a token without a text.
     *
     * @param expected its kind
     * @param what for the message
     */
    void take(Kind expected, String what) {
        if (kind != expected) {
            throw unexpected(what);
        }
        if (kind != Kind.END) {
            advance();
        }
    }

    /**
     * Takes a quoted text.
     *
     * @param what for the message
     * @return the text without its quotation marks
     */
    String text(String what) {
        if (kind != Kind.TEXT) {
            throw unexpected(what + " in quotation marks");
        }
        String taken = text.toString();
        advance();
        return taken;
    }

    /**
     * Takes quoted texts in braces, at least one.
     *
     * @param what for the message: what each one names
     * @return the texts
     */
    List<String> texts(String what) {
        take(Kind.OPEN, "'{'");
        List<String> taken = new ArrayList<>();
        do {
            taken.add(text(what + " " + taken.size()));
        } while (kind == Kind.TEXT);
        take(Kind.CLOSE, "'}' or " + what + " " + taken.size() + " in quotation marks");
        return taken;
    }

    /**
     * Takes a finite number.
     *
     * @param what for the message
     * @return its value
     */
    double number(String what) {
        double value = kind == Kind.WORD ? Numbers.parse(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw unexpected(
                    Double.isInfinite(value)
                            ? what + " of magnitude at most " + Double.MAX_VALUE
                            : what + " (integer, decimal or fraction)");
        }
        advance();
        return value;
    }

    /**
     * This token's text.
     *
     * @return of a word, the characters in the file
     */
    String written() {
        return text.toString();
    }

    /**
     * Takes a number as it is written.
     *
     * @param what for the message
     * @return its value, not rounded
     */
    Fraction fraction(String what) {
        double value = kind == Kind.WORD ? Numbers.parse(text) : Double.NaN;
        if (Double.isFinite(value) && !Numbers.isShort(text)) {
            throw unexpected(what + " of at most " + Numbers.EXACT_DIGITS + " digits before and after the point");
        }
        Fraction exact = Double.isFinite(value) ? Numbers.exact(text) : Fraction.ZERO;
        number(what);
        return exact;
    }

    /**
     * Takes an integer.
     *
     * @param what for the message
     * @param least smallest one allowed
     * @param greatest largest one allowed
     * @return its value
     */
    int integer(String what, int least, int greatest) {
        int value = least - 1;
        try {
            value = kind == Kind.WORD ? Integer.parseInt(text, 0, text.length(), 10) : value;
        } catch (NumberFormatException _) {
            // Not an integer or too large for one: refused below like one out of range.
        }
        if (value < least || value > greatest) {
            throw unexpected(what + " (" + least + ".." + greatest + ")");
        }
        advance();
        return value;
    }

    /**
     * Takes payoffs up to a closing brace, which is taken too.
     *
     * @param count how many; each may be followed by a comma
     * @param take takes the number of a player, given what it is for the message
     */
    void payoffs(int count, ObjIntConsumer<String> take) {
        for (int p = 0; p < count; p++) {
            take.accept("the payoff of player " + p, p);
            if (kind == Kind.COMMA) {
                advance();
            }
        }
        take(Kind.CLOSE, "'}' after " + count + " payoffs");
    }

    /** Moves to the next token. */
    void advance() {
        while (isSpace(reader.peek())) {
            reader.advance();
        }
        line = reader.line();
        column = reader.column();
        text.setLength(0);
        switch (reader.peek()) {
            case TextReader.END -> kind = Kind.END;
            case '{' -> single(Kind.OPEN);
            case '}' -> single(Kind.CLOSE);
            case ',' -> single(Kind.COMMA);
            case '"' -> quoted();
            default -> bare();
        }
    }

    private void single(Kind of) {
        kind = of;
        reader.advance();
    }

    private void bare() {
        kind = Kind.WORD;
        int c = reader.peek();
        while (c != TextReader.END && !isSpace(c) && c != '{' && c != '}' && c != ',' && c != '"') {
            append(c);
            c = reader.peek();
        }
    }

    private void quoted() {
        kind = Kind.TEXT;
        reader.advance();
        while (reader.peek() != '"') {
            int c = reader.peek();
            if (c == TextReader.END) {
                throw reader.error(
                        reader.line(),
                        reader.column(),
                        "end of file",
                        "the quotation mark that ends the text of line " + line + ", column " + column);
            }
            append(c);
            boolean escapes = c == '\\' && (reader.peek() == '"' || reader.peek() == '\\');
            if (escapes) {
                text.setLength(text.length() - 1);
                append(reader.peek());
            }
        }
        reader.advance();
    }

    private void append(int codePoint) {
        if (text.length() >= LENGTH_LIMIT) {
            throw reader.error(line, column, "a token of more than " + LENGTH_LIMIT + " characters", "a shorter one");
        }
        text.appendCodePoint(codePoint);
        reader.advance();
    }

    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    @Override
    public void close() {
        reader.close();
    }
}
