package org.aumann.solvers.meanfield;

/** Hears of every outer iteration of mean-field PSRO. */
@FunctionalInterface
public interface MeanFieldListener {
    /** Hears nothing. */
    MeanFieldListener SILENT = iteration -> {};

    /**
     * An iteration has ended.
     *
     * @param iteration what it found
     */
    void onIteration(MeanFieldIteration iteration);
}
