package org.aumann.kernels.cpu.stochastic;

import java.lang.foreign.MemorySegment;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cpu.base.HostBuffer;

/** The buffers of back-ups in the memory of this machine. */
abstract class AbstractBackUps implements BackUpOperator {
    private final StochasticModel model;
    private final HostBuffer values;
    private final HostBuffer payoffs;

    AbstractBackUps(StochasticModel model) {
        this.model = model;
        this.values = HostBuffers.zeros((long) model.playerCount() * model.stateCount());
        this.payoffs = HostBuffers.zeros(Math.max(1, model.cellCount()));
    }

    @Override
    public final StochasticModel model() {
        return model;
    }

    @Override
    public final JointBuffer values() {
        return values;
    }

    @Override
    public final JointBuffer payoffs() {
        return payoffs;
    }

    @Override
    public final void backUp(int from, int end) {
        if (from < 0 || end < from || end > model.stateCount()) {
            throw new IllegalArgumentException(
                    "states from " + from + " to " + end + " must be a range in 0.." + model.stateCount());
        }
        backUp(values.stored(), payoffs.stored(), from, end);
    }

    /** The states from {@code from} up to {@code end}. */
    abstract void backUp(MemorySegment values, MemorySegment payoffs, int from, int end);

    @Override
    public final void close() {}
}
