package org.aumann.core.format;

import java.nio.file.Path;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.stochastic.StochasticModel;

/** Stochastic games in files: a long table ({@code .csv}), or arrays ({@code .npz}). All methods are safe for use by several threads. */
public final class StochasticFiles {
    private static final List<String> KNOWN = List.of(".csv", ".npz");

    private StochasticFiles() {}

    /**
     * Whether a file holds a stochastic game, by its columns or the names of its arrays.
     *
     * @param path any path
     * @return false for other content, for other formats, and for pipes, which are read only once
     */
    public static boolean isStochastic(Path path) {
        if (!KNOWN.contains(InputFile.extension(path)) || InputFile.byteSize(path) == InputFile.UNKNOWN_SIZE) {
            return false;
        }
        try {
            return isTable(path) ? StochasticCsv.isStochastic(path) : StochasticNpz.isStochastic(path);
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /**
     * Reads a game.
     *
     * @param path the file
     * @return the game, named as the file
     * @throws InvalidInputException if the file cannot be used; one line with the place
     * @throws java.io.UncheckedIOException if reading fails
     */
    public static StochasticModel read(Path path) {
        InputFile.requireExtension(path, KNOWN);
        return isTable(path) ? StochasticCsv.read(path) : StochasticNpz.read(path);
    }

    /**
     * Writes a game, atomically.
     *
     * @param model the game
     * @param path the {@code .csv} or {@code .npz} file to create or replace
     * @throws InvalidInputException as {@link #requireWritable} does
     * @throws java.io.UncheckedIOException if writing fails; the target is as before
     */
    public static void write(StochasticModel model, Path path) {
        requireWritable(path);
        AtomicFile.write(path, out -> {
            if (isTable(path)) {
                StochasticCsv.write(model, out);
            } else {
                StochasticNpz.write(model, out);
            }
        });
    }

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param path the file to create or replace
     * @throws InvalidInputException if no such file can hold a stochastic game, or there is no folder to write to
     */
    public static void requireWritable(Path path) {
        InputFile.requireExtension(path, KNOWN);
        AtomicFile.requireWritable(path);
    }

    private static boolean isTable(Path path) {
        return InputFile.extension(path).equals(".csv");
    }
}
