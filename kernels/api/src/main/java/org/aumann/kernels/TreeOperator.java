package org.aumann.kernels;

import java.util.List;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodePlan;

/**
 * K1, K1x and K4: payoffs of joint policies, sampled or exact, and best responses in a compiled game.
 *
 * <p>Rollouts walk nodes; everything else works on terminals and sequences: player {@code q} contributes
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
     * K1: plays further episodes of joint policies and adds their returns to the samples.
     *
     * <p>The draws are those of {@link org.aumann.core.rollout.EpisodeDraws}, so that every back end plays the
     * same episodes; only the order of summation differs, which sums of integers do not see. Episodes of a
     * joint policy are numbered on from {@link SampledPayoffs#count}. The same call gives the same bits
     * whatever the number of threads.
     *
     * @param populations per player the policies, in the order of the samples' axes. Not modified.
     * @param seed key of the draws
     * @param plan which joint policies, and how many episodes of each
     * @param samples receives the returns. Modified.
     * @throws IllegalArgumentException if a joint policy would have more than {@link
     *     org.aumann.core.rollout.EpisodeDraws#EPISODE_LIMIT}, before anything is played
     */
    void rollouts(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples);

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
