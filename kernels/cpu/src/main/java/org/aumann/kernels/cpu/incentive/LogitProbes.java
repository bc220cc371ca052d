package org.aumann.kernels.cpu.incentive;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/** A few joint actions, evenly spaced, whose columns are kept: the greatest of their logits costs no read of payoffs. */
final class LogitProbes {
    private static final int COUNT = 256;

    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final long[] jointActions;

    /** Per probe and deviation {@code G_p(d, a_{−p}) − G_p(a)}. */
    private final double[] differences;

    /** Per probe and weight {@code G_p(a)}, and last the tilt if there is one. */
    private final double[] payoffs;

    /**
     * @param payoffs of {@link #jointActions}, one number per weight for each. Owned.
     * @param differences of them, as of {@link org.aumann.kernels.IncentiveOperator#differences}. Owned.
     */
    LogitProbes(JointActionIndex index, SolutionConcept concept, double[] payoffs, double[] differences) {
        this.index = index;
        this.concept = concept;
        this.jointActions = jointActions(index);
        this.payoffs = payoffs;
        this.differences = differences;
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
     * @param payoffWeights w per player, and of the tilt. Not modified.
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
            logit += payoffWeights[p] * payoffs[k * payoffWeights.length + p];
        }
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            int row = firstRow + (concept == SolutionConcept.CE ? index.action(jointActions[k], p) * actions : 0);
            for (int d = 0; d < actions; d++) {
                logit -= alpha[row + d] * differences[at++];
            }
            firstRow += concept.rowCount(index, p);
        }
        return logit;
    }
}
