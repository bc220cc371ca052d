package org.aumann.app.cli;

import java.nio.file.Path;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.game.NormalFormGame;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that find a joint distribution. */
final class SolutionOptions {
    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "0",
            converter = FiniteConverter.class,
            description =
                    "What a deviation may gain, in payoff units; for the solvers that do not compute it. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--out",
            paramLabel = "SIGMA",
            description = "Write the distribution to this .npz, .npy or .csv file, if one was found.")
    private @Nullable Path out;

    /** The solver of an id that is known to exist. */
    MetaSolver solver(String id) {
        return MetaSolvers.named(id, epsilon);
    }

    /** Checks before anything is computed that the result could be written. */
    void requireWritable() {
        if (out != null) {
            DistributionFiles.requireWritable(out);
        }
    }

    /** Writes the distribution where that was asked for. */
    void write(JointDistribution sigma, NormalFormGame game) {
        if (out != null) {
            DistributionFiles.write(sigma, game, out);
        }
    }
}
