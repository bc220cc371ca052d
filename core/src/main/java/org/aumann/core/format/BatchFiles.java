package org.aumann.core.format;

import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.Precision;

/**
 * Batches of games in NumPy files: the payoffs of a single game's {@code .npy} or {@code .npz} file ({@link TensorFiles}) with
 * one more axis in front.
 *
 * <pre>{@code
 * [games, n, A_0, …, A_{n−1}]
 * }</pre>
 *
 * <p>An array of n + 1 such games has the shape of one game of n + 1 players, whose first player has n actions: three
 * 2 × 2 games look like one 2 × 2 × 2 game. All methods are safe for use by several threads.
 */
public final class BatchFiles {
    private static final List<String> READABLE = List.of(".npy", ".npz");

    private static final List<String> WRITABLE = List.of(".npz");

    private BatchFiles() {}

    /** What a file may hold, by the shape of its array. */
    public enum Content {
        /** Many games. */
        BATCH,
        /** Many games, or one of one player more. */
        BATCH_OR_GAME,
        /** One game, or what cannot be used: the reader of single games says why. */
        OTHER
    }

    /**
     * What a file may hold.
     *
     * @param path any path
     * @return {@link Content#OTHER} for other formats, and for pipes, which are read only once
     */
    public static Content content(Path path) {
        if (!READABLE.contains(InputFile.extension(path)) || InputFile.byteSize(path) == InputFile.UNKNOWN_SIZE) {
            return Content.OTHER;
        }
        try {
            NpyHeader header = InputFile.extension(path).equals(".npy")
                    ? NpyFormat.readHeader(path)
                    : fromArchive(path, NpyHeader::read);
            if (!header.isBatch()) {
                return Content.OTHER;
            }
            return header.isGame() ? Content.BATCH_OR_GAME : Content.BATCH;
        } catch (InvalidInputException e) {
            return Content.OTHER;
        }
    }

    private static <T> T fromArchive(Path path, Function<BinaryInput, T> reader) {
        return NpzFormat.read(path, NpzGame.PAYOFFS, reader);
    }

    /**
     * Reads a batch.
     *
     * @param path the file
     * @return the games, which the caller closes; payoffs are finite, and can be added up
     * @throws InvalidInputException if the file cannot be used; one line that names the game and the joint action where
     *     these are to blame
     * @throws UncheckedIOException if reading fails
     */
    public static GameBatch read(Path path) {
        InputFile.requireExtension(path, READABLE);
        GameBatch batch = InputFile.extension(path).equals(".npy")
                ? NpyFormat.readBatch(path)
                : fromArchive(path, NpyFormat::readBatch);
        try {
            batch.requireCalculable();
            return batch;
        } catch (InvalidInputException e) {
            batch.close();
            throw new InvalidInputException(path + ": " + e.getMessage());
        }
    }

    /**
     * Writes answers to a batch, atomically: {@code sigma} {@code [games, A_0, …, A_{n−1}]}, {@code values} {@code [games,
     * n]}, both float64, and the truth values {@code optimal} {@code [games]}.
     *
     * @param path the {@code .npz} file to create or replace
     * @param index the joint actions of every game
     * @param sigma probabilities, float64. Not modified.
     * @param values expected payoffs, {@code [game][player]}. Not modified.
     * @param isOptimal per game whether it was solved. Not modified.
     * @throws InvalidInputException if the extension is another, or there is no such folder
     * @throws UncheckedIOException if writing fails; the target is as before
     */
    public static void write(
            Path path, JointActionIndex index, MemorySegment sigma, double[] values, boolean[] isOptimal) {
        InputFile.requireExtension(path, WRITABLE);
        long games = isOptimal.length;
        NpyType real = NpyType.of(Precision.FLOAT64);
        NpyType truth = new NpyType(NpyType.Kind.B1, ByteOrder.LITTLE_ENDIAN);
        List<Long> jointActions = LongStream.concat(
                        LongStream.of(games), IntStream.of(index.actionCounts()).asLongStream())
                .boxed()
                .toList();
        byte[] truths = new byte[isOptimal.length];
        for (int game = 0; game < truths.length; game++) {
            truths[game] = (byte) (isOptimal[game] ? 1 : 0);
        }
        List<Long> players = List.of(games, (long) index.playerCount());
        Map<String, AtomicFile.Content> arrays = new LinkedHashMap<>();
        arrays.put(DistributionFiles.SIGMA, out -> NpyFormat.writeArray(real, jointActions, sigma, out));
        arrays.put("values", out -> NpyFormat.writeArray(real, players, MemorySegment.ofArray(values), out));
        arrays.put("optimal", out -> NpyFormat.writeArray(truth, List.of(games), MemorySegment.ofArray(truths), out));
        AtomicFile.write(path, out -> NpzFormat.write(arrays, out));
    }

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param path the file to create or replace
     * @throws InvalidInputException if the extension is not {@code .npz}, or there is no folder to write to
     */
    public static void requireWritable(Path path) {
        InputFile.requireExtension(path, WRITABLE);
        AtomicFile.requireWritable(path);
    }
}
