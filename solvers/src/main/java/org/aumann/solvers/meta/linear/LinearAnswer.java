package org.aumann.solvers.meta.linear;

import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.solvers.loop.Status;

/**
 * How a linear program ended. Owns its distribution.
 *
 * @param status how it ended
 * @param sigma the best distribution found; the uniform one if there is none
 * @param value its objective; NaN if there is none
 * @param lower a bound that some distribution within ε reaches, −∞ if none is known
 * @param upper a bound that no distribution within ε exceeds, infinite if none is known
 * @param residual width of the bracket in units of the objective's range, infinite if there is none
 * @param known the joint actions that the last master knew, ascending
 * @param iterations rounds of the method
 * @param evaluations passes over the payoffs
 * @param notes retries and the like
 */
public record LinearAnswer(
        Status status,
        JointDistribution sigma,
        double value,
        double lower,
        double upper,
        double residual,
        List<Long> known,
        long iterations,
        long evaluations,
        List<String> notes) {
    /** Copies the lists. */
    public LinearAnswer {
        known = List.copyOf(known);
        notes = List.copyOf(notes);
    }
}
