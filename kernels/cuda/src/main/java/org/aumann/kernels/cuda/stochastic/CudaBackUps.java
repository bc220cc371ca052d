package org.aumann.kernels.cuda.stochastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.MemoryPlan;

/** Back-ups on a GPU: a thread has a row, and a range of states is one launch. The game stays on the device. */
public final class CudaBackUps implements BackUpOperator {
    private final CudaDevice device;
    private final StochasticModel model;
    private final List<DeviceMemory> memories = new ArrayList<>();
    private final DeviceBuffer values;
    private final DeviceBuffer payoffs;
    private final long[] struct;

    /**
     * The operator of a game.
     *
     * @param device the GPU
     * @param model the game
     */
    public CudaBackUps(CudaDevice device, StochasticModel model) {
        this.device = device;
        this.model = model;
        long valueCount = (long) model.playerCount() * model.stateCount();
        long cells = Math.max(1, model.cellCount());
        new MemoryPlan()
                .with("the game", 4L * model.stateCount() + 8L * model.rowCount() + 12L * model.successorCount())
                .with("rewards", Double.BYTES * cells)
                .with("values and payoffs", Double.BYTES * (valueCount + cells))
                .require(subject(), device.freeByteSize());
        this.values = new DeviceBuffer(device, valueCount);
        this.payoffs = new DeviceBuffer(device, cells);
        device.fill(values.stored(), 0);
        device.fill(payoffs.stored(), 0);
        int[] stateOf = new int[model.rowCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            Arrays.fill(stateOf, model.firstRow(s), model.firstRow(s + 1), s);
        }
        this.struct = new long[] {
            address(device.copyOf(model.firstRows(), "rows")),
            address(device.copyOf(stateOf, "rows")),
            address(device.copyOf(model.firstSuccessors(), "successors")),
            address(device.copyOf(model.successors(), "successors")),
            address(device.copyOf(model.probabilities(), "successors")),
            address(device.copyOf(model.rewards(), "rewards")),
            model.stateCount(),
            model.playerCount(),
            Double.doubleToRawLongBits(model.discount())
        };
    }

    private long address(DeviceMemory memory) {
        memories.add(memory);
        return memory.address();
    }

    @Override
    public StochasticModel model() {
        return model;
    }

    @Override
    public JointBuffer values() {
        return values;
    }

    @Override
    public JointBuffer payoffs() {
        return payoffs;
    }

    @Override
    public void backUp(int from, int end) {
        if (from < 0 || end < from || end > model.stateCount()) {
            throw new IllegalArgumentException(
                    "states from " + from + " to " + end + " must be a range in 0.." + model.stateCount());
        }
        int rows = model.firstRow(end) - model.firstRow(from);
        if (rows > 0) {
            device.kernel("back_ups")
                    .launch(
                            subject(),
                            Grid.over(rows, Kernel.BLOCKS),
                            struct,
                            Kernel.of(values.elements()),
                            Kernel.of(payoffs.elements()),
                            Kernel.of(model.firstRow(from)),
                            Kernel.of(model.firstRow(end)));
        }
    }

    /** For messages. */
    private String subject() {
        return "the stochastic game " + model.name();
    }

    @Override
    public void close() {
        memories.forEach(DeviceMemory::close);
        payoffs.close();
        values.close();
    }
}
