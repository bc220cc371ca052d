package org.aumann.app.cli;

import org.aumann.core.InvalidInputException;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.evolution.AlphaRank;
import org.aumann.solvers.evolution.SelectionIntensity;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the solver alpharank. */
final class AlphaRankOptions {
    private static final String ID = new AlphaRank().id();

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description =
                    "Intensity of selection of alpharank, one over payoff units: at which payoff differences decide who "
                            + "takes over. Default: infinite, perturbed by " + AlphaRank.DEFAULT_EPSILON + ".")
    private @Nullable Double alpha;

    @Option(
            names = "--population-size",
            paramLabel = "M",
            description = "Individuals in a population of alpharank, at finite --alpha. Default: "
                    + AlphaRank.DEFAULT_POPULATION_SIZE + ".")
    private @Nullable Integer populationSize;

    /** The solver of an id that is known to exist; refuses these options for one that they are not for, and what cannot be. */
    MetaSolver solver(String id, SelectionSettings settings) {
        if (!id.equals(ID) && (alpha != null || populationSize != null)) {
            throw new InvalidInputException(
                    (alpha != null ? "--alpha" : "--population-size") + ": found solver " + id + ", expected " + ID);
        }
        if (populationSize != null && alpha == null) {
            throw new InvalidInputException(
                    "--population-size is for a finite intensity and needs --alpha: at the infinite one it does not matter");
        }
        if (alpha == null) {
            return MetaSolvers.named(id, settings);
        }
        if (!(alpha > 0)) {
            throw new InvalidInputException("--alpha (" + alpha + ") must be positive");
        }
        int size = populationSize == null ? AlphaRank.DEFAULT_POPULATION_SIZE : populationSize;
        if (size < 2) {
            throw new InvalidInputException("--population-size (" + size + ") must be at least 2");
        }
        return new AlphaRank(new SelectionIntensity.Finite(alpha, size));
    }
}
