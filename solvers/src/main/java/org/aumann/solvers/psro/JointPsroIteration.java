package org.aumann.solvers.psro;

import java.time.Duration;
import java.util.List;
import org.aumann.core.equilibrium.EquilibriumGap;

/**
 * What one iteration found.
 *
 * @param iteration from 1
 * @param policies number of policies per player
 * @param train the training distribution in the full game
 * @param eval the evaluation distribution in the full game
 * @param novelPolicies policies that entered a population for the first time
 * @param payoffs time spent on payoffs of joint policies
 * @param solve time spent in meta-solvers
 * @param bestResponse time spent on best responses
 */
public record JointPsroIteration(
        int iteration,
        List<Integer> policies,
        Assessment train,
        Assessment eval,
        int novelPolicies,
        Duration payoffs,
        Duration solve,
        Duration bestResponse) {
    /** Copies the list. */
    public JointPsroIteration {
        policies = List.copyOf(policies);
    }

    /**
     * A distribution over joint policies, seen from the full game.
     *
     * @param status how its meta-solve ended
     * @param values expected payoff per player
     * @param gap what the players could gain by any policy of the full game
     */
    public record Assessment(String status, List<Double> values, EquilibriumGap gap) {
        /** Copies the list. */
        public Assessment {
            values = List.copyOf(values);
        }
    }
}
