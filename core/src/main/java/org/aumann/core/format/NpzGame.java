package org.aumann.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/**
 * A game in an archive of NumPy arrays: one of all payoffs, or one of n dimensions for each of n players.
 *
 * <p>Arrays that differ in a number ({@code arr_0}, {@code arr_1}) or are called by letters ({@code A}, {@code B}) belong
 * to the players in that order, others in the order in which they are stored; their names are those of the players.
 */
final class NpzGame {
    /** The array that holds all payoffs. */
    static final String PAYOFFS = "payoffs";

    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})");

    private NpzGame() {}

    /**
     * Reads a game.
     *
     * @param path the archive
     * @param reading what it leaves open
     * @return the game, which the caller closes
     */
    static NormalFormGame read(Path path, GameReading reading) {
        return NpzFormat.open(path, arrays -> {
            List<String> names = arrays.names();
            if (names.contains(PAYOFFS) || names.size() == 1) {
                String name = names.contains(PAYOFFS) ? PAYOFFS : names.getFirst();
                return NormalFormGame.numbered(
                        InputFile.stem(path),
                        arrays.read(name, in -> NpyFormat.readPayoffs(in, reading.otherPlayer())));
            }
            reading.requireNoMatrix(path.toString(), names.size() + " arrays");
            return players(path, arrays, inOrder(names));
        });
    }

    private static NormalFormGame players(Path path, NpzFormat.Archive arrays, List<String> names) {
        List<NpyHeader> headers =
                names.stream().map(name -> arrays.read(name, NpyHeader::read)).toList();
        boolean isGame = names.size() >= 2
                && headers.stream()
                        .allMatch(header -> header.shape().size() == names.size()
                                && header.shape().equals(headers.getFirst().shape()));
        if (!isGame) {
            throw arrays.error("'" + PAYOFFS + ".npy', a single array, or for each of n players one of the same n "
                    + "dimensions");
        }
        Function<BinaryInput, JointActionIndex> counting =
                in -> NpyHeader.read(in).index(in);
        JointActionIndex index = arrays.read(names.getFirst(), counting);
        boolean isSingle = headers.stream().allMatch(header -> header.type().precision() == Precision.FLOAT32);
        PayoffTensor payoffs = InputFile.located(
                path.toString(), () -> PayoffTensor.allocate(index, isSingle ? Precision.FLOAT32 : Precision.FLOAT64));
        TextTensor.filled(payoffs, target -> {
            for (int p = 0; p < names.size(); p++) {
                int player = p;
                arrays.read(names.get(p), in -> {
                    NpyFormat.readPlayer(in, target, player);
                    return target;
                });
            }
            InputFile.located(path.toString(), () -> {
                target.requireFinite();
                return target;
            });
        });
        List<List<String>> labels = new ArrayList<>();
        for (int p = 0; p < names.size(); p++) {
            labels.add(Labels.numbered(index.actionCount(p)));
        }
        return new NormalFormGame(InputFile.stem(path), payoffs, Labels.distinct(names), labels);
    }

    /** The players' arrays, the first player's first. */
    private static List<String> inOrder(List<String> names) {
        if (names.stream().allMatch(name -> name.length() == 1)) {
            return names.stream().sorted().toList();
        }
        List<Matcher> matchers = names.stream().map(NUMBERED::matcher).toList();
        boolean areNumbered = matchers.stream().allMatch(Matcher::matches)
                && matchers.stream().map(m -> m.group(1)).distinct().count() == 1;
        return areNumbered
                ? matchers.stream()
                        .sorted(Comparator.comparingInt(m -> Integer.parseInt(m.group(2))))
                        .map(Matcher::group)
                        .toList()
                : names;
    }
}
