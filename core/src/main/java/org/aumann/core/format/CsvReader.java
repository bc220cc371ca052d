package org.aumann.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.InvalidInputException;

/**
 * The rows of a CSV file: fields between commas, one row a line, as in RFC 4180.
 *
 * <p>A field in quotation marks may hold commas, line ends and doubled quotation marks. White space around
 * a field without them does not belong to it. Empty lines are skipped. Not safe for use by several threads.
 */
final class CsvReader implements AutoCloseable {
    /** Longer fields are refused: they come from a missing quotation mark. */
    private static final int LENGTH_LIMIT = 1 << 20;

    private final TextReader reader;
    private final StringBuilder text = new StringBuilder();
    private final List<Field> fields = new ArrayList<>();

    /** A field and where it starts. */
    private record Field(String text, long line, long column) {}

    private CsvReader(TextReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a file before its first row.
     *
     * @param path the file as the user gave it
     * @return a reader that the caller closes
     */
    static CsvReader open(Path path) {
        return new CsvReader(TextReader.open(path));
    }

    /**
     * Moves to the next row.
     *
     * @return false if there is none
     */
    boolean next() {
        fields.clear();
        while (isBlank(reader.peek()) || reader.peek() == '\n') {
            reader.advance();
        }
        if (reader.peek() == TextReader.END) {
            return false;
        }
        boolean more = true;
        while (more) {
            readField();
            more = reader.peek() == ',';
            if (more) {
                reader.advance();
            }
        }
        return true;
    }

    /**
     * Moves to the next row, whose number of fields is known.
     *
     * @param header what the fields are, for messages
     * @return false if there is none
     */
    boolean next(List<String> header) {
        if (!next()) {
            return false;
        }
        requireFields(header);
        return true;
    }

    /**
     * Checks the number of fields of this row.
     *
     * @param header what they are, for messages
     */
    void requireFields(List<String> header) {
        if (fields.size() != header.size()) {
            Field last = fields.get(Math.min(fields.size(), header.size() + 1) - 1);
            throw reader.error(
                    last.line,
                    last.column,
                    "a row of " + fields.size() + " fields",
                    header.size() + ": " + Labels.line(String.join(",", header)));
        }
    }

    /**
     * Whether this row is one of numbers, so that it is no header.
     *
     * @return true if all fields are finite numbers
     */
    boolean isNumbers() {
        return fields.stream().allMatch(field -> Double.isFinite(Numbers.parse(field.text)));
    }

    /**
     * Number of fields of this row.
     *
     * @return at least 1
     */
    int fieldCount() {
        return fields.size();
    }

    /**
     * Where this row begins.
     *
     * @return its line, from 1
     */
    long line() {
        return fields.getFirst().line;
    }

    /**
     * A field of this row.
     *
     * @param field from 0
     * @return its text without quotation marks
     */
    String text(int field) {
        return fields.get(field).text;
    }

    /**
     * A field of this row that holds a number.
     *
     * @param field from 0
     * @param what for the message
     * @return finite
     */
    double number(int field, String what) {
        double value = Numbers.parse(text(field));
        if (!Double.isFinite(value)) {
            throw unexpected(field, what + " (integer, decimal or fraction)");
        }
        return value;
    }

    /**
     * That a field is not what it should be.
     *
     * @param field from 0
     * @param expected what it should be
     * @return the exception to throw
     */
    InvalidInputException unexpected(int field, String expected) {
        Field at = fields.get(field);
        return reader.error(at.line, at.column, Labels.shown(at.text), expected);
    }

    /**
     * That the file ends too early.
     *
     * @param expected what should follow
     * @return the exception to throw
     */
    InvalidInputException endOfFile(String expected) {
        return reader.error(reader.line(), reader.column(), "end of file", expected);
    }

    private void readField() {
        skipBlanks();
        long line = reader.line();
        long column = reader.column();
        text.setLength(0);
        String field;
        if (reader.peek() == '"') {
            readQuoted(line, column);
            field = text.toString();
            skipBlanks();
        } else {
            while (!endsField(reader.peek()) && reader.peek() != '"') {
                append(line, column);
            }
            field = text.toString().strip();
        }
        if (!endsField(reader.peek())) {
            throw reader.error(
                    reader.line(),
                    reader.column(),
                    Labels.shown(Character.toString(reader.peek())),
                    "a comma or the end of the line");
        }
        fields.add(new Field(field, line, column));
    }

    private void readQuoted(long line, long column) {
        reader.advance();
        while (true) {
            if (reader.peek() == TextReader.END) {
                throw endOfFile("the quotation mark that ends the field of line " + line + ", column " + column);
            }
            if (reader.peek() == '"') {
                reader.advance();
                if (reader.peek() != '"') {
                    return;
                }
            }
            append(line, column);
        }
    }

    private void append(long line, long column) {
        if (text.length() >= LENGTH_LIMIT) {
            throw reader.error(line, column, "a field of more than " + LENGTH_LIMIT + " characters", "a shorter one");
        }
        text.appendCodePoint(reader.peek());
        reader.advance();
    }

    private void skipBlanks() {
        while (isBlank(reader.peek())) {
            reader.advance();
        }
    }

    private static boolean endsField(int c) {
        return c == ',' || c == '\n' || c == TextReader.END;
    }

    /** A carriage return belongs to the end of its line. */
    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /**
     * A row of a CSV file.
     *
     * @param fields their texts
     * @return the fields, quoted where need be, and a line feed
     */
    static String row(List<String> fields) {
        StringBuilder row = new StringBuilder();
        for (String field : fields) {
            row.append(row.isEmpty() ? "" : ",").append(quoted(field));
        }
        return row.append('\n').toString();
    }

    private static String quoted(String field) {
        boolean plain = !field.isEmpty()
                && field.equals(field.strip())
                && field.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                && field.charAt(0) != '\uFEFF';
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        reader.close();
    }
}
