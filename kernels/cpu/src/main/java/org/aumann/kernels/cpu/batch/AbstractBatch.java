package org.aumann.kernels.cpu.batch;

import java.lang.foreign.MemorySegment;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.BatchShape;
import org.aumann.kernels.host.ProgramShape;
import org.jspecify.annotations.Nullable;

/** The memory of a batch of games: a game's rows of every buffer are written by whoever solves it. */
abstract class AbstractBatch implements BatchOperator {
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final BatchObjective objective;
    private final int gameCount;
    private final int multiplierCount;
    private final @Nullable BatchShape entropyShape;
    private final @Nullable ProgramShape programShape;
    private final HostBuffer multipliers;
    private final HostBuffer sigma;
    private final HostBuffer values;
    private final HostBuffer reports;

    AbstractBatch(JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        if (gameCount < 1) {
            throw new IllegalArgumentException("games (" + gameCount + ") must be at least 1");
        }
        objective.requirePlayers(index.playerCount());
        this.index = index;
        this.concept = concept;
        this.gameCount = gameCount;
        this.objective = objective;
        if (objective instanceof BatchObjective.Entropy) {
            this.entropyShape = BatchShape.of(index, concept);
            this.programShape = null;
            this.multiplierCount = concept.rowCount(index);
        } else {
            this.entropyShape = null;
            this.programShape = ProgramShape.of(index, concept, objective);
            this.multiplierCount = programShape.multiplierCount();
        }
        this.multipliers = new HostBuffer((long) gameCount * multiplierCount);
        this.sigma = new HostBuffer(Math.multiplyExact(gameCount, index.jointActionCount()));
        this.values = new HostBuffer((long) gameCount * index.playerCount());
        this.reports = new HostBuffer((long) gameCount * BatchField.COUNT);
        multipliers.stored().fill((byte) 0);
    }

    @Override
    public final JointActionIndex index() {
        return index;
    }

    @Override
    public final SolutionConcept concept() {
        return concept;
    }

    @Override
    public final BatchObjective objective() {
        return objective;
    }

    @Override
    public final int gameCount() {
        return gameCount;
    }

    @Override
    public final JointBuffer multipliers() {
        return multipliers;
    }

    @Override
    public final JointBuffer sigma() {
        return sigma;
    }

    @Override
    public final JointBuffer values() {
        return values;
    }

    @Override
    public final JointBuffer reports() {
        return reports;
    }

    @Override
    public final void solve(JointBuffer payoffs, int from, int end, BatchOptions options) {
        requireGames(index, gameCount, payoffs, from, end);
        MemorySegment segment = HostBuffer.segmentOf(payoffs);
        if (entropyShape != null) {
            maximiseEntropy(entropyShape, segment, from, end, options);
        } else if (programShape != null) {
            programs()
                    .solve(new EquilibriumPrograms(this, programShape, segment, options.epsilon()), from, end, options);
        }
    }

    static void requireGames(JointActionIndex index, int gameCount, JointBuffer payoffs, int from, int end) {
        long size =
                Math.multiplyExact(Math.multiplyExact(gameCount, index.jointActionCount()), (long) index.playerCount());
        if (payoffs.size() != size) {
            throw new IllegalArgumentException("payoffs.size (" + payoffs.size() + ") must be " + size + " = "
                    + gameCount + " games x " + index.playerCount() + " players x " + index.jointActionCount()
                    + " joint actions");
        }
        if (from < 0 || end < from || end > gameCount) {
            throw new IllegalArgumentException(
                    "games from " + from + " to " + end + " must be a range in 0.." + gameCount);
        }
    }

    abstract void maximiseEntropy(BatchShape shape, MemorySegment payoffs, int from, int end, BatchOptions options);

    /** What solves the programs of the other objectives. */
    abstract ProgramSolver programs();

    /** The element of a player's first payoff of a game. */
    final long firstPayoff(int game, int player) {
        return ((long) game * index.playerCount() + player) * index.jointActionCount();
    }

    /** Δ: the most that a deviation of a player can change in a game. */
    final double largestDifference(MemorySegment payoffs, int game, int player) {
        long stride = index.stride(player);
        int actions = index.actionCount(player);
        double largest = 0;
        for (long outer = firstPayoff(game, player); outer < firstPayoff(game, player + 1); outer += stride * actions) {
            for (long base = outer; base < outer + stride; base++) {
                double least = Double.POSITIVE_INFINITY;
                double greatest = Double.NEGATIVE_INFINITY;
                for (int d = 0; d < actions; d++) {
                    double payoff = HostBuffer.get(payoffs, base + d * stride);
                    least = Math.min(least, payoff);
                    greatest = Math.max(greatest, payoff);
                }
                largest = Math.max(largest, greatest - least);
            }
        }
        return largest;
    }

    /** 1/Δ, or 0 where that is nothing to divide by. */
    static double scale(double largestDifference) {
        return largestDifference >= Double.MIN_NORMAL ? 1 / largestDifference : 0;
    }

    final double multiplier(int game, int row) {
        return HostBuffer.get(multipliers.stored(), (long) game * multiplierCount + row);
    }

    final void setMultiplier(int game, int row, double multiplier) {
        HostBuffer.set(multipliers.stored(), (long) game * multiplierCount + row, multiplier);
    }

    final double probability(int game, int jointAction) {
        return HostBuffer.get(sigma.stored(), game * index.jointActionCount() + jointAction);
    }

    final void setProbability(int game, int jointAction, double probability) {
        HostBuffer.set(sigma.stored(), game * index.jointActionCount() + jointAction, probability);
    }

    /** Fills in the report, and the values under the probabilities that have been set. */
    final void report(
            MemorySegment payoffs,
            int game,
            double largestGain,
            double residual,
            double bound,
            int iterations,
            BatchStatus status) {
        set(game, BatchField.LARGEST_GAIN, largestGain);
        set(game, BatchField.RESIDUAL, residual);
        set(game, BatchField.BOUND, bound);
        set(game, BatchField.ITERATIONS, iterations);
        set(game, BatchField.STATUS, status.code());
        long joint = index.jointActionCount();
        for (int p = 0; p < index.playerCount(); p++) {
            long first = firstPayoff(game, p);
            double value = 0;
            for (long a = 0; a < joint; a++) {
                value += HostBuffer.get(sigma.stored(), game * joint + a) * HostBuffer.get(payoffs, first + a);
            }
            HostBuffer.set(values.stored(), (long) game * index.playerCount() + p, value);
        }
    }

    private void set(int game, BatchField field, double number) {
        HostBuffer.set(reports.stored(), (long) game * BatchField.COUNT + field.offset(), number);
    }

    @Override
    public final void close() {}
}
