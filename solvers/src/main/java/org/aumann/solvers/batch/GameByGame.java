package org.aumann.solvers.batch;

import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;

/** A batch by a solver of single games, one after the other, each as if it were alone. Immutable. */
public final class GameByGame {
    private final MetaSolver solver;
    private final ComputeBackend backend;
    private final SolveOptions options;

    /**
     * Any solver for batches.
     *
     * @param solver solves every game
     * @param backend runs the kernels; not owned
     * @param options when to stop; the time limit is that of the whole batch
     */
    public GameByGame(MetaSolver solver, ComputeBackend backend, SolveOptions options) {
        this.solver = solver;
        this.backend = backend;
        this.options = options;
    }

    /**
     * Solves and certifies all games.
     *
     * @param batch the games, finite. Not modified.
     * @param listener hears of every game
     * @return what came of it, whatever the statuses; games whose turn did not come are uniform
     * @throws InvalidInputException if the solver cannot solve a game; says which
     */
    public BatchSolution solve(GameBatch batch, BatchListener listener) {
        Deadline deadline = options.deadline().within(options.timeLimit());
        BatchSolution solution = new BatchSolution(batch.index(), solver.concept(), batch.gameCount());
        BatchGate gate = new BatchGate(batch, solver.concept(), BatchObjective.entropy(), BatchOptions.defaults());
        int begun = 0;
        while (begun < batch.gameCount() && !deadline.isOver()) {
            try (PayoffTensor payoffs = batch.tensor(begun)) {
                solution.set(begun, solver.solve(MetaGame.of(payoffs), backend, options.withDeadline(deadline)));
            } catch (InvalidInputException e) {
                throw new InvalidInputException("game " + begun + ": " + e.getMessage());
            }
            listener.onGames(++begun);
        }
        IntStream.range(begun, batch.gameCount())
                .parallel()
                .forEach(game -> solution.setUniform(game, gate.without(game, GameStatus.TIME_LIMIT)));
        return solution;
    }
}
