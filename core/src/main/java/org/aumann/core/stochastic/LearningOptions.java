package org.aumann.core.stochastic;

/**
 * How tabular joint-action learners learn.
 *
 * @param selection what is made of a stage game that has been updated
 * @param stepSize α
 * @param exploration ε in [0, 1]: the probability of a uniform joint action instead of one of π
 * @param rewardScale what rewards are multiplied by: 1, or 1 − γ for values that are averages, as Greenwald and Hall 2003 have them
 * @param episodeLimit steps after which an episode is broken off and begun anew; 0 if it is not
 */
public record LearningOptions(
        LearningSelection selection, StepSize stepSize, double exploration, double rewardScale, int episodeLimit) {
    /** Checks the ranges. */
    public LearningOptions {
        if (!(exploration >= 0 && exploration <= 1)) {
            throw new IllegalArgumentException("exploration (" + exploration + ") must be from 0 to 1");
        }
        if (!(rewardScale > 0 && Double.isFinite(rewardScale))) {
            throw new IllegalArgumentException("rewardScale (" + rewardScale + ") must be positive and finite");
        }
        if (episodeLimit < 0) {
            throw new IllegalArgumentException("episodeLimit (" + episodeLimit + ") must not be negative");
        }
    }

    /**
     * α = 1/n, always exploring, rewards as they are, no limit.
     *
     * @param selection what is made of a stage game
     * @return options
     */
    public static LearningOptions of(LearningSelection selection) {
        return new LearningOptions(selection, new StepSize.ByVisits(1), 1, 1, 0);
    }

    /**
     * The same with another step size.
     *
     * @param stepSize α
     * @return a copy
     */
    public LearningOptions withStepSize(StepSize stepSize) {
        return new LearningOptions(selection, stepSize, exploration, rewardScale, episodeLimit);
    }

    /**
     * The same with another exploration.
     *
     * @param exploration ε
     * @return a copy
     */
    public LearningOptions withExploration(double exploration) {
        return new LearningOptions(selection, stepSize, exploration, rewardScale, episodeLimit);
    }

    /**
     * The same with other rewards.
     *
     * @param rewardScale what they are multiplied by
     * @return a copy
     */
    public LearningOptions withRewardScale(double rewardScale) {
        return new LearningOptions(selection, stepSize, exploration, rewardScale, episodeLimit);
    }

    /**
     * The same with other episodes.
     *
     * @param episodeLimit steps after which one is broken off; 0 if it is not
     * @return a copy
     */
    public LearningOptions withEpisodeLimit(int episodeLimit) {
        return new LearningOptions(selection, stepSize, exploration, rewardScale, episodeLimit);
    }
}
