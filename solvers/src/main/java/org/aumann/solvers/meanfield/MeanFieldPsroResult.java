package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.solvers.loop.Status;

/**
 * What mean-field PSRO found.
 *
 * @param status how it ended
 * @param policies per population those of the mediator
 * @param mediator the equilibrium
 * @param gaps of the mediator, per population
 * @param history every outer iteration
 */
public record MeanFieldPsroResult(
        Status status,
        List<List<MeanFieldPolicy>> policies,
        Mediator mediator,
        List<MeanFieldGap> gaps,
        List<MeanFieldIteration> history) {
    /** Copies the lists. */
    public MeanFieldPsroResult {
        policies = policies.stream().map(List::copyOf).toList();
        gaps = List.copyOf(gaps);
        history = List.copyOf(history);
    }
}
