package org.aumann.solvers.stochastic;

import java.util.List;
import org.aumann.core.stochastic.StationaryCertificate;

/**
 * Sweeps of value iteration that come again and again.
 *
 * @param period number of sweeps after which values and selections are the same
 * @param states the states whose selections change
 * @param play what is certified of the cyclic policy: the selections of a period one after the other, those of later sweeps first. A policy of
 *     the phase and the state; values and gains by {@code phase · states + state}
 * @param average what is certified of the mean of the selections of a period
 */
public record SelectionCycle(
        int period, List<Integer> states, StationaryCertificate play, StationaryCertificate average) {
    /** Copies the list. */
    public SelectionCycle {
        states = List.copyOf(states);
    }
}
