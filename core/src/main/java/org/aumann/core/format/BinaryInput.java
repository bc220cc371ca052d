package org.aumann.core.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.aumann.core.InvalidInputException;

/** The bytes of a binary file or of an entry of an archive, counted for messages. */
final class BinaryInput {
    private final String source;
    private final InputStream in;
    private final long byteSize;
    private long offset;

    /**
     * Stands before the first byte.
     *
     * @param source what messages call the file
     * @param in the bytes; closed by the caller
     * @param byteSize how many there are, or {@link InputFile#UNKNOWN_SIZE}
     */
    BinaryInput(String source, InputStream in, long byteSize) {
        this.source = source;
        this.in = in;
        this.byteSize = byteSize;
    }

    /**
     * Bytes read so far.
     *
     * @return the offset of the next byte
     */
    long offset() {
        return offset;
    }

    /**
     * An error in this file.
     *
     * @param found what stands there
     * @param expected what should
     * @return the exception to throw
     */
    InvalidInputException error(String found, String expected) {
        return new InvalidInputException(source + ": found " + found + ", expected " + expected);
    }

    /**
     * Reads exactly so many bytes.
     *
     * @param bytes receives them from index 0 on. Modified.
     * @param count how many
     * @param what for the message: what they are
     */
    void read(byte[] bytes, int count, String what) {
        int read = upTo(bytes, count);
        if (read < count) {
            throw error(
                    "end of data at byte " + offset, count + " bytes from byte " + (offset - read) + " on: " + what);
        }
    }

    /**
     * Runs a check that does not know the file and puts the file's name before its message.
     *
     * @param check what to run
     * @param <T> what it returns
     * @return its result
     */
    <T> T located(Supplier<T> check) {
        return InputFile.located(source, check);
    }

    /**
     * Checks the size of what follows before memory is allocated for it.
     *
     * @param bytes what there must be
     * @param what for the message: what they are
     */
    void requireRemaining(long bytes, String what) {
        if (byteSize != InputFile.UNKNOWN_SIZE && byteSize - offset != bytes) {
            throw error(
                    Math.max(0, byteSize - offset) + " bytes of data from byte " + offset + " on",
                    bytes + " bytes for " + what);
        }
    }

    /**
     * Checks that nothing follows.
     *
     * @param what for the message: what came last
     */
    void requireEnd(String what) {
        if (upTo(new byte[1], 1) > 0) {
            throw error("more data at byte " + (offset - 1), "the end after " + what);
        }
    }

    private int upTo(byte[] bytes, int count) {
        try {
            int read = in.readNBytes(bytes, 0, count);
            offset += read;
            return read;
        } catch (ZipException | EOFException e) {
            throw error("damaged compressed data after byte " + offset + " (" + reason(e) + ")", "a whole archive");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is wrong with an archive.
     *
     * @param damage thrown by {@code java.util.zip}
     * @return its message in one line
     */
    static String reason(IOException damage) {
        String message = damage.getMessage();
        return message == null ? "it ends too early" : Labels.line(message);
    }
}
