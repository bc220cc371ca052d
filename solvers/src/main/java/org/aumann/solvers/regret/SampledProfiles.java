package org.aumann.solvers.regret;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.kernels.ProfileOperator;

/**
 * Action values against a product profile by sampling: unbiased, from a few payoffs instead of all of them.
 *
 * <pre>{@code value[p][d] = 1/K Σ_k G_p(d, a^k_{-p}),   a^k_q ~ x_q independently, anew for every player p}</pre>
 *
 * <p>Time {@code O(K (Σ A_p + n²))} plus a walk along the strategies, whatever the number of joint actions. With
 * payoffs that are means of episodes, the values are unbiased for the game that was sampled too. Regret minimisers
 * play on such values as they do on exact ones; the average of play is off by {@code O(range / √(K T))} more
 * (Lanctot, Waugh, Zinkevich and Bowling 2009, "Monte Carlo sampling for regret minimization in extensive games").
 * Not safe for use by several threads.
 */
public final class SampledProfiles implements ProfileOperator {
    /** Where payoffs are read. */
    @FunctionalInterface
    private interface Source {
        double payoff(int player, long jointAction);
    }

    private final JointActionIndex index;
    private final Source source;
    private final int drawCount;
    private final RandomGenerator random;

    private SampledProfiles(JointActionIndex index, Source source, int drawCount, RandomGenerator random) {
        if (drawCount < 1) {
            throw new IllegalArgumentException("drawCount (" + drawCount + ") must be at least 1");
        }
        this.index = index;
        this.source = source;
        this.drawCount = drawCount;
        this.random = random;
    }

    /**
     * Sampling of known payoffs.
     *
     * @param payoffs the payoffs, open as long as the operator, not owned
     * @param drawCount K, joint actions of the others that are drawn for each player
     * @param random draws them
     * @return the operator
     */
    public static SampledProfiles of(PayoffTensor payoffs, int drawCount, RandomGenerator random) {
        return new SampledProfiles(payoffs.index(), payoffs::get, drawCount, random);
    }

    /**
     * Sampling of payoffs that are known from episodes.
     *
     * @param samples episodes of every joint action that is played, open as long as the operator, not owned
     * @param drawCount K, joint actions of the others that are drawn for each player
     * @param random draws them
     * @return the operator; it refuses a joint action without an episode when it is drawn
     */
    public static SampledProfiles of(SampledPayoffs samples, int drawCount, RandomGenerator random) {
        return new SampledProfiles(samples.index(), (p, a) -> mean(samples, p, a), drawCount, random);
    }

    private static double mean(SampledPayoffs samples, int player, long jointAction) {
        if (samples.count(jointAction) == 0) {
            throw new InvalidInputException("episodes (0) of joint action "
                    + Arrays.toString(samples.index().actions(jointAction)) + " must be at least 1");
        }
        return samples.mean(player, jointAction);
    }

    @Override
    public void actionValues(double[] profile, double[] values) {
        Arrays.fill(values, 0);
        for (int p = 0; p < index.playerCount(); p++) {
            int first = SolutionConcept.CCE.firstRow(index, p);
            for (int k = 0; k < drawCount; k++) {
                long others = drawOthers(profile, p);
                for (int d = 0; d < index.actionCount(p); d++) {
                    values[first + d] += source.payoff(p, others + d * index.stride(p)) / drawCount;
                }
            }
        }
    }

    /** A joint action of the others, with action 0 of the player. */
    private long drawOthers(double[] profile, int player) {
        long jointAction = 0;
        int first = 0;
        for (int q = 0; q < index.playerCount(); q++) {
            if (q != player) {
                jointAction += draw(profile, first, index.actionCount(q)) * index.stride(q);
            }
            first += index.actionCount(q);
        }
        return jointAction;
    }

    /** An action by its probability; the last one that has any, where rounding leaves the draw beyond them all. */
    private int draw(double[] profile, int first, int actions) {
        double left = random.nextDouble();
        int drawn = 0;
        for (int a = 0; a < actions; a++) {
            double probability = profile[first + a];
            if (probability > 0) {
                drawn = a;
                left -= probability;
                if (left < 0) {
                    return a;
                }
            }
        }
        return drawn;
    }

    /** Does nothing: the payoffs are not owned. */
    @Override
    public void close() {}
}
