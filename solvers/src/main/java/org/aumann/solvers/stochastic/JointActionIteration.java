package org.aumann.solvers.stochastic;

import java.util.List;

/**
 * What a planner, a learner or the homotopy says of an iteration.
 *
 * @param number sweep, or step, from 1
 * @param residual what is left to converge, relative to the units of the values: of a planner and a learner the largest change of a value, of the
 *     homotopy how far its path is from the equilibrium that it leads to
 * @param values what every player is to earn from the start, as far as is known
 */
public record JointActionIteration(int number, double residual, List<Double> values) {
    /** Copies the list. */
    public JointActionIteration {
        values = List.copyOf(values);
    }
}
