package org.aumann.app.task;

import java.nio.file.Path;
import java.util.Locale;
import org.aumann.app.report.ConvertDocument;
import org.aumann.app.report.Shape;
import org.aumann.app.report.StochasticConvertDocument;
import org.aumann.app.report.StochasticSummary;
import org.aumann.core.format.GameReading;
import org.aumann.core.format.InputFile;
import org.aumann.core.format.StochasticFiles;
import org.aumann.core.format.TensorFiles;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.stochastic.StochasticModel;

/**
 * Writes the payoffs of a game, or a stochastic game, to a file of another format.
 *
 * @param game a file or a game of the catalogue
 * @param reading what a file leaves open
 * @param target the file to write
 */
public record ConvertTask(String game, GameReading reading, Path target) implements Task {
    /** Checks that the file could be written. */
    public ConvertTask {
        if (GameSource.isStochastic(game)) {
            reading.requirePlain(game, "a stochastic game");
            InputFile.located(game.strip() + ", a stochastic game", () -> {
                StochasticFiles.requireWritable(target);
                return target;
            });
        } else {
            TensorFiles.requireWritable(target);
        }
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + game);
        if (GameSource.isStochastic(game)) {
            StochasticModel model = GameSource.stochastic(game);
            listener.status("writing " + target);
            StochasticFiles.write(model, target);
            listener.result(new StochasticConvertDocument(StochasticSummary.of(model), target.toString()));
            return true;
        }
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
