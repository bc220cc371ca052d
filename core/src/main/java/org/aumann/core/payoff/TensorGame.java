package org.aumann.core.payoff;

import java.util.Arrays;

/**
 * A game given by its payoff tensor, and how often each policy stands in its population.
 *
 * <p>A policy that was added {@code c} times keeps one row and counts {@code c} fold in the objectives that
 * see it: the joint action {@code a} has the multiplicity {@code w(a) = Π_p c_p(a_p)}. Does not own the
 * tensor. Immutable.
 */
public final class TensorGame implements MetaGame {
    private final PayoffTensor payoffs;
    private final int[][] repeats;
    private final boolean unweighted;

    private TensorGame(PayoffTensor payoffs, int[][] repeats) {
        this.payoffs = payoffs;
        this.repeats = repeats;
        this.unweighted = Arrays.stream(repeats).flatMapToInt(Arrays::stream).allMatch(c -> c == 1);
    }

    static TensorGame of(PayoffTensor payoffs) {
        int[][] repeats = new int[payoffs.playerCount()][];
        for (int p = 0; p < repeats.length; p++) {
            repeats[p] = new int[payoffs.index().actionCount(p)];
            Arrays.fill(repeats[p], 1);
        }
        return new TensorGame(payoffs, repeats);
    }

    static TensorGame of(PayoffTensor payoffs, int[][] repeats) {
        int[][] copy = new int[repeats.length][];
        for (int p = 0; p < repeats.length; p++) {
            copy[p] = repeats[p].clone();
            if (copy[p].length != payoffs.index().actionCount(p)) {
                throw new IllegalArgumentException("repeats[" + p + "].length (" + copy[p].length + ") must be "
                        + payoffs.index().actionCount(p));
            }
            for (int count : copy[p]) {
                if (count < 1) {
                    throw new IllegalArgumentException("repeat count (" + count + ") must be at least 1");
                }
            }
        }
        return new TensorGame(payoffs, copy);
    }

    /**
     * The payoffs.
     *
     * @return the tensor, not owned
     */
    public PayoffTensor payoffs() {
        return payoffs;
    }

    @Override
    public JointActionIndex index() {
        return payoffs.index();
    }

    /**
     * How often an action stands in its population.
     *
     * @param player player from 0
     * @param action action from 0
     * @return at least 1
     */
    public int repeats(int player, int action) {
        return repeats[player][action];
    }

    /**
     * How often each action of a player stands in its population.
     *
     * @param player player from 0
     * @return a copy
     */
    public int[] repeats(int player) {
        return repeats[player].clone();
    }

    @Override
    public JointActionIndex outcomes() {
        return payoffs.index();
    }

    @Override
    public int playersLike(int player) {
        return 1;
    }

    @Override
    public double payoff(int player, long outcome) {
        return payoffs.get(player, outcome);
    }

    @Override
    public PayoffSpread spread(int player) {
        return payoffs.spread(player);
    }

    @Override
    public boolean isUnweighted() {
        return unweighted;
    }

    @Override
    public double multiplicity(long jointAction) {
        double product = 1;
        for (int p = 0; !unweighted && p < repeats.length; p++) {
            product *= repeats[p][index().action(jointAction, p)];
        }
        return product;
    }
}
