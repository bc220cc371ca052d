package org.aumann.solvers.psro;

import org.aumann.core.policy.TabularPolicy;

/**
 * A policy that is best against a joint mixture of the co-players' policies.
 *
 * @param recommendation the player's own policy that was recommended (CE); −1 where the response does not
 *     depend on it (CCE)
 * @param policy the response
 * @param gain what it earns above the recommended play, times the probability of the recommendation; payoff
 *     units, at least 0 but for rounding and populations without a best response
 */
public record BestResponse(int recommendation, TabularPolicy policy, double gain) {}
