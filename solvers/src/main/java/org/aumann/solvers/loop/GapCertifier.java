package org.aumann.solvers.loop;

import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.ResponseGains;

/**
 * What decides that a loop has converged: the gains of all responses in the whole game, by code that shares nothing with what
 * found the distribution.
 *
 * @param <P> a policy
 */
@FunctionalInterface
public interface GapCertifier<P> {
    /**
     * Certifies a distribution over joint policies.
     *
     * @param policies per player those that the axes of the distribution stand for
     * @param sigma the distribution
     * @return what every player gains by its best responses, and what the distribution is worth
     */
    ResponseGains certify(List<List<P>> policies, JointDistribution sigma);
}
