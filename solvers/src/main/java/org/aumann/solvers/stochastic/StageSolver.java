package org.aumann.solvers.stochastic;

import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;

/** Solves stage games of one shape again and again. Not safe for use by several threads. */
interface StageSolver extends AutoCloseable {
    /**
     * Solves games.
     *
     * @param games of the shape and as many as the solver was made for. Not modified.
     * @param gameCount how many of them, the first ones; at least 1
     * @param deadline after it no more games are begun
     * @return an answer a game
     */
    StageAnswers solve(GameBatch games, int gameCount, Deadline deadline);

    /** Makes the next answers independent of earlier ones. */
    default void forget() {}

    @Override
    default void close() {}
}
