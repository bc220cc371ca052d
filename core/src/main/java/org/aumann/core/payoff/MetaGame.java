package org.aumann.core.payoff;

/**
 * What a meta-solver solves: outcomes, what the players get there, and whose deviations count.
 *
 * <p>A distribution is over the outcomes. Those of a {@link TensorGame} are the joint actions; those of a
 * {@link SymmetricGame}, whose players are interchangeable, say only how many play what.
 */
public sealed interface MetaGame permits TensorGame, SymmetricGame {
    /**
     * The tensor of a population without repeats.
     *
     * @param payoffs the payoffs, not owned
     * @return a game in which every action counts once
     */
    static TensorGame of(PayoffTensor payoffs) {
        return TensorGame.of(payoffs);
    }

    /**
     * The tensor of a population with repeats.
     *
     * @param payoffs the payoffs, not owned
     * @param repeats per player one count per action, each at least 1. Not modified.
     * @return the game
     */
    static TensorGame of(PayoffTensor payoffs, int[][] repeats) {
        return TensorGame.of(payoffs, repeats);
    }

    /**
     * The players whose deviations are the rows of the incentive operator, with their actions: one of all that
     * are alike.
     *
     * @return their numbers of actions
     */
    JointActionIndex index();

    /**
     * What a distribution is over.
     *
     * @return {@link #index} itself where the outcomes are its joint actions, else a single axis
     */
    JointActionIndex outcomes();

    /**
     * How many players a player of {@link #index} stands for.
     *
     * @param player player from 0
     * @return at least 1
     */
    int playersLike(int player);

    /**
     * What a player gets; of players that are alike, on average.
     *
     * @param player player from 0
     * @param outcome an outcome
     * @return payoff units
     */
    double payoff(int player, long outcome);

    /**
     * How far the payoffs of a player lie apart.
     *
     * @param player player from 0
     * @return payoff units
     */
    PayoffSpread spread(int player);

    /**
     * What a player can get at all.
     *
     * @param player player from 0
     * @return payoff units
     */
    default PayoffRange range(int player) {
        return spread(player).range();
    }

    /**
     * How many joint actions an outcome stands for: its weight in the base measure of entropy and Gini impurity.
     *
     * @param outcome an outcome
     * @return {@code Π_p c_p(a_p)} for repeat counts c, {@code n! / Π_r c_r!} for a count profile c; at least 1
     */
    double multiplicity(long outcome);

    /**
     * Whether all multiplicities are 1.
     *
     * @return false if any is greater
     */
    boolean isUnweighted();
}
