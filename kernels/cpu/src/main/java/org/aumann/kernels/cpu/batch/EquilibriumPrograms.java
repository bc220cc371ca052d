package org.aumann.kernels.cpu.batch;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.ProgramShape;

/** The programs of the games of a batch. */
final class EquilibriumPrograms implements ProgramSource {
    /** A weighted sum of payoffs that changes by less than this part of them is constant: that of a game of constant sum. */
    static final double ROUNDING = 0x1p-50;

    private final AbstractBatch batch;
    private final ProgramShape shape;
    private final MemorySegment payoffs;
    private final double epsilon;
    private final int playerCount;
    private final int[] players;
    private final int[] multipliers;
    private final int[] entryRows;
    private final int[] plus;
    private final int[] minus;

    EquilibriumPrograms(AbstractBatch batch, ProgramShape shape, MemorySegment payoffs, double epsilon) {
        this.batch = batch;
        this.shape = shape;
        this.payoffs = payoffs;
        this.epsilon = epsilon;
        this.playerCount = batch.index().playerCount();
        this.players = shape.players();
        this.multipliers = shape.multipliers();
        this.entryRows = shape.entryRows();
        this.plus = shape.plus();
        this.minus = shape.minus();
    }

    @Override
    public ProgramShape shape() {
        return shape;
    }

    @Override
    public void load(int game, Program program) {
        double[] scale = new double[playerCount];
        for (int p = 0; p < playerCount; p++) {
            scale[p] = AbstractBatch.scale(batch.largestDifference(payoffs, game, p));
        }
        for (int e = 0; e < plus.length; e++) {
            int player = players[entryRows[e]];
            if (minus[e] != ProgramShape.NONE) {
                program.entries[e] = scale[player] * (payoff(game, player, plus[e]) - payoff(game, player, minus[e]));
            }
        }
        Arrays.fill(program.costs, 0);
        program.curvature = 0;
        switch (batch.objective()) {
            case BatchObjective.Linear linear -> setCosts(game, program, linear.weights());
            case BatchObjective.Egalitarian _ -> setValueRows(game, program);
            case BatchObjective.Gini _ -> {
                program.curvature = 2;
                program.offset = 1;
                program.unit = 1;
            }
            case BatchObjective.Entropy _ -> throw new AssertionError("entropy is no program");
        }
        program.setLimits(epsilon);
        boolean isGiven = false;
        for (int i = 0; i < multipliers.length; i++) {
            program.multipliers[i] = batch.multiplier(game, multipliers[i]);
            isGiven |= program.multipliers[i] > 0;
        }
        for (int a = 0; a < program.sigma.length; a++) {
            program.sigma[a] = batch.probability(game, a);
        }
        program.isWarm = isGiven && program.hasSigma();
    }

    private double payoff(int game, int player, int jointAction) {
        return HostBuffer.get(payoffs, batch.firstPayoff(game, player) + jointAction);
    }

    private void setCosts(int game, Program program, List<Double> weights) {
        double[] costs = program.costs;
        double magnitude = 0;
        for (int p = 0; p < playerCount; p++) {
            double weight = weights.get(p);
            double greatest = 0;
            for (int a = 0; a < costs.length; a++) {
                double term = weight * payoff(game, p, a);
                costs[a] += term;
                greatest = Math.max(greatest, Math.abs(term));
            }
            magnitude += greatest;
        }
        Range range = Range.of(costs);
        boolean isRounding = range.width() <= ROUNDING * magnitude;
        double scale = isRounding ? 0 : AbstractBatch.scale(range.width());
        for (int a = 0; a < costs.length; a++) {
            costs[a] = scale * (costs[a] - range.greatest);
        }
        program.offset = range.greatest;
        program.unit = range.width();
    }

    /**
     * Values less what the poorest player can get at most, over the widest range of those who can have less. Who always gets that much
     * has no say.
     */
    private void setValueRows(int game, Program program) {
        Range[] ranges = new Range[playerCount];
        double most = Double.POSITIVE_INFINITY;
        for (int p = 0; p < playerCount; p++) {
            double[] row = new double[program.costs.length];
            for (int a = 0; a < row.length; a++) {
                row[a] = payoff(game, p, a);
            }
            ranges[p] = Range.of(row);
            most = Math.min(most, ranges[p].greatest);
        }
        double unit = 0;
        for (Range range : ranges) {
            unit = range.least < most ? Math.max(unit, range.width()) : unit;
        }
        double scale = AbstractBatch.scale(unit);
        for (int e = 0; e < plus.length; e++) {
            int player = players[entryRows[e]];
            if (minus[e] == ProgramShape.NONE) {
                boolean hasSay = ranges[player].least < most;
                program.entries[e] = hasSay ? scale * (most - payoff(game, player, plus[e])) : 0;
            }
        }
        program.offset = most;
        program.unit = unit;
    }

    /** The least and the greatest of some numbers. */
    record Range(double least, double greatest) {
        static Range of(double[] numbers) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (double number : numbers) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
            return new Range(least, greatest);
        }

        double width() {
            return greatest - least;
        }
    }

    @Override
    public void finish(int game, Program program) {
        double[] unit = new double[playerCount];
        for (int p = 0; p < playerCount; p++) {
            double difference = batch.largestDifference(payoffs, game, p);
            unit[p] = AbstractBatch.scale(difference) > 0 ? difference : 0;
        }
        int incentives = shape.incentiveRowCount();
        double largest = incentives == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < multipliers.length; i++) {
            batch.setMultiplier(game, multipliers[i], program.multipliers[i]);
            largest = i < incentives ? Math.max(largest, program.sums[i] * unit[players[i]]) : largest;
        }
        for (int a = 0; a < program.sigma.length; a++) {
            batch.setProbability(game, a, program.sigma[a]);
        }
        batch.report(
                payoffs, game, largest, program.residual, program.objectiveBound(), program.iterations, program.status);
    }
}
