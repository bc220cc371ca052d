package org.aumann.kernels;

import java.util.List;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;

/**
 * K1x and K4: exact payoffs of joint policies and best responses in a compiled game.
 *
 * <p>Both work on terminals and sequences: player {@code q} contributes
 * {@code X_q[k, z] = plan of policy k at the sequence of terminal z}.
 */
public interface TreeOperator extends AutoCloseable {
    /**
     * K1x: exact payoffs of the joint policies that are not known yet.
     *
     * <pre>{@code G_p[a] = Σ_z chance(z) · u_p(z) · Π_q X_q[a_q, z]}</pre>
     *
     * <p>Evaluates exactly the cells in which at least one player's policy is at or above {@code known}.
     *
     * @param populations per player the policies, in the order of the tensor's axes. Not modified.
     * @param known per player the number of leading policies whose cells are already filled. Not modified.
     * @param payoffs the tensor, as large as the populations. Modified.
     * @return number of cells evaluated
     */
    long payoffs(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs);

    /**
     * K4: how much every terminal weighs for a player against a joint mixture of the co-players.
     *
     * <pre>{@code W_p(z) = chance(z) · Σ_{a_{-p}} μ(a_{-p}) · Π_{q≠p} X_q[a_q, z]}</pre>
     *
     * @param populations per player the policies. Not modified.
     * @param player the player who responds
     * @param mixture μ over the co-players' joint policies, last player fastest; need not be normalised.
     *     Not modified.
     * @return one weight per terminal
     */
    double[] terminalWeights(List<List<TabularPolicy>> populations, int player, double[] mixture);

    /**
     * The infostate sweep: backward induction of a player against given terminal weights.
     *
     * @param player the player who responds
     * @param weights one weight per terminal, as {@link #terminalWeights} gives them. Not modified.
     * @return the value of every sequence and of the game
     */
    SequenceValues bestResponse(int player, double[] weights);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
