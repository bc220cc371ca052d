package org.aumann.kernels.cpu.stochastic;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.LearningDraws;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningField;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.AbstractLearning;

/** The buffers of learners in the memory of this machine. */
abstract class HostLearning extends AbstractLearning {
    private final HostBuffer payoffs;
    private final HostBuffer visits;
    private final HostBuffer values;
    private final HostBuffer policies;
    private final HostBuffer drifts;
    private final HostBuffer earned;
    private final HostBuffer returns;
    private final HostBuffer reports;

    HostLearning(StochasticModel model, int copyCount, long seed) {
        super(model, copyCount);
        int players = model.playerCount();
        this.payoffs = perCopy(model.cellCount());
        this.visits = perCopy(model.rowCount());
        this.values = perCopy((long) players * model.stateCount());
        this.policies = perCopy(model.rowCount());
        this.drifts = perCopy(model.stateCount());
        this.earned = perCopy(players);
        this.returns = perCopy(players);
        this.reports = perCopy(LearningField.COUNT);
        LearningDraws draws = new LearningDraws(seed);
        for (int copy = 0; copy < copyCount; copy++) {
            for (int s = 0; s < model.stateCount(); s++) {
                for (int row = model.firstRow(s); row < model.firstRow(s + 1); row++) {
                    HostBuffer.set(policies.stored(), at(copy, model.rowCount(), row), 1.0 / model.jointActionCount(s));
                }
            }
            draws.begin(copy);
            report(copy, LearningField.STATE, tables().start(draws.start()));
            report(copy, LearningField.LEFT, -1);
        }
    }

    private HostBuffer perCopy(long count) {
        return HostBuffers.zeros(Math.multiplyExact(copyCount(), count));
    }

    /** An element of a buffer with so many a copy. */
    static long at(int copy, long count, int element) {
        return copy * count + element;
    }

    final double reported(int copy, LearningField field) {
        return HostBuffer.get(reports.stored(), at(copy, LearningField.COUNT, field.offset()));
    }

    final void report(int copy, LearningField field, double number) {
        HostBuffer.set(reports.stored(), at(copy, LearningField.COUNT, field.offset()), number);
    }

    @Override
    public final HostBuffer payoffs() {
        return payoffs;
    }

    @Override
    public final HostBuffer visits() {
        return visits;
    }

    @Override
    public final HostBuffer values() {
        return values;
    }

    @Override
    public final HostBuffer policies() {
        return policies;
    }

    @Override
    public final HostBuffer drifts() {
        return drifts;
    }

    @Override
    public final HostBuffer earned() {
        return earned;
    }

    @Override
    public final HostBuffer returns() {
        return returns;
    }

    @Override
    public final JointBuffer reports() {
        return reports;
    }

    @Override
    protected final void left(int[] states, double[] leftDrifts) {
        for (int copy = 0; copy < states.length; copy++) {
            int state = (int) reported(copy, LearningField.LEFT);
            states[copy] = state;
            leftDrifts[copy] = state < 0 ? 0 : HostBuffer.get(drifts.stored(), at(copy, model().stateCount(), state));
        }
    }

    @Override
    protected final void gather(int[] copies, int[] states, JointBuffer games) {
        MemorySegment target = HostBuffer.segmentOf(games);
        long bytes = 8L * model().playerCount() * model().jointActionCount(states[0]);
        IntStream.range(0, copies.length).parallel().forEach(k -> {
            long from = 8 * at(copies[k], model().cellCount(), model().firstCell(states[k], 0));
            MemorySegment.copy(payoffs.stored(), from, target, k * bytes, bytes);
        });
    }

    @Override
    protected final void scatter(int[] games, int[] copies, int[] states, JointBuffer sigma, JointBuffer stageValues) {
        MemorySegment played = HostBuffer.segmentOf(sigma);
        MemorySegment worth = HostBuffer.segmentOf(stageValues);
        int players = model().playerCount();
        int count = model().stateCount();
        long bytes = 8L * model().jointActionCount(states[0]);
        IntStream.range(0, games.length).parallel().forEach(k -> {
            long row = at(copies[k], model().rowCount(), model().firstRow(states[k]));
            MemorySegment.copy(played, games[k] * bytes, policies.stored(), 8 * row, bytes);
            for (int p = 0; p < players; p++) {
                long element = at(copies[k], (long) players * count, p * count + states[k]);
                HostBuffer.set(values.stored(), element, HostBuffer.get(worth, (long) games[k] * players + p));
            }
            HostBuffer.set(drifts.stored(), at(copies[k], count, states[k]), 0);
        });
    }

    @Override
    public final void close() {}
}
