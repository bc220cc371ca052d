package org.aumann.core.meanfield;

/** Receives where an action leads. */
@FunctionalInterface
public interface Successors {
    /**
     * Adds a state that may follow.
     *
     * @param state the next state, from 0
     * @param probability its probability; those of one action sum to 1. A state may be added again.
     */
    void add(int state, double probability);
}
