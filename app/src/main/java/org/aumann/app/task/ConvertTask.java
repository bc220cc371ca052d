package org.aumann.app.task;

import java.nio.file.Path;
import java.util.Locale;
import org.aumann.app.report.ConvertDocument;
import org.aumann.app.report.Shape;
import org.aumann.core.format.GameReading;
import org.aumann.core.format.TensorFiles;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Writes the payoffs of a game to a file of another format.
 *
 * @param game a file or a game of the catalogue
 * @param reading what a file leaves open
 * @param target the file to write
 */
public record ConvertTask(String game, GameReading reading, Path target) implements Task {
    /** Checks that the file could be written. */
    public ConvertTask {
        TensorFiles.requireWritable(target);
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + game);
        try (GameSource.Strategic source = GameSource.strategic(game, reading)) {
            listener.status("writing " + target);
            TensorFiles.write(source.game(), target);
            PayoffTensor payoffs = source.game().payoffs();
            listener.result(new ConvertDocument(
                    source.summary(),
                    Shape.of(payoffs.index()),
                    payoffs.precision().name().toLowerCase(Locale.ROOT),
                    target.toString()));
            return true;
        }
    }
}
