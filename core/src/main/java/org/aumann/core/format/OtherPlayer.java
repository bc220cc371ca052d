package org.aumann.core.format;

import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.PayoffTensor;

/** What the second player gets, in a file that holds the payoffs of the first one only. */
public enum OtherPlayer {
    /** What the first one pays: {@code B = −A}. */
    ZERO_SUM {
        @Override
        double payoff(PayoffTensor payoffs, int row, int column) {
            // Not -0.0 for 0.
            return 0 - payoffs.get(0, payoffs.index().jointAction(row, column));
        }
    },

    /** The same as the first one in the same place: {@code B = Aᵀ}. */
    SYMMETRIC {
        @Override
        double payoff(PayoffTensor payoffs, int row, int column) {
            return payoffs.get(0, payoffs.index().jointAction(column, row));
        }
    };

    /**
     * A payoff of the second player.
     *
     * @param payoffs those of the first are known
     * @param row action of the first
     * @param column action of the second
     * @return payoff units
     */
    abstract double payoff(PayoffTensor payoffs, int row, int column);

    /**
     * Sets the payoffs of the second player.
     *
     * @param payoffs of two players; those of the first are known. Modified.
     * @throws InvalidInputException if a symmetric game would have different numbers of actions
     */
    void complete(PayoffTensor payoffs) {
        int rows = payoffs.index().actionCount(0);
        int columns = payoffs.index().actionCount(1);
        if (this == SYMMETRIC && rows != columns) {
            throw new InvalidInputException("found a matrix of " + rows + " x " + columns
                    + ", expected as many rows as columns for --matrix symmetric");
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                long jointAction = payoffs.index().jointAction(row, column);
                payoffs.set(1, jointAction, payoff(payoffs, row, column));
            }
        }
    }
}
