package org.aumann.core.format;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Normal-form games in files; the extension chooses the format.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>extension</th><th>content</th><th>direction</th></tr>
 * <tr><td>{@code .npy}</td><td>NumPy array {@code [n, A_0, …, A_{n−1}]} of floating-point numbers, integers or
 *     truth values, in any order; little-endian float32 and float64 in C order are memory-mapped, and written</td>
 *     <td>in, out</td></tr>
 * <tr><td>{@code .npz}</td><td>zip file of such arrays; the one named {@code payoffs}, or the only one, or one array
 *     {@code [A_0, …, A_{n−1}]} for each of n players</td><td>in, out</td></tr>
 * <tr><td>{@code .nfg}</td><td>Gambit strategic game, payoff or outcome version</td>
 *     <td>in, out (payoff version)</td></tr>
 * <tr><td>{@code .gam}</td><td>GameTracer game</td><td>in, out</td></tr>
 * <tr><td>{@code .csv}</td><td>match results, see {@link MatchResults}; or a matrix of one player's payoffs, numbers
 *     without a header, with {@link OtherPlayer}</td><td>in</td></tr>
 * </table>
 *
 * <p>Text is read as float64. Formats without names number players and actions from 0. All methods are
 * safe for use by several threads.
 */
public final class TensorFiles {
    /** The extensions that {@link #read} knows. */
    public static final List<String> READABLE = List.of(".npy", ".npz", ".nfg", ".gam", ".csv");

    private static final List<String> WRITABLE = List.of(".npy", ".npz", ".nfg", ".gam");

    private TensorFiles() {}

    /**
     * Reads a game whose file leaves nothing open.
     *
     * @param path the file. A {@code .npy} file must not be truncated while the game is open.
     * @return the game, which the caller closes; the payoffs of a mapped {@code .npy} file cannot be set
     * @throws InvalidInputException if the file cannot be used; the message is one line with the place
     * @throws UncheckedIOException if reading fails
     */
    public static NormalFormGame read(Path path) {
        return read(path, GameReading.plain());
    }

    /**
     * Reads a game.
     *
     * @param path the file. A {@code .npy} file must not be truncated while the game is open.
     * @param reading what the file leaves open
     * @return the game, which the caller closes; the payoffs of a mapped {@code .npy} file cannot be set
     * @throws InvalidInputException if the file cannot be used, or {@code reading} has something that does not apply to
     *     it; the message is one line with the place
     * @throws UncheckedIOException if reading fails
     */
    public static NormalFormGame read(Path path, GameReading reading) {
        String extension = InputFile.extension(path);
        if (extension.equals(".csv")) {
            return CsvGame.read(path, reading);
        }
        InputFile.requireExtension(path, READABLE);
        reading.requireNoMatches(path.toString(), "payoffs");
        return switch (extension) {
            case ".npy" ->
                NormalFormGame.numbered(InputFile.stem(path), NpyFormat.readPayoffs(path, reading.otherPlayer()));
            case ".npz" -> NpzGame.read(path, reading);
            default -> {
                reading.requireNoMatrix(path.toString(), "payoffs of all players");
                yield extension.equals(".nfg") ? NfgFormat.read(path) : GamFormat.read(path);
            }
        };
    }

    /**
     * Whether a file may hold match results.
     *
     * @param path the file
     * @return true for {@code .csv}
     */
    public static boolean mayBeMatches(Path path) {
        return InputFile.extension(path).equals(".csv");
    }

    /**
     * Reads the payoffs of a small game as they are written: {@code 1/3} is a third, {@code 0.1} a tenth.
     *
     * @param path the file
     * @return the payoffs; empty for a format whose numbers are those of the tensor
     * @throws InvalidInputException if the file cannot be used, or is too large for exact arithmetic
     * @throws UncheckedIOException if reading fails
     */
    public static Optional<ExactPayoffs> readExactly(Path path) {
        return switch (InputFile.extension(path)) {
            case ".nfg" -> Optional.of(NfgFormat.readExactly(path));
            case ".gam" -> Optional.of(GamFormat.readExactly(path));
            default -> Optional.empty();
        };
    }

    /**
     * The joint actions of a file that may be larger than memory, without reading its payoffs.
     *
     * @param path the file
     * @return the index of a {@code .npy} file, empty for what is not mapped: other formats, pipes
     * @throws InvalidInputException if the file cannot be used
     */
    public static Optional<JointActionIndex> index(Path path) {
        boolean isMappable =
                InputFile.extension(path).equals(".npy") && InputFile.byteSize(path) != InputFile.UNKNOWN_SIZE;
        return isMappable ? Optional.of(NpyFormat.readIndex(path)) : Optional.empty();
    }

    /**
     * Writes a game, atomically: the target is replaced when everything is written, or not at all.
     *
     * @param game the game, payoffs finite. Not modified.
     * @param path the file to create or replace
     * @throws InvalidInputException if the extension is not known, a payoff is not finite, or there is no
     *     such folder
     * @throws UncheckedIOException if writing fails; the target is as before
     */
    public static void write(NormalFormGame game, Path path) {
        PayoffTensor payoffs = game.payoffs();
        AtomicFile.Content content = switch (InputFile.extension(path)) {
            case ".npy" -> out -> NpyFormat.writePayoffs(payoffs, out);
            case ".npz" ->
                out -> NpzFormat.write(NpzGame.PAYOFFS, array -> NpyFormat.writePayoffs(payoffs, array), out);
            case ".nfg" -> out -> NfgFormat.write(game, out);
            case ".gam" -> out -> GamFormat.write(game, out);
            default -> throw InputFile.unknownExtension(path, WRITABLE);
        };
        payoffs.requireFinite();
        AtomicFile.write(path, content);
    }

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param path the file to create or replace
     * @throws InvalidInputException if the extension is not known, or there is no folder to write to
     */
    public static void requireWritable(Path path) {
        InputFile.requireExtension(path, WRITABLE);
        AtomicFile.requireWritable(path);
    }
}
