package org.aumann.core.stochastic;

/**
 * Receives where a joint action leads.
 *
 * @param <S> a state
 */
@FunctionalInterface
public interface Transitions<S> {
    /**
     * Adds a successor. Several with the same state add up, their rewards on average.
     *
     * @param next the next state
     * @param probability above 0, at most 1
     * @param rewards what every player earns on the way there. Copied.
     */
    void add(S next, double probability, double... rewards);
}
