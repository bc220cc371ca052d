package org.aumann.app.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.aumann.app.report.BatchDocument;
import org.aumann.app.report.BatchProgress;
import org.aumann.app.report.GameDocument;
import org.aumann.core.Deadline;
import org.aumann.core.format.BatchFiles;
import org.aumann.core.payoff.GameBatch;
import org.aumann.kernels.BatchObjective;
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

/** A solve of many games of one shape: by the kernel for batches where it finds what the solver does, else game by game. */
final class BatchTask implements Task {
    private final SolveRequest request;
    private final MetaSolver solver;
    private final SolveOptions options;
    private final BackendChoice choice;

    BatchTask(SolveRequest request) {
        this.request = request;
        this.solver = request.solver();
        this.options = request.options();
        this.choice = request.backend().needing(solver.needs());
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + request.game());
        try (GameBatch batch = GameSource.batch(request.game())) {
            request.settings().requirePlayers(batch.index().playerCount());
            Optional<BatchObjective> objective = BatchSolver.objective(solver, batch.index());
            Set<Capability> needs = objective.isPresent() ? Set.of(Capability.BATCHES) : Set.of();
            try (ComputeBackend backend =
                    choice.needing(needs).open(batch.segment().byteSize() / Double.BYTES)) {
                return run(batch, objective, backend, listener);
            }
        }
    }

    private boolean run(
            GameBatch batch, Optional<BatchObjective> objective, ComputeBackend backend, TaskListener listener) {
        BackendChoice.log(backend, listener);
        listener.status("solving");
        long started = System.nanoTime();
        BatchListener watcher = watcher(batch.gameCount(), listener);
        BatchSolution solution = objective
                .map(kind -> byKernel(batch, kind, backend, watcher))
                .orElseGet(() -> new GameByGame(solver, backend, options).solve(batch, watcher));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        listener.results(
                IntStream.range(0, batch.gameCount()).mapToObj(game -> GameDocument.of(solution, game)),
                BatchDocument.of(
                        solution,
                        GameSource.stem(request.game()),
                        solver.id(),
                        backend.id(),
                        objective.isPresent(),
                        elapsed));
        int optimal = solution.count(GameStatus.OPTIMAL);
        if (optimal > 0 && request.out() != null) {
            write(solution, request.out());
        }
        return optimal == batch.gameCount();
    }

    private BatchSolution byKernel(
            GameBatch batch, BatchObjective objective, ComputeBackend backend, BatchListener watcher) {
        Deadline deadline = options.deadline().within(options.timeLimit());
        try (BatchSolver kernel =
                new BatchSolver(backend, batch.index(), solver.concept(), objective, batch.gameCount())) {
            return kernel.solve(batch, BatchOptions.defaults().withTolerance(options.tolerance()), deadline, watcher);
        }
    }

    private static void write(BatchSolution solution, Path out) {
        int games = solution.gameCount();
        int players = solution.index().playerCount();
        double[] values = new double[Math.multiplyExact(games, players)];
        boolean[] isOptimal = new boolean[games];
        for (int game = 0; game < games; game++) {
            isOptimal[game] = solution.status(game) == GameStatus.OPTIMAL;
            for (int p = 0; p < players; p++) {
                values[game * players + p] = solution.answer(game).values().get(p);
            }
        }
        BatchFiles.write(out, solution.index(), solution.sigma(), values, isOptimal);
    }

    private static BatchListener watcher(int gameCount, TaskListener listener) {
        Pace pace = new Pace();
        return games -> {
            if (pace.isDue()) {
                BatchProgress progress = new BatchProgress(games, gameCount, pace.seconds());
                listener.status(progress.describe());
                listener.event("batch", progress);
            }
        };
    }
}
