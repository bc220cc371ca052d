package org.aumann.solvers.psro;

import java.time.Duration;
import java.util.List;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.ResponseGains;

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
     * A distribution over joint policies, as the loop sees it: gains are what its oracle found, so that they are at least as
     * large in the full game.
     *
     * @param status how its meta-solve ended
     * @param measured what best responses gain
     * @param excess of the gains above the ε of the meta-solve, payoff units
     */
    public record Assessment(String status, ResponseGains measured, double excess) {
        /**
         * The measured gap.
         *
         * @return the gap
         */
        public EquilibriumGap gap() {
            return measured.gap();
        }

        /**
         * The sum of what the players get.
         *
         * @return payoff units
         */
        public double welfare() {
            return measured.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
