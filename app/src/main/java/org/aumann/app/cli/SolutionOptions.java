package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.EpsilonRule;
import org.aumann.solvers.meta.EquilibriumSolver;
import org.aumann.solvers.meta.GainUnit;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SelectionObjective;
import org.aumann.solvers.meta.SelectionSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that find a joint distribution. */
final class SolutionOptions {
    private static final Set<SelectionObjective> TILTED =
            Set.of(SelectionObjective.GINI, SelectionObjective.ENTROPY, SelectionObjective.RELATIVE_ENTROPY);

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "0",
            converter = FiniteNumbers.Converter.class,
            description =
                    "What a deviation may gain: one number, or one for every player, as in 0.1,0,0.2; for the solvers that do not compute it. Default: ${DEFAULT-VALUE}.")
    private FiniteNumbers epsilon = new FiniteNumbers(List.of(0.0));

    @Option(
            names = "--epsilon-unit",
            paramLabel = "UNIT",
            defaultValue = "payoff",
            description =
                    "What an epsilon counts: payoff, or range, the player's own payoff range, so that shifting and scaling a player's payoffs changes nothing. Default: ${DEFAULT-VALUE}.")
    private GainUnit unit = GainUnit.PAYOFF;

    @Option(
            names = "--weights",
            paramLabel = "W",
            converter = FiniteNumbers.Converter.class,
            description = "Weight of every player's payoff in the welfare, as in 1,0,2. Default: 1 each.")
    private @Nullable FiniteNumbers weights;

    @Option(
            names = "--tilt",
            paramLabel = "B",
            defaultValue = "0",
            converter = TiltConverter.class,
            description =
                    "The mg, me and re solvers maximise impurity or entropy + B x welfare, B per payoff unit. Default: ${DEFAULT-VALUE}.")
    private double tilt;

    /** The solver of an id that is known to exist. */
    MetaSolver solver(String id) {
        return MetaSolvers.named(id, settings());
    }

    /** What the options say about the equilibrium. */
    SelectionSettings settings() {
        return SelectionSettings.defaults()
                .withEpsilons(epsilon.values())
                .withUnit(unit)
                .withWeights(weights == null ? List.of() : weights.values())
                .withTilt(tilt);
    }

    /** Refuses options that none of two solvers looks at. */
    void requireForEither(MetaSolver first, MetaSolver second) {
        try {
            requireFor(first, null);
        } catch (InvalidInputException unused) {
            requireFor(second, null);
        }
    }

    /**
     * Refuses options that a solver does not look at: who gives one expects that it makes a difference.
     *
     * @param solver the one that was chosen
     * @param prior what was given with it
     */
    void requireFor(MetaSolver solver, @Nullable Path prior) {
        if (solver instanceof EquilibriumSolver equilibrium) {
            boolean isTilted = TILTED.contains(equilibrium.objective());
            boolean isRelative = equilibrium.objective() == SelectionObjective.RELATIVE_ENTROPY;
            boolean takesEpsilon = equilibrium.rule() == EpsilonRule.GIVEN;
            refuse("--tilt", tilt != 0 && !isTilted, solver, "one of the mg, me and re solvers");
            refuse("--prior", prior != null && !isRelative, solver, "one of the re solvers");
            refuse("--epsilon", hasEpsilon() && !takesEpsilon, solver, "one that does not compute it");
            return;
        }
        String expected = "one that optimises, such as mgcce or mwce";
        refuse("--tilt", tilt != 0, solver, expected);
        refuse("--prior", prior != null, solver, expected);
        refuse("--epsilon", hasEpsilon(), solver, expected);
        refuse("--weights", weights != null, solver, expected);
    }

    private boolean hasEpsilon() {
        return epsilon.values().stream().anyMatch(value -> value != 0);
    }

    private static void refuse(String option, boolean isUnused, MetaSolver solver, String expected) {
        if (isUnused) {
            throw new InvalidInputException(option + ": found solver " + solver.id() + ", expected " + expected);
        }
    }
}
