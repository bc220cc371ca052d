package org.aumann.core.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.Game;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.PayoffRange;

/** Games in files, by payoffs or as trees; the extension chooses the format. */
public final class GameFiles {
    private static final String TREE = ".efg";

    private static final List<String> READABLE =
            Stream.concat(TensorFiles.READABLE.stream(), Stream.of(TREE)).toList();

    private GameFiles() {}

    /**
     * Reads a game.
     *
     * @param path the file
     * @param reading what the file leaves open
     * @return a {@link NormalFormGame}, which the caller closes, or an extensive game
     * @throws InvalidInputException if the file cannot be used, or its payoffs are not finite or too large to add up; one
     *     line with the place
     * @throws java.io.UncheckedIOException if reading fails
     */
    public static Game read(Path path, GameReading reading) {
        InputFile.requireExtension(path, READABLE);
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(TREE)) {
            reading.requirePlain(path.toString(), "an extensive game");
            return EfgGame.read(path);
        }
        NormalFormGame game = TensorFiles.read(path, reading);
        try {
            game.payoffs().requireFinite();
            PayoffRange.requireCalculable(IntStream.range(0, game.playerCount())
                    .mapToObj(game.payoffs()::range)
                    .toList());
            return game;
        } catch (InvalidInputException e) {
            game.close();
            throw new InvalidInputException(path + ": " + e.getMessage());
        }
    }
}
