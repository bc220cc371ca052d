package org.aumann.solvers.loop;

/**
 * A run that another object can go on with.
 *
 * @param <S> all that the next iterations depend on, besides the game and the options
 */
public interface Resumable<S> {
    /**
     * The run between two iterations.
     *
     * @return a copy
     */
    S snapshot();
}
