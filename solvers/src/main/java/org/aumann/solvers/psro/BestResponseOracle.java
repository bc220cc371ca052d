package org.aumann.solvers.psro;

import java.util.List;
import java.util.random.RandomGenerator;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.solvers.loop.PolicyGame;

/** Produces the best responses of a player to a distribution over joint policies. */
public interface BestResponseOracle {
    /**
     * The best responses of a player.
     *
     * <p>CCE: one, against the joint co-player marginal. CE: one for each recommendation of positive
     * probability, against the co-players' conditional.
     *
     * @param game the policies and their payoffs
     * @param sigma a distribution over joint policies
     * @param player player from 0
     * @param concept CE or CCE
     * @param random the draws of this call: those of an iteration and a player
     * @return the responses with their gains
     */
    List<BestResponse> respond(
            PolicyGame<TabularPolicy> game,
            JointDistribution sigma,
            int player,
            SolutionConcept concept,
            RandomGenerator random);
}
