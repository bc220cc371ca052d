package org.aumann.core.payoff;

import java.util.List;
import org.aumann.core.InvalidInputException;

/**
 * What the agents of one population get against each other, two in a match; what one would get against itself is left
 * open. Immutable and safe for use by several threads.
 */
public final class HeadToHead {
    private final List<String> agents;
    private final double[] payoffs;

    private HeadToHead(List<String> agents, double[] payoffs) {
        this.agents = agents;
        this.payoffs = payoffs;
    }

    /** What an agent gets. */
    @FunctionalInterface
    public interface Payoff {
        /**
         * The payoff against another agent.
         *
         * @param agent from 0
         * @param opponent from 0, another one
         * @return payoff units
         */
        double of(int agent, int opponent);
    }

    /**
     * A population by its payoffs.
     *
     * @param agents their names
     * @param payoff called once for every ordered pair of different agents
     * @return the payoffs
     * @throws InvalidInputException if they do not fit into an array
     */
    public static HeadToHead of(List<String> agents, Payoff payoff) {
        int count = agents.size();
        if ((long) count * count > Integer.MAX_VALUE) {
            throw new InvalidInputException("agents (" + count + ") must be at most 46340");
        }
        double[] payoffs = new double[count * count];
        for (int agent = 0; agent < count; agent++) {
            for (int opponent = 0; opponent < count; opponent++) {
                if (agent != opponent) {
                    payoffs[agent * count + opponent] = payoff.of(agent, opponent);
                }
            }
        }
        return new HeadToHead(List.copyOf(agents), payoffs);
    }

    /**
     * The names of the agents.
     *
     * @return at least one
     */
    public List<String> agents() {
        return agents;
    }

    /**
     * What an agent gets against another.
     *
     * @param agent from 0
     * @param opponent from 0, another one
     * @return payoff units
     */
    public double payoff(int agent, int opponent) {
        return payoffs[agent * agents.size() + opponent];
    }

    /**
     * The width of the range of all payoffs.
     *
     * @return payoff units; 0 if there is but one agent
     */
    public double rangeWidth() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int agent = 0; agent < agents.size(); agent++) {
            for (int opponent = 0; opponent < agents.size(); opponent++) {
                if (agent != opponent) {
                    least = Math.min(least, payoff(agent, opponent));
                    greatest = Math.max(greatest, payoff(agent, opponent));
                }
            }
        }
        return Math.max(0, greatest - least);
    }
}
