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
            converter = FiniteConverter.class,
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

    /** The solver of an id that is known to exist, alpharank with these options. */
    MetaSolver solver(String id, SelectionSettings settings) {
        return id.equals(ID) ? alphaRank() : MetaSolvers.named(id, settings);
    }

    /** Whether a solver is the one that these options are for. */
    static boolean isFor(String id) {
        return id.equals(ID);
    }

    /** Refuses these options for a solver that they are not for, and what cannot be. */
    void requireFor(String id) {
        if (!isFor(id) && (alpha != null || populationSize != null)) {
            throw new InvalidInputException(
                    (alpha != null ? "--alpha" : "--population-size") + ": found solver " + id + ", expected " + ID);
        }
        if (populationSize != null && alpha == null) {
            throw new InvalidInputException(
                    "--population-size is for a finite intensity and needs --alpha: at the infinite one it does not matter");
        }
        if (alpha != null && !(alpha > 0)) {
            throw new InvalidInputException("--alpha (" + alpha + ") must be positive");
        }
        if (populationSize != null && populationSize < 2) {
            throw new InvalidInputException("--population-size (" + populationSize + ") must be at least 2");
        }
    }

    /** Alpharank with these options. */
    AlphaRank alphaRank() {
        if (alpha == null) {
            return new AlphaRank();
        }
        int size = populationSize == null ? AlphaRank.DEFAULT_POPULATION_SIZE : populationSize;
        return new AlphaRank(new SelectionIntensity.Finite(alpha, size));
    }
}
