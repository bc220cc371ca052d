package org.aumann.app.cli;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.aumann.app.report.BatchDocument;
import org.aumann.app.report.BatchProgress;
import org.aumann.app.report.GameDocument;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.batch.BatchListener;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.BatchSolver;
import org.aumann.solvers.batch.GameByGame;
import org.aumann.solvers.batch.GameStatus;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.program.SelectionSettings;

/** A solve of many games of one shape: by the kernel for batches where it finds what the solver does, else game by game. */
final class BatchSolve {
    private final MetaSolver solver;
    private final SolveOptions options;
    private final SelectionSettings settings;
    private final SigmaOption out;

    BatchSolve(MetaSolver solver, SolveOptions options, SelectionSettings settings, SigmaOption out) {
        this.solver = solver;
        this.options = options;
        this.settings = settings;
        this.out = out;
    }

    int run(String name, BackendChoice choice, Output output) {
        try (GameBatch batch = GameSource.batch(name)) {
            settings.requirePlayers(batch.index().playerCount());
            boolean isByKernel = BatchSolver.suits(solver, batch.index());
            Set<Capability> needs = isByKernel ? Set.of(Capability.BATCHES) : Set.of();
            try (ComputeBackend backend = choice.and(needs).open(batch.segment().byteSize() / Double.BYTES)) {
                return run(name, batch, isByKernel, backend, output);
            }
        }
    }

    private int run(String name, GameBatch batch, boolean isByKernel, ComputeBackend backend, Output output) {
        BackendChoice.log(backend, output);
        output.status("solving");
        long started = System.nanoTime();
        BatchListener watcher = watcher(batch.gameCount(), output);
        BatchSolution solution = isByKernel
                ? byKernel(batch, backend, watcher)
                : new GameByGame(solver, backend, options).solve(batch, watcher);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        output.results(
                IntStream.range(0, batch.gameCount()).mapToObj(game -> GameDocument.of(solution, game)),
                BatchDocument.of(solution, GameSource.stem(name), solver.id(), backend.id(), isByKernel, elapsed));
        int optimal = solution.count(GameStatus.OPTIMAL);
        if (optimal > 0) {
            out.write(solution);
        }
        return optimal == batch.gameCount() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private BatchSolution byKernel(GameBatch batch, ComputeBackend backend, BatchListener watcher) {
        Deadline deadline = options.deadline().within(options.timeLimit());
        try (BatchSolver kernel = new BatchSolver(backend, batch.index(), solver.concept(), batch.gameCount())) {
            return kernel.solve(batch, BatchOptions.defaults().withTolerance(options.tolerance()), deadline, watcher);
        }
    }

    private static BatchListener watcher(int gameCount, Output output) {
        Pace pace = new Pace();
        return games -> {
            if (pace.isDue()) {
                BatchProgress progress = BatchProgress.of(games, gameCount, pace.seconds());
                output.status(progress.describe());
                output.event(() -> progress);
            }
        };
    }
}
