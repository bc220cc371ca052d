package org.aumann.kernels;

import org.aumann.core.stochastic.StochasticModel;

/**
 * K8: Shapley's operator of a stochastic game, the payoffs of all its stage games.
 *
 * <pre>{@code Q_p(s, a) = r_p(s, a) + γ Σ_{s'} T(s' | s, a) V_p(s')}</pre>
 *
 * <p>Float64, products and sums rounded one by one in the order of the successors: the bits are those of
 * {@link org.aumann.core.stochastic.StageGames#payoffs} on every back end. Traffic: 12 bytes a successor, once for all players, 4 a row,
 * 16 a cell, and values from a cache.
 */
public interface BackUpOperator extends AutoCloseable {
    /**
     * The game.
     *
     * @return the compiled game
     */
    StochasticModel model();

    /**
     * V, {@code [player][state]}: to be written, those of absorbing states 0. Zero at first.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer values();

    /**
     * Q by cell, {@code [state][player][joint action]} without absorbing states. Where all states have one shape, this is a batch for
     * {@link BatchOperator#solve}. Zero at first.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer payoffs();

    /** Backs up all states. */
    default void backUp() {
        backUp(0, model().stateCount());
    }

    /**
     * Backs up a range of states; the payoffs of the others stay.
     *
     * @param from first state
     * @param end state after the last
     */
    void backUp(int from, int end);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
