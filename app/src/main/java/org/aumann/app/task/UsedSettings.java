package org.aumann.app.task;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionSettings;

/** Refuses settings that none of the solvers looks at: who gives one expects that it makes a difference. */
final class UsedSettings {
    private static final Set<SelectionObjective> TILTED =
            Set.of(SelectionObjective.GINI, SelectionObjective.ENTROPY, SelectionObjective.RELATIVE_ENTROPY);

    private final MetaSolver[] solvers;

    private UsedSettings(MetaSolver... solvers) {
        this.solvers = solvers;
    }

    static void require(SelectionSettings settings, boolean hasPrior, MetaSolver... solvers) {
        UsedSettings used = new UsedSettings(solvers);
        boolean hasEpsilon = settings.epsilons().stream().anyMatch(value -> value != 0);
        used.require(
                "--tilt", settings.tilt() != 0, solver -> TILTED.contains(solver.objective()), "one of mg, me and re");
        used.require(
                "--prior",
                hasPrior,
                solver -> solver.objective() == SelectionObjective.RELATIVE_ENTROPY,
                "one of the re solvers");
        used.require(
                "--epsilon",
                hasEpsilon,
                solver -> solver.rule() == EpsilonRule.GIVEN,
                "one that optimises, such as mgcce or mwce, and does not compute it");
        used.require(
                "--weights", !settings.weights().isEmpty(), _ -> true, "one that optimises, such as mgcce or mwce");
    }

    private void require(String option, boolean isGiven, Predicate<EquilibriumSolver> looksAtIt, String expected) {
        boolean isUsed = Arrays.stream(solvers)
                .anyMatch(solver -> solver instanceof EquilibriumSolver optimising && looksAtIt.test(optimising));
        if (isGiven && !isUsed) {
            String found = Arrays.stream(solvers).map(MetaSolver::id).distinct().collect(Collectors.joining(" and "));
            throw new InvalidInputException(option + ": found solver " + found + ", expected " + expected);
        }
    }
}
