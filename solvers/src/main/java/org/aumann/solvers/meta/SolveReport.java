package org.aumann.solvers.meta;

import java.time.Duration;
import java.util.List;
import org.aumann.core.distribution.JointDistribution;

/**
 * Everything a solve leaves behind, whatever its status.
 *
 * @param solver id of the solver
 * @param sigma the distribution
 * @param certificate what the float64 reference says of it
 * @param objective the objective with its bounds
 * @param epsilons per player the ε that was asked for or, for the rules that compute it, used; payoff units
 * @param multipliers dual variables, to warm start the next solve; all zero where the solver has none
 * @param iterations steps of the solver
 * @param evaluations passes over the payoff tensor
 * @param elapsed wall-clock time without the certificate
 * @param notes retries and anything else worth knowing, one line each
 */
public record SolveReport(
        String solver,
        JointDistribution sigma,
        Certificate certificate,
        ObjectiveBounds objective,
        List<Double> epsilons,
        Multipliers multipliers,
        long iterations,
        long evaluations,
        Duration elapsed,
        List<String> notes) {
    /** Copies the lists. */
    public SolveReport {
        epsilons = List.copyOf(epsilons);
        notes = List.copyOf(notes);
    }

    /**
     * The greatest ε of all players.
     *
     * @return payoff units
     */
    public double epsilon() {
        return epsilons.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
