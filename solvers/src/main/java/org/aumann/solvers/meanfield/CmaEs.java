package org.aumann.solvers.meanfield;

import java.util.Arrays;
import org.aumann.core.Deadline;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Covariance matrix adaptation (Hansen and Ostermeier 2001; Hipparchus' implementation) over points that are projected
 * onto the simplex, so that a mixture may be exactly without a policy.
 */
final class CmaEs implements NashSearch {
    /** Standard deviation of the first generation. */
    private static final double FIRST_STEP = 0.3;

    private final long seed;

    CmaEs(long seed) {
        this.seed = seed;
    }

    @Override
    public double[] search(RestrictedGame game, double[] start, int evaluations, double tolerance, Deadline deadline) {
        Best best = new Best(game, start);
        if (best.exploitability() <= tolerance) {
            return best.mixture();
        }
        int size = game.size();
        int population = 4 + (int) (3 * Math.log(size));
        ConvergenceChecker<PointValuePair> isSmall = (iteration, previous, current) ->
                best.exploitability() <= tolerance || (iteration + 2L) * population > evaluations || deadline.isOver();
        CMAESOptimizer optimizer = new CMAESOptimizer(
                evaluations, Double.NEGATIVE_INFINITY, true, 0, 0, new Well19937c(seed), false, isSmall);
        double[] steps = new double[size];
        Arrays.fill(steps, FIRST_STEP);
        optimizer.optimize(
                new MaxEval(Integer.MAX_VALUE),
                new ObjectiveFunction(best::look),
                GoalType.MINIMIZE,
                new InitialGuess(start),
                SimpleBounds.unbounded(size),
                new CMAESOptimizer.Sigma(steps),
                new CMAESOptimizer.PopulationSize(population));
        return best.mixture();
    }
}
