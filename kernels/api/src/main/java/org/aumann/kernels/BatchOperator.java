package org.aumann.kernels;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/**
 * K6: an equilibrium of each of thousands of small games of one shape, a CE or CCE that is best by a {@link
 * BatchObjective}. Incentive rows are scaled with Δ, the most that a deviation of their player can change: {@code X = A / Δ}.
 *
 * <p>Maximum entropy is found through its dual:
 *
 * <pre>{@code
 * minimise over β ≥ 0   f(β) = log Σ_a exp(−(Xᵀβ)(a)) + ε Σ β,   gradient g = ε − Xσ(β)
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
 * <p>All other objectives are programs over σ itself, with payoffs in units of what the objective can change (the range of
 * {@code Σ_p w_p G_p}; the widest range of a player that can be the worst off; 1 for Gini):
 *
 * <pre>{@code
 * maximise c·σ − γ/2 ‖σ‖² + t   subject to   Xσ ≤ ε,   t ≤ Σ_a σ(a) G_p(a) for all p,   Σ σ = 1,   σ ≥ 0
 * }</pre>
 *
 * <p>of which γ is 0 or 2, and t is there for the egalitarian objective only. The method is the predictor–corrector of Mehrotra 1992 on a
 * proximal form: with {@code W = (s/λ + δ/(1 + λ))⁻¹} a step solves {@code (XᵀWX + diag(z/σ) + (γ + ρ) I + 11ᵀ/δ) dσ = r},
 * so that multipliers stay where they are unless a residual moves them. That is what makes it work where no σ satisfies the rows with
 * slack, as in zero-sum games (Pougkakiotis and Gondzio 2021). By weak duality {@code max_a (c − Xᵀλ)(a) + ε Σ λ} is a bound for any λ ≥ 0;
 * the residual is the larger of the violation and of what is left to the bound.
 *
 * <p>The optimum of entropy and Gini is unique. That of the others need not be: what is found then lies near the
 * middle of the optimal ones, as all start from the uniform distribution. Back ends, and games whose actions or players are permuted,
 * agree in σ to about 1e-9 where it is unique and mostly 1e-4 where it is not (single games with copied actions: 0.1); in the
 * objective by what gains within the tolerance buy, that times the multipliers. Bit
 * by bit a result depends on the game, what is kept of the last solve, and the options alone, not on the other games. Players whose
 * actions change nothing, or less than the least normal number, have no say.
 *
 * <p>Entropy costs {@code m³/6 + m²} multiply-adds per iteration with {@code m = Σ A_p (A_p − 1)} (CE) or {@code Σ A_p}
 * (CCE), and {@code J} exponentials per trial; the others {@code J³/6 + 2J²} and the products of the entries of each row. There is no
 * memory traffic beyond the game's own state.
 */
public interface BatchOperator extends AutoCloseable {
    /**
     * Most incentive rows of a game. A game at work needs a triangle of the square of this, 4 MB, and eight of them where
     * games are in lanes.
     */
    int GREATEST_ROWS = 1_000;

    /** Most joint actions of a game for objectives other than entropy: they need a triangle of the square of this. */
    int GREATEST_COLUMNS = 1_000;

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
     * Which equilibrium it is.
     *
     * @return the objective
     */
    BatchObjective objective();

    /**
     * Number of games.
     *
     * @return at least 1
     */
    int gameCount();

    /**
     * The multipliers β or λ of every game, {@code [game][row]} with the rows of {@link SolutionConcept}, scaled: those of a
     * game times 1e9 are the same. With the egalitarian objective a game has one more for each player, that of the player's value. Zero at
     * first, later those of the last solve. Entropy starts there if that is better than starting from nothing; the others,
     * which do not profit from a start near by, end at once if these and {@link #sigma} are good enough. All zeros of a
     * game mean nothing.
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
