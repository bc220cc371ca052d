package org.aumann.core.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Locale;
import org.aumann.core.InvalidInputException;

/**
 * The characters of a UTF-8 file with their line and column, through a buffer of fixed size.
 *
 * <p>Lines and columns count from 1, columns in Unicode code points; a line ends at a line feed. A byte
 * order mark at the start is skipped. Not safe for use by several threads.
 */
final class TextReader implements AutoCloseable {
    /** {@link #peek} behind the last character. */
    static final int END = -1;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** Smallest code point of each encoded length: anything below is an overlong form, which UTF-8 forbids. */
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private final Path path;
    private final long byteSize;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private int current;
    private int currentWidth;
    private long line = 1;
    private long column = 1;

    private TextReader(Path path, InputStream in) {
        this.path = path;
        this.byteSize = InputFile.byteSize(path);
        this.in = in;
        decode();
        if (current == BYTE_ORDER_MARK) {
            position += currentWidth;
            decode();
        }
    }

    /**
     * Opens a file and stands before its first character.
     *
     * @param path the file as the user gave it
     * @return a reader that the caller closes
     * @throws InvalidInputException if there is no such file or it does not start with UTF-8
     */
    static TextReader open(Path path) {
        InputStream in = Channels.newInputStream(InputFile.open(path));
        try {
            return new TextReader(path, in);
        } catch (RuntimeException e) {
            close(in);
            throw e;
        }
    }

    /**
     * The file.
     *
     * @return the path as the user gave it
     */
    Path path() {
        return path;
    }

    /**
     * Size of the file.
     *
     * @return bytes, or {@link InputFile#UNKNOWN_SIZE}
     */
    long byteSize() {
        return byteSize;
    }

    /**
     * The character at the cursor.
     *
     * @return a code point, or {@link #END}
     */
    int peek() {
        return current;
    }

    /** Moves the cursor behind the character at it; at the end it stays. */
    void advance() {
        if (current == '\n') {
            line++;
            column = 1;
        } else if (current != END) {
            column++;
        }
        position += currentWidth;
        decode();
    }

    /**
     * Line of the cursor.
     *
     * @return from 1
     */
    long line() {
        return line;
    }

    /**
     * Column of the cursor.
     *
     * @return from 1, in code points
     */
    long column() {
        return column;
    }

    /**
     * An error at a place in this file.
     *
     * @param atLine line from 1
     * @param atColumn column from 1
     * @param found what stands there
     * @param expected what should
     * @return the exception to throw
     */
    InvalidInputException error(long atLine, long atColumn, String found, String expected) {
        return new InvalidInputException(
                path.toString(), atLine, atColumn, "found " + found + ", expected " + expected);
    }

    private void decode() {
        if (position == limit && !has(1)) {
            current = END;
            currentWidth = 0;
            return;
        }
        byte first = buffer[position];
        if (first >= 0) {
            current = first;
            currentWidth = 1;
        } else {
            decodeSequence(first & 0xFF);
        }
    }

    /** A character of two to four bytes. */
    private void decodeSequence(int first) {
        int width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || !has(width)) {
            throw notUtf8(first);
        }
        int codePoint = first & (0x7F >> width);
        for (int k = 1; k < width; k++) {
            int next = buffer[position + k];
            if ((next & 0xC0) != 0x80) {
                throw notUtf8(first);
            }
            codePoint = codePoint << 6 | (next & 0x3F);
        }
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (codePoint < LEAST[width] || codePoint > Character.MAX_CODE_POINT || surrogate) {
            throw notUtf8(first);
        }
        current = codePoint;
        currentWidth = width;
    }

    private InvalidInputException notUtf8(int first) {
        return error(line, column, "byte 0x" + Integer.toHexString(first).toUpperCase(Locale.ROOT), "UTF-8 text");
    }

    /** Whether so many bytes can be had from {@code position} on; moves them to the front of the buffer if need be. */
    private boolean has(int count) {
        if (limit - position >= count) {
            return true;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        try {
            while (limit < count) {
                int read = in.read(buffer, limit, buffer.length - limit);
                if (read < 0) {
                    return false;
                }
                limit += read;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(in);
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
