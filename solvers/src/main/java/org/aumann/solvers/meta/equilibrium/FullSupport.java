package org.aumann.solvers.meta.equilibrium;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.program.SelectionProblem;

/**
 * The smallest ε at which the equilibrium of greatest Gini impurity leaves every joint action some probability, by
 * bisection: at the largest gain under the uniform distribution it is uniform.
 *
 * <p>Marris et al. 2021, section 4, where it is "full ε-MG(C)CE".
 */
final class FullSupport {
    /** How well the smallest ε is known, relative to the first one. */
    private static final double ACCURACY = 1e-6;

    private final EquilibriumSolver solver;
    private final SolveContext context;
    private final double[] units;

    /**
     * @param units how much a gain of 1 is for every player. Not modified.
     */
    FullSupport(EquilibriumSolver solver, SolveContext context, double[] units) {
        this.solver = solver;
        this.context = context;
        this.units = units;
    }

    /**
     * Bisects; only the answer is certified.
     *
     * @param enough an ε, in gain units, at which the uniform distribution is an equilibrium
     */
    SolveOutcome maximise(Multipliers start, double enough) {
        Optional<ConvexAnswer> least = at(0, start);
        if (least.isPresent() && isFull(least.get())) {
            return outcome(least.get(), 0);
        }
        Optional<ConvexAnswer> most = at(enough, start);
        if (most.isEmpty()) {
            return solver.maximise(context, start, epsilons(enough), List.of());
        }
        ConvexAnswer best = most.get();
        double full = enough;
        double partial = 0;
        while (best.isConverged() && full - partial > ACCURACY * enough) {
            double middle = 0.5 * (full + partial);
            Optional<ConvexAnswer> answer = at(middle, best.multipliers());
            if (answer.isEmpty()) {
                break;
            }
            if (!answer.get().isConverged()) {
                return outcome(answer.get(), middle);
            }
            if (isFull(answer.get())) {
                full = middle;
                best = answer.get();
            } else {
                partial = middle;
            }
        }
        return outcome(best, full);
    }

    private double[] epsilons(double epsilon) {
        return Arrays.stream(units).map(unit -> epsilon * unit).toArray();
    }

    private Optional<ConvexAnswer> at(double epsilon, Multipliers start) {
        try (SelectionProblem problem =
                SelectionProblem.at(context, solver.objective(), solver.settings(), epsilons(epsilon))) {
            return new ConvexSelection(context, Regulariser.GINI).solve(problem, start);
        }
    }

    private SolveOutcome outcome(ConvexAnswer answer, double epsilon) {
        return new ConvexSelection(context, Regulariser.GINI).outcome(answer, epsilons(epsilon));
    }

    private static boolean isFull(ConvexAnswer answer) {
        JointDistribution sigma = answer.sigma();
        for (long a = 0; a < sigma.index().jointActionCount(); a++) {
            if (!(sigma.probability(a) > 0)) {
                return false;
            }
        }
        return answer.isConverged();
    }
}
