package org.aumann.solvers.batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.meta.program.EpsilonRule;
import org.aumann.solvers.meta.program.SelectionObjective;
import org.aumann.solvers.meta.program.SelectionSettings;

/**
 * Equilibria of many small games of one shape by a kernel (K6), again and again: a file of games, or the
 * stage games of value iteration.
 *
 * <p>Every solve starts from the one before, game by game: a little change of the payoffs takes maximum entropy a third of the steps, and no
 * change takes none of any objective. A game that the kernel leaves open, as it does about one in a thousand with maximum entropy and fewer
 * with the others, is solved once more by itself, unless the objective is egalitarian, which no solver of single games has. Not
 * safe for use by several threads.
 */
public final class BatchSolver implements AutoCloseable {
    /** Part of the tolerance that the kernel solves to, so that its rounding is not what the certificate refuses. */
    private static final double KERNEL_PART = 1.0 / 8;

    /** Most games that are solved between two looks at the clock. */
    private static final int MOST = 4_096;

    /** Fewest, and the first ones: the lanes of some threads. */
    private static final int FEWEST = 64;

    /** What shall be between two looks. */
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final ComputeBackend backend;
    private final BatchOperator operator;
    private final JointBuffer payoffs;

    /**
     * A solver for batches of a given size.
     *
     * @param backend runs it; not owned, closed later
     * @param index the joint actions of every game
     * @param concept CE or CCE
     * @param objective which of the equilibria
     * @param gameCount number of games, at least 1
     */
    public BatchSolver(
            ComputeBackend backend,
            JointActionIndex index,
            SolutionConcept concept,
            BatchObjective objective,
            int gameCount) {
        this.backend = backend;
        this.operator = backend.batch(index, concept, objective, gameCount);
        long size =
                Math.multiplyExact(Math.multiplyExact(gameCount, (long) index.playerCount()), index.jointActionCount());
        this.payoffs = backend.allocate(size);
    }

    /**
     * Whether the kernel finds what a solver of single games does: there is an {@link #objective}.
     *
     * @param solver the meta-solver
     * @param index the joint actions of every game
     * @return false for those that only {@link GameByGame} solves
     */
    public static boolean suits(MetaSolver solver, JointActionIndex index) {
        return objective(solver, index).isPresent();
    }

    /**
     * What the kernel is to maximise to find what a solver of single games does: {@code me…}, {@code mg…}, {@code mw…} and
     * {@code lw…} at ε = 0 and without a tilt, of games that are small. The ε of the kernel is relative to another difference in every
     * game.
     *
     * @param solver the meta-solver
     * @param index the joint actions of every game
     * @return the objective; empty for what only {@link GameByGame} solves
     */
    public static Optional<BatchObjective> objective(MetaSolver solver, JointActionIndex index) {
        if (!(solver instanceof EquilibriumSolver selection)
                || selection.rule() != EpsilonRule.GIVEN
                || selection.settings().epsilons().stream().anyMatch(epsilon -> epsilon != 0)
                || selection.settings().tilt() != 0
                || selection.concept().rowCount(index) > BatchOperator.GREATEST_ROWS) {
            return Optional.empty();
        }
        boolean isSmall = index.jointActionCount() <= BatchOperator.GREATEST_COLUMNS;
        return switch (selection.objective()) {
            case ENTROPY -> Optional.of(BatchObjective.entropy());
            case GINI -> isSmall ? Optional.of(BatchObjective.gini()) : Optional.empty();
            case WELFARE -> isSmall ? Optional.of(welfare(selection, index, 1)) : Optional.empty();
            case LEAST_WELFARE -> isSmall ? Optional.of(welfare(selection, index, -1)) : Optional.empty();
            case RELATIVE_ENTROPY, RANDOM_WELFARE, RANDOM_VERTEX -> Optional.empty();
        };
    }

    private static BatchObjective welfare(EquilibriumSolver selection, JointActionIndex index, double sign) {
        double[] weights = selection.settings().weightOf(index.playerCount());
        return new BatchObjective.Linear(
                Arrays.stream(weights).mapToObj(weight -> sign * weight).toList());
    }

    /** What a solver of single games is to do the same; empty if there is none. */
    private static Optional<SelectionObjective> alone(BatchObjective objective) {
        return switch (objective) {
            case BatchObjective.Entropy _ -> Optional.of(SelectionObjective.ENTROPY);
            case BatchObjective.Gini _ -> Optional.of(SelectionObjective.GINI);
            case BatchObjective.Linear _ -> Optional.of(SelectionObjective.WELFARE);
            case BatchObjective.Egalitarian _ -> Optional.empty();
        };
    }

    /**
     * Solves and certifies all games.
     *
     * @param batch the games, as many and of the shape as the solver was made for. Not modified.
     * @param options what to solve to
     * @param deadline after it no more games are begun; looked at several times a second, if games are small
     * @return what came of it, whatever the statuses
     * @throws org.aumann.core.InvalidInputException if a payoff is not finite
     */
    public BatchSolution solve(GameBatch batch, BatchOptions options, Deadline deadline) {
        return solve(batch, options, deadline, BatchListener.SILENT);
    }

    /**
     * Solves and certifies all games.
     *
     * @param batch the games, as many and of the shape as the solver was made for. Not modified.
     * @param options what to solve to
     * @param deadline after it no more games are begun; looked at several times a second, if games are small
     * @param listener hears how many games the kernel has left behind
     * @return what came of it, whatever the statuses
     * @throws org.aumann.core.InvalidInputException if a payoff is not finite
     */
    public BatchSolution solve(GameBatch batch, BatchOptions options, Deadline deadline, BatchListener listener) {
        return solve(batch, batch.gameCount(), options, deadline, listener);
    }

