package org.aumann.solvers.empirical;

import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.rollout.EpisodePlan;

/** A game whose payoffs are seen through episodes. */
public interface EpisodeSource {
    /**
     * Room for episodes.
     *
     * @return samples without an episode, which the caller closes
     */
    SampledPayoffs allocate();

    /**
     * Width of an interval that holds all returns of a player, whatever is played. It must be known, not observed:
     * the bounds rest on it.
     *
     * @param player player from 0
     * @return payoff units, at least 0
     */
    double returnRange(int player);

    /**
     * Plays further episodes.
     *
     * @param seed chooses the episodes: independent ones for different seeds, the same for the same
     * @param plan which joint actions, and how many episodes of each
     * @param samples receives the returns. Modified.
     */
    void play(long seed, EpisodePlan plan, SampledPayoffs samples);
}
