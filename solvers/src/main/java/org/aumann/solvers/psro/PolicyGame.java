package org.aumann.solvers.psro;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.policy.Population;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.TreeOperator;

/**
 * The game over policies: one population per player, and the payoff tensor that grows with them.
 *
 * <p>Owns the tensor. Not safe for use by several threads.
 */
public final class PolicyGame implements AutoCloseable {
    private final TreeOperator operator;
    private final List<Population> populations = new ArrayList<>();
    private PayoffTensor payoffs;
    private int[] known;

    /**
     * The game of one policy per player.
     *
     * @param operator evaluates joint policies, not owned
     * @param initial one policy per player
     */
    public PolicyGame(TreeOperator operator, List<TabularPolicy> initial) {
        this.operator = operator;
        for (TabularPolicy policy : initial) {
            Population population = new Population();
            population.add(policy);
            populations.add(population);
        }
        this.known = new int[initial.size()];
        this.payoffs = PayoffTensor.allocate(JointActionIndex.of(sizes()), Precision.FLOAT64);
    }

    /**
     * Adds a policy to a player's population, or raises its repeat count.
     *
     * @param player player from 0
     * @param policy the policy
     * @return whether it is new
     */
    public boolean add(int player, TabularPolicy policy) {
        return populations.get(player).add(policy);
    }

    /**
     * Whether a policy would be new to a player's population.
     *
     * @param player player from 0
     * @param policy the policy
     * @return false if an equal one is there
     */
    public boolean isNovel(int player, TabularPolicy policy) {
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
        long evaluated = operator.payoffs(policies(), known, payoffs);
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
     * The policies of all players.
     *
     * @return per player its policies, in the order of the tensor's axes
     */
    public List<List<TabularPolicy>> policies() {
        List<List<TabularPolicy>> policies = new ArrayList<>();
        for (Population population : populations) {
            List<TabularPolicy> list = new ArrayList<>();
            for (int k = 0; k < population.size(); k++) {
                list.add(population.policy(k));
            }
            policies.add(list);
        }
        return policies;
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
    }
}
