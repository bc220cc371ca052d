package org.aumann.kernels;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/**
 * K6: the maximum-entropy CE or CCE of thousands of small games of one shape, each by itself.
 *
 * <p>A game is solved through its dual, in rows scaled with Δ, the most that a deviation of their player
 * can change:
 *
 * <pre>{@code
 * minimise over β ≥ 0   f(β) = log Σ_a exp(−(Xᵀβ)(a)) + ε Σ β,   X = A / Δ,   gradient g = ε − Xσ(β)
 * }</pre>
 *
 * <p>by a primal-dual interior-point method: a step solves {@code (X diag(σ) Xᵀ − vvᵀ + diag(s/β) + ρI) d = μ/β − g},
 * {@code v = Xσ}, by Cholesky, goes at most 0.98 of the way to the bounds of β, and is shortened or extended (up to
 * 16-fold) until the slope along d is between −0.2 and 0.5 of what it was. Extending matters where actions must
 * have no probability at all: multipliers diverge there and plain Newton steps gain a factor of e each. The
 * residual is {@code max(violation −g, βᵀg)}, zero exactly at the optimum; by weak duality it bounds what is left to gain,
 * whatever the method did. A warm start that has not ended after 20 steps is given up. Boyd and Vandenberghe 2004,
 * section 11.7; Ortiz, Schapire and Kakade 2007 for the dual.
 *
 * <p>The optimum is unique, so that back ends agree on it; bit by bit a result depends on the game, its multipliers at the
 * start and the options alone, not on the other games. Players whose actions change nothing, or less than the
 * least normal number, have no say. Costs per iteration {@code m³/6 + m²} multiply-adds with {@code m = Σ A_p (A_p − 1)} (CE) or
 * {@code Σ A_p} (CCE), {@code J} exponentials per trial, and no memory traffic beyond the game's own state.
 */
public interface BatchOperator extends AutoCloseable {
    /**
     * Most incentive rows of a game. A game at work needs a triangle of the square of this, 4 MB, and eight of them where
     * games are in lanes.
     */
    int GREATEST_ROWS = 1_000;

    /**
     * The joint actions of every game.
     *
     * @return the index
     */
    JointActionIndex index();

    /**
     * What the games are solved for.
     *
     * @return CE or CCE
     */
    SolutionConcept concept();

    /**
     * Number of games.
     *
     * @return at least 1
     */
    int gameCount();

    /**
     * The multipliers β of every game, {@code [game][row]} with the rows of {@link SolutionConcept}, scaled: those of a
     * game times 1e9 are the same. Zero at first, later those of the last solve; the next one starts there
     * if that is better than starting from nothing. All zeros of a game mean nothing.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer multipliers();

    /**
     * The distributions, {@code [game][joint action]}.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer sigma();

    /**
     * Expected payoffs, {@code [game][player]}.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer values();

    /**
     * How each solve went, {@code [game][field]} with the fields of {@link BatchField}.
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
     * @param options what to solve to
     */
    void solve(JointBuffer payoffs, int from, int end, BatchOptions options);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
