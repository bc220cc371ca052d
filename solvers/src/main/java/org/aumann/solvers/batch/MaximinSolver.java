package org.aumann.solvers.batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.MaximinOperator;
import org.aumann.solvers.meta.CertifiedExcess;

/**
 * What players of many small games of one shape can secure against the others, by a kernel (K6), again and again. Between two
 * players it is the minimax strategy of each by his own payoffs. Values and bounds are computed anew from the payoffs, the strategies and
 * what the kernel says that the others do: a claim that they do not confirm is a {@link GameStatus#NUMERICAL_FAILURE}. Not
 * safe for use by several threads.
 */
public final class MaximinSolver implements AutoCloseable {
    /** Games that are solved between two looks at the clock. */
    private static final int CHUNK = 4_096;

    /** Value and bound may be apart by this part of the payoffs: more digits they do not have. */
    private static final double ROUNDING = 0x1p-50;

    private final MaximinOperator operator;
    private final JointBuffer payoffs;

    /**
     * A solver for batches of a given size.
     *
     * @param backend runs it; not owned, closed later
     * @param index the joint actions of every game
     * @param gameCount number of games, at least 1
     */
    public MaximinSolver(ComputeBackend backend, JointActionIndex index, int gameCount) {
        this.operator = backend.maximin(index, gameCount);
        long size =
                Math.multiplyExact(Math.multiplyExact(gameCount, (long) index.playerCount()), index.jointActionCount());
        this.payoffs = backend.allocate(size);
    }

    /**
     * Solves and certifies all games.
     *
     * @param batch the games, as many and of the shape as the solver was made for. Not modified.
     * @param options what to solve to; ε does not matter
     * @param deadline after it no more games are begun
     * @return what came of it, whatever the statuses
     * @throws org.aumann.core.InvalidInputException if a payoff is not finite
     */
    public MaximinSolution solve(GameBatch batch, BatchOptions options, Deadline deadline) {
        return solve(batch, batch.gameCount(), options, deadline);
    }

    /**
     * Solves and certifies the first games.
     *
     * @param batch games, as many and of the shape as the solver was made for. Not modified.
     * @param gameCount how many of them, at least 1
     * @param options what to solve to; ε does not matter
     * @param deadline after it no more games are begun
     * @return what came of these games, whatever the statuses; the others look as if time had run out
     * @throws org.aumann.core.InvalidInputException if a payoff of any game is not finite
     */
    public MaximinSolution solve(GameBatch batch, int gameCount, BatchOptions options, Deadline deadline) {
        if (!batch.index().equals(operator.index()) || batch.gameCount() != operator.gameCount()) {
            throw new IllegalArgumentException("batch (" + batch.gameCount() + " games " + batch.index() + ") must be "
                    + operator.gameCount() + " games " + operator.index());
        }
        batch.requireFinite();
        payoffs.write(batch.segment());
        int solved = 0;
        while (solved < gameCount && !deadline.isOver()) {
            int end = Math.min(gameCount, solved + CHUNK);
            operator.solve(payoffs, solved, end, options);
            solved = end;
        }
        return certified(batch, solved, options);
    }

    private MaximinSolution certified(GameBatch batch, int solved, BatchOptions options) {
        double[] strategies = read(operator.strategies());
        double[] multipliers = read(operator.multipliers());
        double[] reports = read(operator.reports());
        JointActionIndex index = batch.index();
        int players = index.playerCount();
        int perGame = multipliers.length / batch.gameCount();
        MaximinSolution solution = new MaximinSolution(index, strategies, batch.gameCount());
        IntStream.range(0, batch.gameCount()).parallel().forEach(game -> {
            int first = game * perGame;
            for (int p = 0; p < players; p++) {
                int rows = (int) (index.jointActionCount() / index.actionCount(p));
                boolean isBegun = game < solved;
                double[] strategy = solution.strategy(game, p);
                boolean isStrategy = isBegun && BatchGate.isDistribution(strategy);
                if (!isStrategy) {
                    solution.setUniform(game, p);
                    strategy = solution.strategy(game, p);
                }
                double status = reports[(game * players + p) * BatchField.COUNT + BatchField.STATUS.offset()];
                GameStatus claimed = !isBegun
                        ? GameStatus.TIME_LIMIT
                        : isStrategy ? GameStatus.of(BatchStatus.of(status)) : GameStatus.NUMERICAL_FAILURE;
                double[] others = isBegun ? copy(multipliers, first, rows) : new double[rows];
                judge(batch, game, p, strategy, others, claimed, options, solution);
                first += rows;
            }
        });
        return solution;
    }

    private static double[] copy(double[] from, int first, int count) {
        double[] copy = new double[count];
        System.arraycopy(from, first, copy, 0, count);
        return copy;
    }

    private static void judge(
            GameBatch batch,
            int game,
            int player,
            double[] strategy,
            double[] others,
            GameStatus claimed,
            BatchOptions options,
            MaximinSolution solution) {
        JointActionIndex index = batch.index();
        double[] against = new double[others.length];
        double[] held = new double[strategy.length];
        int[] row = new int[strategy.length];
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < index.jointActionCount(); a++) {
            int own = index.action(a, player);
            double payoff = batch.get(game, player, a);
            against[row[own]] += strategy[own] * payoff;
            held[own] += others[row[own]] * payoff;
            row[own]++;
            least = Math.min(least, payoff);
            greatest = Math.max(greatest, payoff);
        }
        double value = IntStream.range(0, against.length)
                .mapToDouble(k -> against[k])
                .min()
                .orElseThrow();
        double bound = BatchGate.isDistribution(others)
                ? IntStream.range(0, held.length)
                        .mapToDouble(k -> held[k])
                        .max()
                        .orElseThrow()
                : greatest;
        double magnitude = Math.max(Math.abs(least), Math.abs(greatest));
        double left = Math.max(0, bound - value - ROUNDING * strategy.length * magnitude);
        double residual = left == 0 ? 0 : left / (greatest - least);
        boolean isRefuted = claimed == GameStatus.OPTIMAL && !CertifiedExcess.isWithin(residual, options.tolerance());
        solution.set(game, player, value, bound, isRefuted ? GameStatus.NUMERICAL_FAILURE : claimed);
    }

    private static double[] read(JointBuffer buffer) {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
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
