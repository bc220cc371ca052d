package org.aumann.solvers.meta;

/** A way to solve a {@link DualProblem}: afterwards the problem's σ is the distribution. */
interface RegularisedSolver {
    /** Solves it. */
    Result solve();

    /** f at {@link #beta}: by weak duality an upper bound on {@code c ᵀσ − Ω}. */
    double value();

    /** The last multipliers, scaled, a copy. */
    double[] beta();

    /** By how much the distribution violates every row, scaled, at least 0; a copy. */
    double[] violations();

    /**
     * How it ended.
     *
     * @param status the way
     * @param residual the larger of the violation, in the units of the rows, and the duality gap, relative to the
     *     objective
     * @param iterations steps taken
     */
    record Result(Status status, double residual, int iterations) {
        enum Status {
            CONVERGED,
            INFEASIBLE,
            LIMIT,
            STALLED
        }
    }
}
