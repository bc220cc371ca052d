package org.aumann.solvers.stochastic;

import java.util.List;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.solvers.loop.Status;
import org.jspecify.annotations.Nullable;

/**
 * How play of a stochastic game was found, and what is certified of it.
 *
 * @param status how the run ended; {@code CONVERGED} is about what the method iterates, not about the gap
 * @param policy the policy at the end
 * @param values what every player is to earn from the start by what the method iterates or learns
 * @param certificate what the policy is worth, and how far it is from an equilibrium
 * @param cycle where the run went round in circles; null if it did not
 * @param work what it took
 * @param history one entry an iteration
 */
public record JointActionResult(
        Status status,
        StationaryPolicy policy,
        List<Double> values,
        StationaryCertificate certificate,
        @Nullable SelectionCycle cycle,
        Work work,
        List<JointActionIteration> history) {
    /** Copies the lists. */
    public JointActionResult {
        values = List.copyOf(values);
        history = List.copyOf(history);
    }

    /**
     * What a run took.
     *
     * @param sweeps passes over all states, or steps of Newton's method along the path
     * @param stageSolves stage games that were solved
     * @param steps moves of the environments, of all copies together; 0 if none was played
     */
    public record Work(long sweeps, long stageSolves, long steps) {}
}
