package org.aumann.kernels.cpu.incentive;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.TensorGame;

/** A few joint actions, evenly spaced, whose columns are kept: the greatest of their logits costs no read of payoffs. */
final class LogitProbes {
    private static final int COUNT = 256;

    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final long[] jointActions;

    /** Per probe and deviation {@code G_p(d, a_{−p}) − G_p(a)}. */
    private final double[] differences;

    /** Per probe and player {@code G_p(a)}. */
    private final double[] payoffs;

    /**
     * @param differences of {@link #jointActions}, as of {@link org.aumann.kernels.IncentiveOperator#differences}. Owned.
     */
    LogitProbes(TensorGame game, SolutionConcept concept, double[] differences) {
        this.index = game.index();
        this.concept = concept;
        this.jointActions = jointActions(index);
        this.differences = differences;
        int players = index.playerCount();
        this.payoffs = new double[jointActions.length * players];
        Arrays.setAll(payoffs, i -> game.payoffs().get(i % players, jointActions[i / players]));
    }

    /** Which joint actions are probed. */
    static long[] jointActions(JointActionIndex index) {
        long[] jointActions = new long[(int) Math.min(COUNT, index.jointActionCount())];
        long step = index.jointActionCount() / jointActions.length;
        Arrays.setAll(jointActions, k -> step * k);
        return jointActions;
    }

    /**
     * The greatest of the logits.
     *
     * @param alpha one multiplier per row. Not modified.
     * @param payoffWeights w per player. Not modified.
     */
    double greatest(double[] alpha, double[] payoffWeights) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < jointActions.length; k++) {
            greatest = Math.max(greatest, logit(k, alpha, payoffWeights));
        }
        return greatest;
    }

    private double logit(int k, double[] alpha, double[] payoffWeights) {
        double logit = 0;
        int at = k * index.actionCountSum();
        int firstRow = 0;
        for (int p = 0; p < payoffWeights.length; p++) {
            int actions = index.actionCount(p);
            int row = firstRow + (concept == SolutionConcept.CE ? index.action(jointActions[k], p) * actions : 0);
            logit += payoffWeights[p] * payoffs[k * payoffWeights.length + p];
            for (int d = 0; d < actions; d++) {
                logit -= alpha[row + d] * differences[at++];
            }
            firstRow += concept.rowCount(index, p);
        }
        return logit;
    }
}
