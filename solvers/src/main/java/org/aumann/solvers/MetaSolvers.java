package org.aumann.solvers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Providers;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.solvers.evolution.AlphaRank;
import org.aumann.solvers.evolution.ProjectedReplicator;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.baseline.BaselineSolver;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionSettings;
import org.aumann.solvers.nash.ConstantSumNash;
import org.aumann.solvers.nash.RegretNash;
import org.aumann.solvers.regret.RegretSolver;

/** Every meta-solver by id: ours, and those of others by {@link MetaSolverProvider}. */
public final class MetaSolvers {
    private MetaSolvers() {}

    /**
     * A solver with one line on what it does.
     *
     * @param id its id
     * @param description what it finds
     */
    public record Description(String id, String description) {}

    /**
     * Every id with its description.
     *
     * @return the baselines, then the solvers that learn or search, then those that optimise, last those of others
     * @throws InvalidInputException if one of others cannot be used; the message is one line
     */
    public static List<Description> descriptions() {
        List<Description> descriptions = new ArrayList<>();
        for (BaselineSolver baseline : BaselineSolver.values()) {
            descriptions.add(new Description(baseline.id(), baseline.description()));
        }
        for (MetaSolver solver : learningSolvers()) {
            descriptions.add(new Description(solver.id(), solver.description()));
        }
        for (MetaSolver solver : equilibriumSolvers(SelectionSettings.defaults())) {
            if (solver instanceof EquilibriumSolver equilibrium) {
                descriptions.add(new Description(solver.id(), describe(equilibrium)));
            }
        }
        for (MetaSolver solver : providedSolvers(ours(SelectionSettings.defaults()))) {
            descriptions.add(new Description(solver.id(), solver.description()));
        }
        return descriptions;
    }

    private static String describe(EquilibriumSolver solver) {
        String concept = solver.concept() == SolutionConcept.CE ? "correlated" : "coarse correlated";
        return concept + " equilibrium of " + solver.objective().description() + "; "
                + solver.rule().description();
    }

    /**
     * The solver of an id.
     *
     * @param id an id of {@link #descriptions}
     * @param epsilon ε of the solvers that take one, payoff units
     * @return the solver
     * @throws InvalidInputException if there is none of that id, or one of others cannot be used
     */
    public static MetaSolver named(String id, double epsilon) {
        return named(id, SelectionSettings.defaults().withEpsilon(epsilon));
    }

    /**
     * The solver of an id, with settings.
     *
     * @param id an id of {@link #descriptions}
     * @param settings for the equilibrium solvers
     * @return the solver
     * @throws InvalidInputException if there is none of that id, or one of others cannot be used
     */
    public static MetaSolver named(String id, SelectionSettings settings) {
        List<MetaSolver> solvers = ours(settings);
        solvers.addAll(providedSolvers(solvers));
        return solvers.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow(() -> unknown(id, solvers));
    }

    private static InvalidInputException unknown(String id, List<MetaSolver> solvers) {
        return new InvalidInputException("solver '" + id + "' is unknown, expected one of "
                + solvers.stream().map(MetaSolver::id).collect(Collectors.joining(", ")));
    }

    private static List<MetaSolver> ours(SelectionSettings settings) {
        List<MetaSolver> solvers = new ArrayList<>(List.of(BaselineSolver.values()));
        solvers.addAll(learningSolvers());
        solvers.addAll(equilibriumSolvers(settings));
        return solvers;
    }

    /** Those of others, behind our gate. */
    private static List<MetaSolver> providedSolvers(List<MetaSolver> ours) {
        Set<String> taken = ours.stream().map(MetaSolver::id).collect(Collectors.toSet());
        List<MetaSolver> provided = new ArrayList<>();
        for (MetaSolverProvider provider : Providers.of(MetaSolverProvider.class)) {
            for (MetaSolver solver : provider.solvers()) {
                if (!taken.add(solver.id())) {
                    throw new InvalidInputException("solver " + solver.id() + " of " + provider.getClass()
                            + ": found another solver of that id, expected a new one");
                }
                provided.add(new GatedSolver(solver));
            }
        }
        return provided;
    }

    private static List<MetaSolver> learningSolvers() {
        List<MetaSolver> solvers = new ArrayList<>(
                List.of(new ConstantSumNash(), new RegretNash(), new ProjectedReplicator(), new AlphaRank()));
        for (RegretSolver.Variant variant : RegretSolver.Variant.values()) {
            for (SolutionConcept concept : SolutionConcept.values()) {
                solvers.add(new RegretSolver(concept, variant));
            }
        }
        return solvers;
    }

    private static List<MetaSolver> equilibriumSolvers(SelectionSettings settings) {
        List<MetaSolver> solvers = new ArrayList<>();
        for (EpsilonRule rule : EpsilonRule.values()) {
            for (SelectionObjective objective : SelectionObjective.values()) {
                for (SolutionConcept concept : SolutionConcept.values()) {
                    if (EquilibriumSolver.isDefined(objective, rule)) {
                        solvers.add(new EquilibriumSolver(objective, concept, rule, settings));
                    }
                }
            }
        }
        return solvers;
    }
}
