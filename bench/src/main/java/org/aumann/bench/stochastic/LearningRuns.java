package org.aumann.bench.stochastic;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.stochastic.StepSize;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.QLearning;
import org.aumann.solvers.stochastic.QLearningOptions;
import org.aumann.solvers.stochastic.Selection;
import org.aumann.solvers.stochastic.ValueIteration;

/** Learned values beside planned ones, medians over many copies. */
final class LearningRuns {
    private static final int COPIES = 100;
    private static final double DRIFT = 1e-3;
    private static final double NANOS = 1e9;

    /** A run: the published number of moves with a step size that suits the game. */
    private record Case(String game, Selection selection, long steps, StepSize stepSize) {}

    private static final List<Case> CASES = List.of(
            new Case("grid_game_1", Selection.UTILITARIAN, 10_000, new StepSize.Constant(1)),
            new Case("grid_game_1", Selection.FRIEND, 10_000, new StepSize.Constant(1)),
            new Case("grid_game_2", Selection.FRIEND, 10_000, new StepSize.ByVisits(0.5)),
            new Case("grid_game_2", Selection.MINIMAX, 30_000, new StepSize.ByVisits(0.5)),
            new Case("grid_game_2", Selection.NASH, 10_000, new StepSize.ByVisits(0.5)),
            new Case("grid_game_3", Selection.UTILITARIAN, 10_000, new StepSize.Constant(1)),
            new Case("grid_game_3", Selection.EGALITARIAN, 10_000, new StepSize.Constant(1)),
            new Case("soccer_4x2", Selection.MINIMAX, 100_000, new StepSize.Constant(0.05)));

    private final ComputeBackend backend;
    private final PrintStream out;

    LearningRuns(ComputeBackend backend, PrintStream out) {
        this.backend = backend;
        this.out = out;
    }

    void run() {
        out.println("| game | selection | moves x copies | learned | planned | CE gap of a copy | seconds |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Case one : CASES) {
            StochasticModel model = StochasticCatalogue.model(one.game());
            LoopLimits limits = new LoopLimits(1e-9, 0, 2_000, Duration.ofMinutes(5));
            List<Double> planned;
            try (ValueIteration planner =
                    new ValueIteration(model, one.selection(), backend, limits, LoopListener.silent())) {
                planned = planner.run().values();
            }
            QLearningOptions options = QLearningOptions.of(one.selection())
                    .withSteps(one.steps(), COPIES)
                    .withStepSize(one.stepSize())
                    .withDrift(DRIFT);
            long begun = System.nanoTime();
            try (QLearning learners = new QLearning(model, options, backend, limits, LoopListener.silent())) {
                JointActionResult result = learners.run();
                out.println(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d x %d | %s | %s | %s | %.1f |",
                        one.game(),
                        one.selection().id(),
                        one.steps(),
                        COPIES,
                        PlanningRuns.values(result.values()),
                        PlanningRuns.values(planned),
                        PlanningRuns.number(result.certificate().gap(SolutionConcept.CE)),
                        (System.nanoTime() - begun) / NANOS));
            }
        }
    }
}
