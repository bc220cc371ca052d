package org.aumann.solvers.loop;

import java.util.List;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/**
 * The game over policies: one population per player, and the payoff tensor that grows with them.
 *
 * <p>Owns the tensor. Not safe for use by several threads.
 *
 * @param <P> a policy
 */
public final class PolicyGame<P> implements AutoCloseable {
    private final PayoffSource<P> source;
    private final List<Population<P>> populations;
    private PayoffTensor payoffs;
    private int[] known;

    /**
     * The game over populations.
     *
     * @param source evaluates joint policies; closed with the game
     * @param populations one per player, none empty. Copied.
     */
    public PolicyGame(PayoffSource<P> source, List<Population<P>> populations) {
        this.source = source;
        this.populations = populations.stream().map(Population::copy).toList();
        this.known = new int[populations.size()];
        this.payoffs = PayoffTensor.allocate(JointActionIndex.of(sizes()), Precision.FLOAT64);
    }

    /**
     * Adds a policy to a player's population, or raises its repeat count.
     *
     * @param player player from 0
     * @param policy the policy
     * @return whether it is new
     */
    public boolean add(int player, P policy) {
        return populations.get(player).add(policy);
    }

    /**
     * Whether a policy would be new to a player's population.
     *
     * @param player player from 0
     * @param policy the policy
     * @return false if an equal one is there
     */
    public boolean isNovel(int player, P policy) {
        return populations.get(player).isNovel(policy);
    }

    /**
     * Grows the tensor to the populations and evaluates the joint policies that are new, only them.
     *
     * @return number of joint policies evaluated
     */
    public long evaluate() {
        int[] sizes = sizes();
        JointActionIndex index = JointActionIndex.of(sizes);
        if (!index.equals(payoffs.index())) {
            PayoffTensor grown = payoffs.grown(sizes);
            payoffs.close();
            payoffs = grown;
        }
        long evaluated = source.extend(policies(), known, payoffs);
        known = sizes;
        return evaluated;
    }

    /**
     * The payoffs of all joint policies evaluated so far.
     *
     * @return a tensor that this game owns and replaces on the next {@link #evaluate}
     */
    public PayoffTensor payoffs() {
        return payoffs;
    }

    /**
     * The meta-game: payoffs and repeat counts.
     *
     * @return a view of the current state
     */
    public MetaGame metaGame() {
        return MetaGame.of(
                payoffs, populations.stream().map(Population::repeats).toArray(int[][]::new));
    }

    /**
     * What the players have.
     *
     * @return copies, one per player
     */
    public List<Population<P>> populations() {
        return populations.stream().map(Population::copy).toList();
    }

    /**
     * The policies of all players.
     *
     * @return per player its policies, in the order of the tensor's axes
     */
    public List<List<P>> policies() {
        return populations.stream().map(Population::policies).toList();
    }

    /**
     * Number of policies of each player.
     *
     * @return one count per player
     */
    public int[] sizes() {
        return populations.stream().mapToInt(Population::size).toArray();
    }

    @Override
    public void close() {
        payoffs.close();
        source.close();
    }
}
