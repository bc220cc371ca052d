package org.aumann.solvers.stochastic;

import org.aumann.core.InvalidInputException;
import org.aumann.core.stochastic.StepSize;

/**
 * How joint-action learners learn.
 *
 * @param selection what is played in the stage games
 * @param steps moves of every copy
 * @param copies number of learners, each with draws of its own
 * @param seed of all draws
 * @param stepSize α
 * @param exploration ε in [0, 1]: the probability of a uniform joint action instead of one of the policy
 * @param isNormalised whether rewards are multiplied by 1 − γ, so that values are averages (Greenwald and Hall 2003)
 * @param episodeLimit steps after which an episode is broken off; 0 if it is not
 * @param drift what the payoffs of a stage game may change by, relative to the range of rewards over the whole of play, before it is solved again
 */
public record QLearningOptions(
        Selection selection,
        long steps,
        int copies,
        long seed,
        StepSize stepSize,
        double exploration,
        boolean isNormalised,
        int episodeLimit,
        double drift) {
    /** Checks the ranges. */
    public QLearningOptions {
        if (steps < 1) {
            throw new InvalidInputException("steps (" + steps + ") must be at least 1");
        }
        if (copies < 1) {
            throw new InvalidInputException("copies (" + copies + ") must be at least 1");
        }
        if (!(exploration >= 0 && exploration <= 1)) {
            throw new InvalidInputException("exploration (" + exploration + ") must be from 0 to 1");
        }
        if (episodeLimit < 0) {
            throw new InvalidInputException("episodeLimit (" + episodeLimit + ") must be at least 0");
        }
        if (!(drift >= 0 && drift < 1)) {
            throw new InvalidInputException("drift (" + drift + ") must be at least 0 and below 1");
        }
    }

    /**
     * 100 000 steps of one copy of seed 0 with α = 1/n, always exploring, no limit of episodes, stage games solved again after changes of 1e-4.
     *
     * @param selection what is played in the stage games
     * @return the defaults
     */
    public static QLearningOptions of(Selection selection) {
        return new QLearningOptions(selection, 100_000, 1, 0, new StepSize.ByVisits(1), 1, false, 0, 1e-4);
    }

    /**
     * The same for other lengths.
     *
     * @param other moves of every copy
     * @param number of learners
     * @return a copy
     */
    public QLearningOptions withSteps(long other, int number) {
        return new QLearningOptions(
                selection, other, number, seed, stepSize, exploration, isNormalised, episodeLimit, drift);
    }

    /**
     * The same with another step size.
     *
     * @param other α
     * @return a copy
     */
    public QLearningOptions withStepSize(StepSize other) {
        return new QLearningOptions(
                selection, steps, copies, seed, other, exploration, isNormalised, episodeLimit, drift);
    }

    /**
     * The same with another exploration.
     *
     * @param other ε
     * @return a copy
     */
    public QLearningOptions withExploration(double other) {
        return new QLearningOptions(selection, steps, copies, seed, stepSize, other, isNormalised, episodeLimit, drift);
    }

    /**
     * The same with another drift.
     *
     * @param other what payoffs may change by before a stage game is solved again
     * @return a copy
     */
    public QLearningOptions withDrift(double other) {
        return new QLearningOptions(
                selection, steps, copies, seed, stepSize, exploration, isNormalised, episodeLimit, other);
    }
}
