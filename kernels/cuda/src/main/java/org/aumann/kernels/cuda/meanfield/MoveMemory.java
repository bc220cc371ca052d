package org.aumann.kernels.cuda.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.MemoryPlan;

/** A mean-field game on the device: where actions lead, the distributions at the start and the fixed rewards. */
final class MoveMemory implements AutoCloseable {
    private final CudaDevice device;
    private final MeanFieldModel model;
    private final List<DeviceMemory> memories = new ArrayList<>();
    private final long[] struct;
    private final DeviceMemory initial;
    private final DeviceMemory fixed;

    MoveMemory(CudaDevice device, MeanFieldModel model) {
        this.device = device;
        this.model = model;
        int states = model.stateCount();
        int actions = model.actionCount();
        int populations = model.populationCount();
        long pairs = (long) states * actions;
        long fixedSize = model.hasFixedRewards() ? (long) populations * model.tableSize() : 0;
        new MemoryPlan()
                .with("moves", 12 * pairs + 24L * model.successorCount() + 12L * model.rowCount())
                .with("distributions at the start", (long) Double.BYTES * populations * states)
                .with("fixed rewards", Double.BYTES * fixedSize)
                .require("the mean-field game " + model.game().name(), device.freeByteSize());
        MoveLists moves = new MoveLists(model);
        this.struct = new long[] {
            address(moves.rowOf()),
            address(moves.pairStarts()),
            address(moves.pairStates()),
            address(moves.pairActions()),
            address(moves.successorStarts()),
            address(moves.successors()),
            address(moves.probabilities()),
            address(moves.inflowStarts()),
            address(moves.inflows()),
            address(moves.shares()),
            states,
            actions,
            model.rowCount()
        };
        double[] starts = new double[populations * states];
        double[] rewards = new double[Math.toIntExact(fixedSize)];
        for (int p = 0; p < populations; p++) {
            for (int x = 0; x < states; x++) {
                starts[p * states + x] = model.initialProbability(p, x);
            }
            if (model.hasFixedRewards()) {
                model.copyFixedRewards(p, 0, model.tableSize(), rewards, p * model.tableSize());
            }
        }
        this.initial = device.copyOf(starts, "distributions at the start");
        this.fixed = device.copyOf(rewards, "fixed rewards");
        memories.add(initial);
        memories.add(fixed);
    }

    private long address(int[] list) {
        memories.add(device.copyOf(list, "moves"));
        return memories.getLast().address();
    }

    private long address(double[] list) {
        memories.add(device.copyOf(list, "moves"));
        return memories.getLast().address();
    }

    MeanFieldModel model() {
        return model;
    }

    /** The struct {@code Moves} of the kernels. */
    long[] struct() {
        return struct;
    }

    /** Address of a population's distribution at the start. */
    long initial(int population) {
        return initial.address((long) Double.BYTES * population * model.stateCount());
    }

    /** Address of a population's fixed rewards from a time on; 0 if there are none. */
    long fixed(int population, int time) {
        long at = (long) population * model.tableSize() + model.index(time, 0, 0);
        return model.hasFixedRewards() ? fixed.address(Double.BYTES * at) : 0;
    }

    /** For messages. */
    String subject() {
        return model.game().name();
    }

    @Override
    public void close() {
        memories.forEach(DeviceMemory::close);
    }
}
