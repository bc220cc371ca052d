package org.aumann.solvers.regret;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.ProductMixture;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOutcome;

/** {@link RegretSolver.Variant#AVERAGE}: play, and the sum over joint actions of what was played. */
final class AveragePlay {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final SolveContext context;
    private final RegretDynamics dynamics;
    private final JointActionIndex index;
    private final MemorySegment sum;
    private double weightSum;

    AveragePlay(SolveContext context, RegretDynamics dynamics) {
        this.context = context;
        this.dynamics = dynamics;
        this.index = context.game().index();
        this.sum = JointDistribution.memory(index);
    }

    /** Plays on sampled values, whose sums say little about the gap, to the limit. */
    SolveOutcome solveSampled() {
        int iterations = play(Double.NEGATIVE_INFINITY);
        return context.judge(context.report(average(), iterations, 0));
    }

    /** Plays on exact values until the gap is closed. */
    SolveOutcome solve() {
        int iterations = play(context.options().tolerance());
        return context.judge(context.report(average(), iterations, dynamics.rounds()));
    }

    /** Plays until the gap of the values that the players saw is within a tolerance, relative to the units of the gains. */
    private int play(double tolerance) {
        int iteration = 0;
        double residual = Double.POSITIVE_INFINITY;
        do {
            playIteration();
            residual = context.residual(dynamics.gap(context.concept()));
            context.listener().onIteration("play", ++iteration, residual);
        } while (residual > tolerance
                && iteration < context.options().iterationLimit()
                && !context.deadline().isOver());
        context.note("rounds played: " + dynamics.rounds());
        return iteration;
    }

    /** At least one round, so that there is an average. */
    private void playIteration() {
        int played = 0;
        do {
            dynamics.step((weight, profile, values) -> {
                ProductMixture.addProduct(index, weight, profile, sum);
                weightSum += weight;
            });
        } while (++played < RegretSolver.ROUNDS_PER_ITERATION
                && !context.deadline().isOver());
    }

    private JointDistribution average() {
        for (long a = 0; a < index.jointActionCount(); a++) {
            sum.setAtIndex(DOUBLE, a, sum.getAtIndex(DOUBLE, a) / weightSum);
        }
        return JointDistribution.over(index, sum);
    }
}
