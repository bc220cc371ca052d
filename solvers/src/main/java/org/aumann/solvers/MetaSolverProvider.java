package org.aumann.solvers;

import java.util.List;
import org.aumann.solvers.meta.MetaSolver;

/**
 * Meta-solvers of others: found by {@link java.util.ServiceLoader}, and then chosen by id like any other.
 *
 * <p>Implementations are public, have a public constructor without parameters, and stand in a file
 * {@code META-INF/services/org.aumann.solvers.MetaSolverProvider}. What the solvers call optimal passes our gate first: its
 * certificate is computed anew, for ε = 0 and our default tolerance or the one that was asked for.
 */
public interface MetaSolverProvider {
    /**
     * The solvers.
     *
     * @return solvers with ids that no other has
     */
    List<MetaSolver> solvers();
}
