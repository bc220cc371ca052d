package org.aumann.kernels.cpu.batch;

import java.lang.foreign.MemorySegment;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.MaximinOperator;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.ProgramShape;

/** What players can secure, in the memory of this machine: a program a game and player. */
public final class HostMaximin implements MaximinOperator {
    private final JointActionIndex index;
    private final int gameCount;
    private final ProgramSolver solver;
    private final ProgramShape[] shapes;
    private final int strategyCount;
    private final int multiplierCount;
    private final HostBuffer strategies;
    private final HostBuffer multipliers;
    private final HostBuffer values;
    private final HostBuffer reports;

    private HostMaximin(JointActionIndex index, int gameCount, ProgramSolver solver) {
        if (gameCount < 1) {
            throw new IllegalArgumentException("games (" + gameCount + ") must be at least 1");
        }
        this.index = index;
        this.gameCount = gameCount;
        this.solver = solver;
        this.shapes = new ProgramShape[index.playerCount()];
        int rows = 0;
        for (int p = 0; p < shapes.length; p++) {
            shapes[p] = ProgramShape.maximin(index, p);
            rows += shapes[p].rowCount();
        }
        this.strategyCount = index.actionCountSum();
        this.multiplierCount = rows;
        this.strategies = new HostBuffer((long) gameCount * strategyCount);
        this.multipliers = new HostBuffer((long) gameCount * multiplierCount);
        this.values = new HostBuffer((long) gameCount * shapes.length);
        this.reports = new HostBuffer((long) gameCount * shapes.length * BatchField.COUNT);
        multipliers.stored().fill((byte) 0);
    }

    /**
     * One program after the other, in plain loops.
     *
     * @param index the joint actions of each game
     * @param gameCount number of games, at least 1
     * @return an operator
     */
    public static MaximinOperator scalar(JointActionIndex index, int gameCount) {
        return new HostMaximin(index, gameCount, ProgramSolver.scalar());
    }

    /**
     * Games in the lanes of vectors, and ranges of them on all cores.
     *
     * @param index the joint actions of each game
     * @param gameCount number of games, at least 1
     * @return an operator
     */
    public static MaximinOperator vector(JointActionIndex index, int gameCount) {
        return new HostMaximin(index, gameCount, ProgramLanes.parallel());
    }

    @Override
    public JointActionIndex index() {
        return index;
    }

    @Override
    public int gameCount() {
        return gameCount;
    }

    @Override
    public JointBuffer strategies() {
        return strategies;
    }

    @Override
    public JointBuffer multipliers() {
        return multipliers;
    }

    @Override
    public JointBuffer values() {
        return values;
    }

    @Override
    public JointBuffer reports() {
        return reports;
    }

    @Override
    public void solve(JointBuffer payoffs, int from, int end, BatchOptions options) {
        AbstractBatch.requireGames(index, gameCount, payoffs, from, end);
        MemorySegment segment = HostBuffer.segmentOf(payoffs);
        int strategyStart = 0;
        int multiplierStart = 0;
        for (int p = 0; p < shapes.length; p++) {
            solver.solve(new Programs(p, segment, strategyStart, multiplierStart), from, end, options);
            strategyStart += shapes[p].columnCount();
            multiplierStart += shapes[p].rowCount();
        }
    }

    @Override
    public void close() {}

    /** The programs of one player; where the numbers of a game begin among those of all players. */
    private final class Programs implements ProgramSource {
        private final int player;
        private final MemorySegment payoffs;
        private final int strategyStart;
        private final int multiplierStart;
        private final int[] plus;

        Programs(int player, MemorySegment payoffs, int strategyStart, int multiplierStart) {
            this.player = player;
            this.payoffs = payoffs;
            this.strategyStart = strategyStart;
            this.multiplierStart = multiplierStart;
            this.plus = shapes[player].plus();
        }

        @Override
        public ProgramShape shape() {
            return shapes[player];
        }

        private long strategy(int game) {
            return (long) game * strategyCount + strategyStart;
        }

        private long multiplier(int game) {
            return (long) game * multiplierCount + multiplierStart;
        }

        @Override
        public void load(int game, Program program) {
            long first = ((long) game * shapes.length + player) * index.jointActionCount();
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int jointAction : plus) {
                double payoff = HostBuffer.get(payoffs, first + jointAction);
                least = Math.min(least, payoff);
                greatest = Math.max(greatest, payoff);
            }
            program.offset = greatest;
            program.unit = greatest - least;
            double scale = AbstractBatch.scale(program.unit);
            for (int e = 0; e < plus.length; e++) {
                program.entries[e] = scale * (greatest - HostBuffer.get(payoffs, first + plus[e]));
            }
            program.setLimits(0);
            boolean isGiven = false;
            for (int i = 0; i < program.multipliers.length; i++) {
                program.multipliers[i] = HostBuffer.get(multipliers.stored(), multiplier(game) + i);
                isGiven |= program.multipliers[i] > 0;
            }
            for (int d = 0; d < program.sigma.length; d++) {
                program.sigma[d] = HostBuffer.get(strategies.stored(), strategy(game) + d);
            }
            program.isWarm = isGiven && program.hasSigma();
        }

        @Override
        public void finish(int game, Program program) {
            double weight = 0;
            double worst = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < program.sums.length; i++) {
                weight += program.multipliers[i];
                worst = Math.max(worst, program.sums[i]);
            }
            for (int i = 0; i < program.multipliers.length; i++) {
                HostBuffer.set(multipliers.stored(), multiplier(game) + i, program.multipliers[i] / weight);
            }
            for (int d = 0; d < program.sigma.length; d++) {
                HostBuffer.set(strategies.stored(), strategy(game) + d, program.sigma[d]);
            }
            long row = (long) game * shapes.length + player;
            HostBuffer.set(values.stored(), row, program.offset - program.unit * worst);
            set(row, BatchField.LARGEST_GAIN, 0);
            set(row, BatchField.RESIDUAL, program.residual);
            set(row, BatchField.BOUND, program.objectiveBound());
            set(row, BatchField.ITERATIONS, program.iterations);
            set(row, BatchField.STATUS, program.status.code());
        }

        private void set(long row, BatchField field, double number) {
            HostBuffer.set(reports.stored(), row * BatchField.COUNT + field.offset(), number);
        }
    }
}
