package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldPolicy;

/**
 * A mean-field PSRO run between two iterations. Going on from one at which policies have come in is going on with the run;
 * else the solution of the restricted game begins again from its mediator.
 *
 * @param history the iterations so far
 * @param policies per population, in the order they came in
 * @param mediator of the last restricted game
 * @param policyCounts per population, those that the mediator is over
 * @param regretTolerance ρ_tol of the next iteration, reward units
 * @param best the best mediator so far
 */
public record MeanFieldSnapshot(
        List<MeanFieldIteration> history,
        List<List<MeanFieldPolicy>> policies,
        Mediator mediator,
        List<Integer> policyCounts,
        double regretTolerance,
        CertifiedMediator best) {
    /** Copies the lists. */
    public MeanFieldSnapshot {
        history = List.copyOf(history);
        policies = policies.stream().map(List::copyOf).toList();
        policyCounts = List.copyOf(policyCounts);
    }
}