    /**
     * Solves and certifies the first games.
     *
     * @param batch games, as many and of the shape as the solver was made for. Not modified.
     * @param gameCount how many of them, at least 1
     * @param options what to solve to
     * @param deadline after it no more games are begun; looked at several times a second, if games are small
     * @param listener hears how many games the kernel has left behind
     * @return what came of these games, whatever the statuses
     * @throws org.aumann.core.InvalidInputException if a payoff of any game is not finite
     */
    public BatchSolution solve(
            GameBatch batch, int gameCount, BatchOptions options, Deadline deadline, BatchListener listener) {
        if (!batch.index().equals(operator.index()) || batch.gameCount() != operator.gameCount()) {
            throw new IllegalArgumentException("batch (" + batch.gameCount() + " games " + batch.index() + ") must be "
                    + operator.gameCount() + " games " + operator.index());
        }
        batch.requireFinite();
        payoffs.write(batch.segment());
        int solved = 0;
        int chunk = FEWEST;
        while (solved < gameCount && !deadline.isOver()) {
            long begun = System.nanoTime();
            int end = (int) Math.min(gameCount, (long) solved + chunk);
            operator.solve(payoffs, solved, end, options.withTolerance(KERNEL_PART * options.tolerance()));
            solved = end;
            chunk = next(chunk, System.nanoTime() - begun);
            listener.onGames(solved);
        }
        BatchSolution solution = certified(batch, gameCount, solved, options);
        for (int game = 0; game < solved; game++) {
            if (isOpen(solution.status(game)) && !deadline.isOver()) {
                solveAlone(batch, game, options, deadline, solution);
            }
            if (isOpen(solution.status(game)) && deadline.isOver()) {
                solution.setAnswer(game, solution.answer(game).withStatus(GameStatus.TIME_LIMIT));
            }
        }
        return solution;
    }

    private static boolean isOpen(GameStatus status) {
        return status == GameStatus.NUMERICAL_FAILURE || status == GameStatus.ITERATION_LIMIT;
    }

    /** How many games are next, after so many have taken so long. */
    private static int next(int chunk, long nanos) {
        if (nanos > PERIOD.toNanos()) {
            return Math.max(FEWEST, chunk / 2);
        }
        return nanos < PERIOD.toNanos() / 2 ? Math.min(MOST, 2 * chunk) : chunk;
    }

    private BatchSolution certified(GameBatch batch, int gameCount, int solved, BatchOptions options) {
        BatchSolution solution = new BatchSolution(batch.index(), operator.concept(), batch.gameCount(), gameCount);
        solution.setSigma(operator.sigma());
        BatchGate gate = new BatchGate(batch, operator.concept(), operator.objective(), options);
        double[] reports = reports();
        IntStream.range(0, gameCount).parallel().forEach(game -> {
            double[] sigma = solution.sigma(game);
            if (game >= solved) {
                solution.setUniform(game, gate.without(game, GameStatus.TIME_LIMIT));
            } else if (!BatchGate.isDistribution(sigma)) {
                solution.setUniform(game, gate.without(game, GameStatus.NUMERICAL_FAILURE));
            } else {
                int first = game * BatchField.COUNT;
                GameStatus claimed = GameStatus.of(BatchStatus.of(reports[first + BatchField.STATUS.offset()]));
                double bound = reports[first + BatchField.BOUND.offset()];
                long iterations = (long) reports[first + BatchField.ITERATIONS.offset()];
                solution.setAnswer(game, gate.judge(game, sigma, claimed, bound, iterations));
            }
        });
        return solution;
    }

    private double[] reports() {
        double[] reports = new double[Math.toIntExact(operator.reports().size())];
        operator.reports().read(MemorySegment.ofArray(reports));
        return reports;
    }

    /** Once more by itself, where rows may be far apart: the kernel's tolerance is relative to the largest difference. */
    private void solveAlone(
            GameBatch batch, int game, BatchOptions options, Deadline deadline, BatchSolution solution) {
        Optional<SelectionObjective> objective = alone(operator.objective());
        if (objective.isEmpty()) {
            return;
        }
        try (PayoffTensor alone = batch.tensor(game)) {
            List<Double> weights =
                    operator.objective() instanceof BatchObjective.Linear(List<Double> given) ? given : List.of();
            List<Double> epsilons = IntStream.range(0, alone.playerCount())
                    .mapToObj(p -> options.epsilon() * alone.spread(p).largestDifference())
                    .toList();
            EquilibriumSolver solver = new EquilibriumSolver(
                    objective.get(),
                    operator.concept(),
                    EpsilonRule.GIVEN,
                    SelectionSettings.defaults().withEpsilons(epsilons).withWeights(weights));
            SolveOptions once =
                    SolveOptions.defaults().withTolerance(options.tolerance()).withDeadline(deadline);
            SolveOutcome outcome = solver.solve(MetaGame.of(alone), backend, once);
            if (outcome instanceof SolveOutcome.Optimal) {
                solution.set(game, outcome);
            }
        }
    }

    /** Makes the next solve start from nothing. */
    public void forget() {
        try (Arena arena = Arena.ofConfined()) {
            operator.multipliers()
                    .write(arena.allocate(
                            ValueLayout.JAVA_DOUBLE, operator.multipliers().size()));
        }
    }

    @Override
    public void close() {
        payoffs.close();
        operator.close();
    }
}
