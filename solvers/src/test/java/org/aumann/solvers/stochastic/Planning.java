package org.aumann.solvers.stochastic;

import java.time.Duration;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;

/** Runs for tests. */
final class Planning {
    static final LoopLimits LIMITS = new LoopLimits(1e-9, 0, 5_000, Duration.ofSeconds(60));

    private Planning() {}

    static JointActionResult plan(StochasticModel model, Selection selection, String backend) {
        return plan(model, selection, backend, LIMITS);
    }

    static JointActionResult plan(StochasticModel model, Selection selection, String id, LoopLimits limits) {
        try (ComputeBackend backend = Backends.named(id);
                ValueIteration run = new ValueIteration(model, selection, backend, limits, LoopListener.silent())) {
            return run.run();
        }
    }

    static JointActionResult equilibrium(StochasticModel model, LoopLimits limits) {
        try (StationaryEquilibrium run = new StationaryEquilibrium(model, limits, LoopListener.silent())) {
            return run.run();
        }
    }
}
