package org.aumann.kernels;

import org.aumann.core.payoff.JointActionIndex;

/**
 * K6 too: what every player of many small games of one shape can secure against the others, whatever they do together.
 *
 * <pre>{@code
 * maximise over x ∈ Δ(A_p)   min over a_{−p} of Σ_d x(d) G_p(d, a_{−p})
 * }</pre>
 *
 * <p>Between two players this is the minimax strategy of each, by his own payoffs. The method is that of {@link BatchOperator}
 * for linear objectives, a program for every game and player. The value is unique, the strategy need not be: then it is one
 * near the middle of the optimal ones, and back ends agree in it to about 1e-4. A result depends on the game, its
 * multipliers and strategies at the start and the options alone.
 */
public interface MaximinOperator extends AutoCloseable {
    /**
     * The joint actions of every game.
     *
     * @return the index
     */
    JointActionIndex index();

    /**
     * Number of games.
     *
     * @return at least 1
     */
    int gameCount();

    /**
     * The strategies, {@code [game][player][action]}: {@code Σ A_p} numbers a game.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer strategies();

    /**
     * How the others hold a player down, {@code [game][player][co-players' joint action]} with the last of them fastest: {@code Σ
     * J / A_p} numbers a game, of sum 1 for a player. Zero at first; then the next solve ends at once where the last answer is still
     * good enough. All zeros of a player of a game mean nothing.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer multipliers();

    /**
     * What the strategies secure, {@code [game][player]}, payoff units.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer values();

    /**
     * How each solve went, {@code [game][player][field]} with the fields of {@link BatchField}. The bound is what the
     * multipliers hold the player down to; the residual is what is between, relative to the range of the player's payoffs.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer reports();

    /**
     * Solves a range of the games; what is known of the others stays.
     *
     * @param payoffs finite payoffs of all games, {@code [game][player][joint action]} as in
     *     {@link org.aumann.core.payoff.GameBatch}. Not modified.
     * @param from first game
     * @param end game after the last
     * @param options what to solve to; ε does not matter
     */
    void solve(JointBuffer payoffs, int from, int end, BatchOptions options);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
