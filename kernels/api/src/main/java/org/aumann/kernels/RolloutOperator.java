package org.aumann.kernels;

import java.util.List;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodePlan;

/** K1: episodes of joint policies in a compiled game, node by node. */
public interface RolloutOperator extends AutoCloseable {
    /**
     * Plays further episodes of joint policies and adds their returns to the samples.
     *
     * <p>The draws are those of {@link org.aumann.core.rollout.EpisodeDraws}, so that every back end plays the
     * same episodes; only the order of summation differs, which sums of integers do not see. Episodes of a
     * joint policy are numbered on from {@link SampledPayoffs#count}. The same call gives the same bits
     * whatever the number of threads.
     *
     * @param populations per player the policies, in the order of the samples' axes. Not modified.
     * @param seed key of the draws
     * @param plan which joint policies, and how many episodes of each
     * @param samples receives the returns. Modified.
     * @throws IllegalArgumentException if a joint policy would have more than {@link
     *     org.aumann.core.rollout.EpisodeDraws#EPISODE_LIMIT}, before anything is played
     */
    void play(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
