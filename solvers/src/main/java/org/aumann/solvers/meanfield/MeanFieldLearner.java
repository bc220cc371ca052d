package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;

/** An iteration on the policies of all populations of a mean-field game, towards a Nash equilibrium. */
public interface MeanFieldLearner {
    /** One iteration. */
    void step();

    /**
     * Number of iterations so far.
     *
     * @return at least 0
     */
    long iterations();

    /**
     * The current policies; uniform before the first iteration.
     *
     * @return one per population
     */
    List<MeanFieldPolicy> policies();

    /**
     * Some iterations.
     *
     * @param count number of iterations
     */
    default void run(long count) {
        for (long k = 0; k < count; k++) {
            step();
        }
    }

    /**
     * What a best response of each population would gain against the current policies.
     *
     * @return a gap per population, in reward units, by the reference
     */
    default double[] exploitability() {
        return MeanFieldSweeps.exploitability(policies());
    }
}
