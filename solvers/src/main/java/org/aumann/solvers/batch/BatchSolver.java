package org.aumann.solvers.meta;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;

/**
 * Maximum-entropy equilibria of many small games of one shape, again and again: the stage games of value iteration.
 *
 * <p>Every solve starts from the multipliers of the one before, game by game, unless that is no better than starting
 * anew; a little change of the payoffs takes a third of the steps. A game on which the kernel fails, as it does on those with
 * penalties, is solved once more by itself. Not safe for use by several threads.
 */
public final class BatchSolver implements AutoCloseable {
    /** Games that are solved between two looks at the clock. */
    private static final int CHUNK = 4_096;

    private final ComputeBackend backend;
    private final BatchOperator operator;
    private final JointBuffer payoffs;

    /**
     * A solver for batches of a given size.
     *
     * @param backend runs it; not owned, closed later
     * @param index the joint actions of every game
     * @param concept CE or CCE
     * @param gameCount number of games, at least 1
     */
    public BatchSolver(ComputeBackend backend, JointActionIndex index, SolutionConcept concept, int gameCount) {
        this.backend = backend;
        this.operator = backend.batch(index, concept, gameCount);
        long size =
                Math.multiplyExact(Math.multiplyExact(gameCount, (long) index.playerCount()), index.jointActionCount());
        this.payoffs = backend.allocate(size);
    }

    /**
     * Solves and certifies all games.
     *
     * @param batch the games, as many and of the shape as the solver was made for. Not modified.
     * @param options what to solve to
     * @param deadline after it no more games are begun; looked at every few thousand games
     * @return what came of it, whatever the statuses
     * @throws org.aumann.core.InvalidInputException if a payoff is not finite
     */
    public BatchSolution solve(GameBatch batch, BatchOptions options, Deadline deadline) {
        if (!batch.index().equals(operator.index()) || batch.gameCount() != operator.gameCount()) {
            throw new IllegalArgumentException("batch (" + batch.gameCount() + " games " + batch.index() + ") must be "
                    + operator.gameCount() + " games " + operator.index());
        }
        batch.requireFinite();
        payoffs.write(batch.segment());
        int solved = 0;
        while (solved < operator.gameCount() && !deadline.isOver()) {
            int end = Math.min(operator.gameCount(), solved + CHUNK);
            operator.solve(payoffs, solved, end, options);
            solved = end;
        }
        BatchSolution solution = new BatchSolution(batch, operator, solved, options);
        for (int game = 0; game < solved; game++) {
            if (needsMore(batch, game, solution.status(game)) && !deadline.isOver()) {
                solveAlone(batch, game, options, deadline, solution);
            }
        }
        return solution;
    }

    private static boolean needsMore(GameBatch batch, int game, BatchStatus status) {
        return status == BatchStatus.NUMERICAL_FAILURE
                || (status == BatchStatus.ITERATION_LIMIT
                        && IntStream.range(0, batch.index().playerCount())
                                .anyMatch(p -> batch.spread(game, p).hasOutliers()));
    }

    /** Once more by itself, where rows may be far apart: the kernel's tolerance is relative to the largest difference. */
    private void solveAlone(
            GameBatch batch, int game, BatchOptions options, Deadline deadline, BatchSolution solution) {
        try (PayoffTensor payoffs = batch.tensor(game)) {
            List<Double> epsilons = IntStream.range(0, payoffs.playerCount())
                    .mapToObj(p -> options.epsilon() * payoffs.spread(p).largestDifference())
                    .toList();
            EquilibriumSolver solver = new EquilibriumSolver(
                    SelectionObjective.ENTROPY,
                    operator.concept(),
                    EpsilonRule.GIVEN,
                    SelectionSettings.defaults().withEpsilons(epsilons));
            SolveOptions once =
                    SolveOptions.defaults().withTolerance(options.tolerance()).withDeadline(deadline);
            if (solver.solve(MetaGame.of(payoffs), backend, once) instanceof SolveOutcome.Optimal(SolveReport report)) {
                solution.replace(batch, game, report);
            }
        }
    }

    /** Makes the next solve start from nothing. */
    public void forget() {
        try (Arena arena = Arena.ofConfined()) {
            operator.multipliers()
                    .write(arena.allocate(Double.BYTES * operator.multipliers().size(), Double.BYTES));
        }
    }

    @Override
    public void close() {
        payoffs.close();
        operator.close();
    }
}
