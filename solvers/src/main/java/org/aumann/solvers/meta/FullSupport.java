package org.aumann.solvers.meta;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.distribution.JointDistribution;

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
     * Bisects.
     *
     * @param enough an ε, in gain units, at which the uniform distribution is an equilibrium
     */
    SolveOutcome maximise(Multipliers start, double enough) {
        double full = enough;
        double partial = 0;
        SolveOutcome best = at(full, start);
        SolveOutcome least = at(0, start);
        if (isFull(least)) {
            return least;
        }
        while (best instanceof SolveOutcome.Optimal && full - partial > ACCURACY * enough) {
            double middle = 0.5 * (full + partial);
            SolveOutcome outcome = at(middle, best.report().multipliers());
            if (!(outcome instanceof SolveOutcome.Optimal)) {
                return outcome instanceof SolveOutcome.Infeasible ? best : outcome;
            }
            if (isFull(outcome)) {
                full = middle;
                best = outcome;
            } else {
                partial = middle;
            }
        }
        return best;
    }

    private SolveOutcome at(double epsilon, Multipliers start) {
        double[] epsilons = Arrays.stream(units).map(unit -> epsilon * unit).toArray();
        return solver.maximise(context, start, epsilons, List.of());
    }

    private static boolean isFull(SolveOutcome outcome) {
        JointDistribution sigma = outcome.report().sigma();
        for (long a = 0; a < sigma.index().jointActionCount(); a++) {
            if (!(sigma.probability(a) > 0)) {
                return false;
            }
        }
        return outcome instanceof SolveOutcome.Optimal;
    }
}
