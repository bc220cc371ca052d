package org.aumann.core.format;

import java.math.BigInteger;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;

/** Whether an agent of match results is the same in every seat. */
public enum Seating {
    /** Each player has agents of its own: a match counts for the agents in the seats where they sat. */
    SEPARATE {
        @Override
        List<Integer> group(List<Integer> agents) {
            return agents;
        }

        @Override
        int place(List<Integer> group, List<Integer> agents, int player) {
            return player;
        }

        @Override
        int sharing(List<Integer> group, int place) {
            return 1;
        }

        @Override
        BigInteger count(JointActionIndex index) {
            return BigInteger.valueOf(index.jointActionCount());
        }

        @Override
        String noun() {
            return "joint actions";
        }
    },

    /**
     * All players draw from one population: a match counts for its agents in all orders, and where an agent plays itself,
     * each gets the mean of what they scored. The game is symmetric.
     */
    ONE_POPULATION {
        @Override
        List<Integer> group(List<Integer> agents) {
            return agents.stream().sorted().toList();
        }

        @Override
        int place(List<Integer> group, List<Integer> agents, int player) {
            return group.indexOf(agents.get(player));
        }

        @Override
        int sharing(List<Integer> group, int place) {
            return (int) group.stream().filter(group.get(place)::equals).count();
        }

        // Multisets of n of K agents: (K + n − 1)! / (n! (K − 1)!).
        @Override
        BigInteger count(JointActionIndex index) {
            BigInteger count = BigInteger.ONE;
            for (int k = 1; k <= index.playerCount(); k++) {
                count = count.multiply(BigInteger.valueOf(index.actionCount(0) + k - 1L))
                        .divide(BigInteger.valueOf(k));
            }
            return count;
        }

        @Override
        String noun() {
            return "groups of agents";
        }
    };

    /**
     * Which matches are told together.
     *
     * @param agents numbers of the agents, by seat
     * @return the same for all of a kind, and as long
     */
    abstract List<Integer> group(List<Integer> agents);

    /**
     * Where a player's score is told.
     *
     * @param group of the match
     * @param agents numbers of the agents, by seat
     * @param player the seat
     * @return a place in the group
     */
    abstract int place(List<Integer> group, List<Integer> agents, int player);

    /**
     * How many agents of a match share a place.
     *
     * @param group of the match
     * @param place one that {@link #place} returns
     * @return at least 1
     */
    abstract int sharing(List<Integer> group, int place);

    /**
     * How many groups there are.
     *
     * @param index of the joint actions
     * @return at least 1
     */
    abstract BigInteger count(JointActionIndex index);

    /**
     * What the groups are called in messages.
     *
     * @return a plural
     */
    abstract String noun();
}
