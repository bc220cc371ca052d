package org.aumann.solvers.loop;

/**
 * Hears of every iteration of a loop.
 *
 * @param <I> what an iteration says of itself
 */
@FunctionalInterface
public interface LoopListener<I> {
    /**
     * A listener that does nothing.
     *
     * @param <I> what an iteration says of itself
     * @return a listener
     */
    static <I> LoopListener<I> silent() {
        return _ -> {};
    }

    /**
     * An iteration has ended.
     *
     * @param iteration what it found
     */
    void onIteration(I iteration);
}
