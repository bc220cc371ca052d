package org.aumann.solvers.batch;

/** Hears how far a batch has got. */
@FunctionalInterface
public interface BatchListener {
    /** Hears nothing. */
    BatchListener SILENT = _ -> {};

    /**
     * Some more games have been worked on.
     *
     * @param gameCount number of games so far, the first ones of the batch
     */
    void onGames(int gameCount);
}
