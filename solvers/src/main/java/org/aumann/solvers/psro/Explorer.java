package org.aumann.solvers.psro;

import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.solvers.psro.JointPsroIteration.Assessment;

/**
 * Goes on where training has ended, and says for how long in vain.
 *
 * <p>An iteration is <em>quiet</em> if the gap is closed and no best response was new. With exploration the policies
 * that enter then may open the gap again until responses to them are found, so quiet iterations are counted since
 * welfare last rose; as long as nothing was explored, those in a row. Not safe for use by several threads.
 */
final class Explorer {
    private final Exploration kind;
    private final WelfareWalk walk;
    private final double slack;
    private double bestWelfare = Double.NEGATIVE_INFINITY;
    private boolean hasGrown;

    /**
     * An explorer that has seen nothing.
     *
     * @param kind what it does
     * @param walk finds policies
     * @param slack welfare that does not matter, payoff units
     */
    Explorer(Exploration kind, WelfareWalk walk, double slack) {
        this.kind = kind;
        this.walk = walk;
        this.slack = slack;
    }

    /**
     * Counts an iteration.
     *
     * @param before the count so far
     * @param isQuiet whether the iteration was quiet
     * @param evaluated the reported distribution
     * @return quiet iterations in vain
     */
    int quietIterations(int before, boolean isQuiet, Assessment evaluated) {
        if (!isQuiet) {
            return hasGrown ? before : 0;
        }
        double welfare = welfare(evaluated);
        boolean hasRisen = hasGrown && welfare > bestWelfare + slack;
        bestWelfare = Math.max(bestWelfare, welfare);
        return hasRisen ? 1 : before + 1;
    }

    /**
     * Adds policies after a quiet iteration.
     *
     * @param game the populations. Modified.
     * @param sigma the reported distribution. Not modified.
     * @param evaluated the same in the full game
     * @param deadline when to stop
     * @return policies that are new
     */
    int grow(PolicyGame game, JointDistribution sigma, Assessment evaluated, Deadline deadline) {
        boolean canRise = welfare(evaluated) < walk.greatest() - slack;
        int novel = kind == Exploration.WELFARE && canRise ? walk.grow(game, sigma, deadline) : 0;
        hasGrown |= novel > 0;
        return novel;
    }

    private static double welfare(Assessment assessment) {
        return assessment.measured().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
