package org.aumann.solvers.psro;

import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;

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
     * @return the responses with their gains
     */
    List<BestResponse> respond(PolicyGame game, JointDistribution sigma, int player, SolutionConcept concept);
}
