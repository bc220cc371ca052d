package org.aumann.core.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.aumann.core.InvalidInputException;

/** What all readers ask of a file: that it is there, its size, its name for messages. */
public final class InputFile {
    /** {@link #byteSize} of what has no size: a pipe or a device. */
    static final long UNKNOWN_SIZE = Long.MAX_VALUE;

    private InputFile() {}

    /**
     * Opens a file for reading.
     *
     * @param path the file as the user gave it
     * @return a channel that the caller closes
     * @throws InvalidInputException if there is no such file, or it is a folder, or may not be read
     */
    static FileChannel open(Path path) {
        requireFile(path);
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that there is something to read.
     *
     * @param path the file as the user gave it
     * @throws InvalidInputException if there is no such file, or it is a folder, or may not be read
     */
    public static void requireFile(Path path) {
        if (!Files.exists(path)) {
            throw new InvalidInputException(path + ": found no file, expected a readable file");
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(path + ": found a folder, expected a file");
        }
        if (!Files.isReadable(path)) {
            throw new InvalidInputException(path + ": found a file without read permission, expected a readable file");
        }
    }

    /**
     * Size of a file.
     *
     * @param path an existing file
     * @return bytes, {@link #UNKNOWN_SIZE} unless it is a regular file
     */
    static long byteSize(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : UNKNOWN_SIZE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The extension that chooses the format.
     *
     * @param path any path
     * @return lower case with its dot, empty if there is none
     */
    static String extension(Path path) {
        String name = fileName(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    /**
     * That no format has this extension.
     *
     * @param path the file
     * @param known the extensions that there are, at least one
     * @return the exception to throw
     */
    static InvalidInputException unknownExtension(Path path, List<String> known) {
        String expected = known.size() == 1
                ? known.getFirst()
                : "one of " + String.join(", ", known.subList(0, known.size() - 1)) + " or " + known.getLast();
        return new InvalidInputException(path + ": found extension '" + extension(path) + "', expected " + expected);
    }

    /**
     * Checks that there is a format with the extension of a file.
     *
     * @param path the file
     * @param known the extensions that there are, at least one
     * @throws InvalidInputException if it is none of them
     */
    public static void requireExtension(Path path, List<String> known) {
        if (!known.contains(extension(path))) {
            throw unknownExtension(path, known);
        }
    }

    /**
     * The file's name without folder and extension: the name of a game whose format has none.
     *
     * @param path any path
     * @return the stem
     */
    public static String stem(Path path) {
        String name = fileName(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** A root such as {@code /} has no file name. */
    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /**
     * Runs a check that does not know the file and puts the file's name before its message.
     *
     * @param place {@code file} or {@code file:line:column}
     * @param check what to run
     * @param <T> what it returns
     * @return its result
     */
    public static <T> T located(String place, Supplier<T> check) {
        try {
            return check.get();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(place + ": " + e.getMessage());
        }
    }
}
