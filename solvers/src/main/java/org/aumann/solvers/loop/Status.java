package org.aumann.solvers.loop;

import java.util.Locale;

/** How an iteration ended: of a loop over policies, of a descent, of a program. */
public enum Status {
    /** What was asked for is reached within its tolerance. */
    CONVERGED,
    /** The same few iterates come again and again, and would for ever. */
    CYCLIC,
    /** There is nothing new to try. */
    EXHAUSTED,
    /** Nothing satisfies the constraints. */
    INFEASIBLE,
    /** No step makes progress, for want of digits or because a program has no answer. */
    STALLED,
    /** A solve within the loop failed. */
    SOLVER_FAILURE,
    /** So many iterations as were allowed. */
    ITERATION_LIMIT,
    /** Time ran out, or the run was cancelled; what there is, is the best so far. */
    TIME_LIMIT;

    /**
     * The word for it in tables and documents.
     *
     * @return such as {@code time_limit}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
