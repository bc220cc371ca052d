package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.GainUnit;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionSettings;
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

    /**
     * Refuses options that none of the solvers looks at: who gives one expects that it makes a difference.
     *
     * @param prior what was given with them
     * @param solvers those that were chosen
     */
    void requireFor(@Nullable Path prior, MetaSolver... solvers) {
        boolean hasEpsilon = epsilon.values().stream().anyMatch(value -> value != 0);
        refuse("--tilt", tilt != 0, solver -> TILTED.contains(solver.objective()), "one of mg, me and re", solvers);
        refuse(
                "--prior",
                prior != null,
                solver -> solver.objective() == SelectionObjective.RELATIVE_ENTROPY,
                "one of the re solvers",
                solvers);
        refuse(
                "--epsilon",
                hasEpsilon,
                solver -> solver.rule() == EpsilonRule.GIVEN,
                "one that optimises, such as mgcce or mwce, and does not compute it",
                solvers);
        refuse("--weights", weights != null, _ -> true, "one that optimises, such as mgcce or mwce", solvers);
    }

    private static void refuse(
            String option,
            boolean isGiven,
            Predicate<EquilibriumSolver> looksAtIt,
            String expected,
            MetaSolver... solvers) {
        boolean isUsed = Arrays.stream(solvers)
                .anyMatch(solver -> solver instanceof EquilibriumSolver optimising && looksAtIt.test(optimising));
        if (isGiven && !isUsed) {
            String found = Arrays.stream(solvers).map(MetaSolver::id).distinct().collect(Collectors.joining(" and "));
            throw new InvalidInputException(option + ": found solver " + found + ", expected " + expected);
        }
    }
}
