package org.aumann.solvers.meta.dual;

import org.aumann.solvers.loop.Status;

/** A way to solve a {@link DualProblem}: afterwards the problem's σ is the distribution. */
public interface RegularisedSolver {
    /**
     * Solves it.
     *
     * @return how it ended
     */
    Result solve();

    /**
     * f at {@link #beta}: by weak duality an upper bound on {@code c ᵀσ − Ω}.
     *
     * @return in the unit of the objective
     */
    double value();

    /**
     * The last multipliers, scaled.
     *
     * @return a copy
     */
    double[] beta();

    /**
     * By how much the distribution violates every row, scaled.
     *
     * @return at least 0 each, a copy
     */
    double[] violations();

    /**
     * How it ended.
     *
     * @param status the way
     * @param residual the larger of the violation, in the units of the rows, and the duality gap, relative to the
     *     objective
     * @param iterations steps taken
     */
    record Result(Status status, double residual, int iterations) {}
}
