package org.aumann.bench.stochastic;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.Selection;
import org.aumann.solvers.stochastic.ValueIteration;

/** How fast sweeps over large random games are. */
final class SweepRuns {
    private static final int SWEEPS = 20;
    private static final double NANOS = 1e9;

    private final ComputeBackend backend;
    private final PrintStream out;

    SweepRuns(ComputeBackend backend, PrintStream out) {
        this.backend = backend;
        this.out = out;
    }

    void run() {
        out.println("| game | selection | sweeps | change | seconds | stage games a second |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        for (String game : new String[] {
            "garnet(states=10000,players=2,actions=5,branching=4)",
            "garnet(states=100000,players=2,actions=5,branching=4)"
        }) {
            StochasticModel model = StochasticCatalogue.model(game);
            LoopLimits limits = new LoopLimits(1e-6, 0, SWEEPS, Duration.ofMinutes(5));
            long begun = System.nanoTime();
            try (ValueIteration planner =
                    new ValueIteration(model, Selection.UTILITARIAN, backend, limits, LoopListener.silent())) {
                JointActionResult result = planner.run();
                double seconds = (System.nanoTime() - begun) / NANOS;
                out.println(String.format(
                        Locale.ROOT,
                        "| %s | utilitarian | %d | %s | %.1f | %.0f |",
                        game,
                        result.history().size(),
                        PlanningRuns.number(result.history().getLast().residual()),
                        seconds,
                        result.work().stageSolves() / seconds));
            }
        }
    }
}
