package org.aumann.solvers.batch;

import java.util.Locale;
import org.aumann.kernels.BatchStatus;
import org.aumann.solvers.meta.SolveOutcome;

/** How the solve of one game of a batch ended: what {@link SolveOutcome} is for a single game. */
public enum GameStatus {
    /** The certificate finds no gain that exceeds ε by more than the tolerance. */
    OPTIMAL,
    /** No distribution satisfies the given ε. */
    INFEASIBLE,
    /** Iterations ran out first. */
    ITERATION_LIMIT,
    /** Time ran out first, perhaps before the solve had begun. */
    TIME_LIMIT,
    /** The solver could make no further progress, or the certificate refutes it. */
    NUMERICAL_FAILURE;

    /**
     * The word used in JSON, that of {@link SolveOutcome#status}.
     *
     * @return a lower-case word
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GameStatus of(SolveOutcome outcome) {
        return switch (outcome) {
            case SolveOutcome.Optimal _ -> OPTIMAL;
            case SolveOutcome.Infeasible _ -> INFEASIBLE;
            case SolveOutcome.IterationLimit _ -> ITERATION_LIMIT;
            case SolveOutcome.TimeLimit _ -> TIME_LIMIT;
            case SolveOutcome.NumericalFailure _ -> NUMERICAL_FAILURE;
        };
    }

    static GameStatus of(BatchStatus status) {
        return switch (status) {
            case OPTIMAL -> OPTIMAL;
            case INFEASIBLE -> INFEASIBLE;
            case ITERATION_LIMIT -> ITERATION_LIMIT;
            case NUMERICAL_FAILURE -> NUMERICAL_FAILURE;
        };
    }
}
