package org.aumann.solvers.meta.equilibrium;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.dual.RegularisedSolver;

/**
 * What a regularised solve left behind, not certified yet. Owns its distribution.
 *
 * @param result how it ended, not infeasible
 * @param sigma over the outcomes of the asked game
 * @param objective the objective with its bounds
 * @param multipliers of the asked game
 * @param evaluations passes over the payoffs
 */
record ConvexAnswer(
        RegularisedSolver.Result result,
        JointDistribution sigma,
        ObjectiveBounds objective,
        Multipliers multipliers,
        long evaluations) {
    /** The same distribution for another objective. */
    ConvexAnswer withObjective(ObjectiveBounds other) {
        return new ConvexAnswer(result, sigma, other, multipliers, evaluations);
    }

    boolean isConverged() {
        return result.status() == Status.CONVERGED;
    }
}
