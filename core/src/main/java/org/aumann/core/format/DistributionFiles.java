package org.aumann.core.format;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Joint distributions in files; the extension chooses the format.
 *
 * <p>{@code .npy}: a NumPy array {@code [A_0, …, A_{n−1}]} of real numbers in any order; written in C order, as
 * little-endian float64. {@code .npz}: a zip file of such arrays; the one named {@code sigma}, or the only one. {@code .csv}: one row per joint
 * action, with the labels of the game:
 *
 * <pre>{@code
 * row player,column player,probability
 * up,left,0.25
 * "down, slowly",right,0.75
 * }</pre>
 *
 * <p>The header holds the players' labels; rows may stand in any order, joint actions without a row have
 * probability 0. Of two players, the probabilities alone are read too: a row for every action of the first, without a
 * header. All joint actions are written, or only those of positive probability if these are below
 * 10 %. What is written is read back exactly. All methods are safe for use by several threads.
 */
public final class DistributionFiles {
    /** The array of a {@code .npz} file that holds the distribution. */
    static final String SIGMA = "sigma";

    private static final List<String> ARRAYS = List.of(".npy", ".npz");

    private static final List<String> EXTENSIONS = List.of(".npy", ".npz", ".csv");

    private DistributionFiles() {}

    /**
     * Reads a distribution.
     *
     * @param path the file
     * @param game the game whose joint actions it is over. Not modified.
     * @return the distribution
     * @throws InvalidInputException if the file cannot be used or is not over the joint actions of
     *     {@code game}; the message is one line with the place
     * @throws UncheckedIOException if reading fails
     */
    public static JointDistribution read(Path path, NormalFormGame game) {
        return read(path, game, JointDistribution::over);
    }

    /**
     * Reads a distribution that another program computed, perhaps in float32.
     *
     * @param path the file
     * @param game the game whose joint actions it is over. Not modified.
     * @return the distribution, with what was changed to make it one
     * @throws InvalidInputException as {@link #read}, but not for what is rounding
     * @throws UncheckedIOException if reading fails
     */
    public static NormalisedDistribution readNormalised(Path path, NormalFormGame game) {
        return read(path, game, NormalisedDistribution::over);
    }

    private static <T> T read(Path path, NormalFormGame game, SigmaMaker<T> maker) {
        return InputFile.extension(path).equals(".csv")
                ? new DistributionCsv(game).read(path, maker)
                : read(path, game.payoffs().index(), maker, EXTENSIONS);
    }

    private static <T> T read(Path path, JointActionIndex index, SigmaMaker<T> maker, List<String> known) {
        return switch (InputFile.extension(path)) {
            case ".npy" -> NpyFormat.readSigma(path, index, maker);
            case ".npz" -> NpzFormat.read(path, SIGMA, in -> NpyFormat.readSigma(in, index, maker));
            default -> throw InputFile.unknownExtension(path, known);
        };
    }

    /**
     * Reads a distribution over what has no labels, such as policies, that another program may have computed.
     *
     * @param path a {@code .npy} or {@code .npz} file
     * @param index what the distribution is over
     * @return the distribution, with what was changed to make it one
     * @throws InvalidInputException as {@link #readNormalised(Path, NormalFormGame)}
     * @throws UncheckedIOException if reading fails
     */
    public static NormalisedDistribution readNormalised(Path path, JointActionIndex index) {
        return read(path, index, NormalisedDistribution::over, ARRAYS);
    }

    /**
     * Writes a distribution over what has no labels.
     *
     * @param sigma the distribution. Not modified.
     * @param path a {@code .npz} file to create or replace
     * @throws InvalidInputException if there is no such folder
     * @throws UncheckedIOException if writing fails; the target is as before
     */
    public static void write(JointDistribution sigma, Path path) {
        AtomicFile.write(path, archive(sigma));
    }

    private static AtomicFile.Content archive(JointDistribution sigma) {
        return out -> NpzFormat.write(SIGMA, array -> NpyFormat.writeSigma(sigma, array), out);
    }

    /**
     * Writes a distribution, atomically: the target is replaced when everything is written, or not at all.
     *
     * @param sigma the distribution. Not modified.
     * @param game gives the labels; has the same joint actions. Not modified.
     * @param path the file to create or replace
     * @throws InvalidInputException if the extension is not known, labels are not distinct, or there is no
     *     such folder
     * @throws UncheckedIOException if writing fails; the target is as before
     */
    public static void write(JointDistribution sigma, NormalFormGame game, Path path) {
        if (!sigma.index().equals(game.payoffs().index())) {
            throw new IllegalArgumentException("action counts of sigma (" + sigma.index() + ") must be "
                    + game.payoffs().index() + ", those of game " + game.name());
        }
        AtomicFile.Content content = switch (InputFile.extension(path)) {
            case ".npy" -> out -> NpyFormat.writeSigma(sigma, out);
            case ".npz" -> archive(sigma);
            case ".csv" -> out -> new DistributionCsv(game).write(sigma, out);
            default -> throw InputFile.unknownExtension(path, EXTENSIONS);
        };
        AtomicFile.write(path, content);
    }

    /**
     * Checks, before something is computed, that it could be written over the joint actions of a game.
     *
     * @param path the file to create or replace
     * @param game gives the labels. Not modified.
     * @throws InvalidInputException as {@link #requireWritable(Path)}, or if labels that the file needs are not distinct
     */
    public static void requireWritable(Path path, NormalFormGame game) {
        requireWritable(path);
        if (InputFile.extension(path).equals(".csv")) {
            new DistributionCsv(game);
        }
    }

    /**
     * Whether a name is that of a file with a distribution.
     *
     * @param path any path
     * @return true if it has one of the extensions
     */
    public static boolean isKnown(Path path) {
        return EXTENSIONS.contains(InputFile.extension(path));
    }

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param path the file to create or replace
     * @throws InvalidInputException if the extension is not known, or there is no folder to write to
     */
    public static void requireWritable(Path path) {
        InputFile.requireExtension(path, EXTENSIONS);
        AtomicFile.requireWritable(path);
    }
}
