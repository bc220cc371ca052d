package org.aumann.solvers.psro;

/** Hears of the progress of a run. */
@FunctionalInterface
public interface JointPsroListener {
    /** Does nothing. */
    JointPsroListener SILENT = iteration -> {};

    /**
     * An iteration has ended.
     *
     * @param iteration what it found
     */
    void onIteration(JointPsroIteration iteration);
}
