package org.aumann.solvers.empirical;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How long to sample.
 *
 * @param episodes most episodes to play in all
 * @param confidence of all statements of a run together, in (0, 1)
 * @param decide ε, payoff units: end as soon as it is known whether some deviation gains more; empty to play all
 *     episodes
 * @param timeLimit most wall-clock time; checked between rounds, and left to the solver
 * @param seed chooses the episodes
 */
public record SamplingOptions(long episodes, double confidence, OptionalDouble decide, Duration timeLimit, long seed) {
    /** Checks the ranges. */
    public SamplingOptions {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes (" + episodes + ") must be at least 1");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence (" + confidence + ") must be in (0, 1)");
        }
    }
}
