package org.aumann.bench.stochastic;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.StationaryEquilibrium;

/** Stationary equilibria of random games, seed by seed: how many are certified, and how long that takes. */
final class StationaryRuns {
    private static final int SEEDS = 20;
    private static final double TOLERANCE = 1e-9;
    private static final double NANOS = 1e9;

    private final PrintStream out;

    StationaryRuns(PrintStream out) {
        this.out = out;
    }

    void run() {
        out.println("| game | certified | median s | greatest s | first s | largest relative gap | not certified |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        run("garnet(states=64,players=2,actions=4,seed=%d)");
        run("garnet(states=32,players=3,actions=3,seed=%d)");
    }

    private void run(String family) {
        List<Double> seconds = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        double gap = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            StochasticModel model = StochasticCatalogue.model(String.format(Locale.ROOT, family, seed));
            long begun = System.nanoTime();
            JointActionResult result = solve(model);
            seconds.add((System.nanoTime() - begun) / NANOS);
            double found = result.certificate().relativeGap(SolutionConcept.CCE);
            if (result.status() == Status.CONVERGED) {
                gap = Math.max(gap, found);
            } else {
                failed.add(seed);
            }
        }
        double first = seconds.getFirst();
        Collections.sort(seconds);
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d of %d | %.2f | %.2f | %.2f | %.1e | %s |",
                family.replace("%d", "0.." + (SEEDS - 1)),
                SEEDS - failed.size(),
                SEEDS,
                seconds.get(SEEDS / 2),
                seconds.getLast(),
                first,
                gap,
                failed));
    }

    private static JointActionResult solve(StochasticModel model) {
        LoopLimits limits = new LoopLimits(TOLERANCE, 0, 5_000, Duration.ofMinutes(1));
        try (StationaryEquilibrium search = new StationaryEquilibrium(model, limits, LoopListener.silent())) {
            return search.run();
        }
    }
}
