package org.aumann.solvers.meta;

/** Hears of the progress of a solve. */
@FunctionalInterface
public interface SolveListener {
    /** Does nothing. */
    SolveListener SILENT = (phase, iteration, residual) -> {};

    /**
     * An iteration has ended.
     *
     * @param phase what the solver is doing
     * @param iteration from 1
     * @param residual largest violation of the optimality conditions, relative to the units of the gains
     */
    void onIteration(String phase, long iteration, double residual);
}
