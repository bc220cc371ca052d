package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldPolicy;

/**
 * What mean-field PSRO found.
 *
 * @param status how it ended
 * @param policies per population those of the device
 * @param device the equilibrium
 * @param gaps of the device, per population
 * @param history every outer iteration
 */
public record MeanFieldPsroResult(
        Status status,
        List<List<MeanFieldPolicy>> policies,
        CorrelationDevice device,
        List<MeanFieldGap> gaps,
        List<MeanFieldIteration> history) {
    /** How a run ended. */
    public enum Status {
        /** The gap is within the tolerance. */
        CONVERGED,
        /** There is no new policy, and ρ_tol has come down to ρ_lim. */
        EXHAUSTED,
        /** So many outer iterations as were allowed. */
        ITERATION_LIMIT,
        /** Time ran out. */
        TIME_LIMIT
    }

    /** Copies the lists. */
    public MeanFieldPsroResult {
        policies = policies.stream().map(List::copyOf).toList();
        gaps = List.copyOf(gaps);
        history = List.copyOf(history);
    }
}
