package org.aumann.kernels.cuda.meanfield;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Scratch;

/** Backward induction against reward tables, many together, with a finite horizon. */
final class ResponseSweep implements AutoCloseable {
    private final CudaDevice device;
    private final MoveMemory moves;
    private final MeanFieldModel model;
    private final long workByteSize;

    /** Numbers of a table's rewards at one time, and what lies between those of two actions. */
    private final int timeStride;

    private final int actionStride;

    private final Scratch rewards;
    private final Scratch values;
    private final Scratch follows;
    private final Scratch actions;

    /**
     * @param workByteSize bytes of tables that are on the device together, unless one has more
     */
    ResponseSweep(CudaDevice device, MoveMemory moves, long workByteSize) {
        this.device = device;
        this.workByteSize = workByteSize;
        this.moves = moves;
        this.model = moves.model();
        boolean isByState = model.game().dependence() == RewardDependence.STATE;
        this.timeStride = model.rewardSize() / model.timeCount();
        this.actionStride = isByState ? 0 : model.stateCount();
        String subject = "best responses in " + moves.subject();
        this.rewards = new Scratch(device, "reward tables", subject);
        this.values = new Scratch(device, "values of states", subject);
        this.follows = new Scratch(device, "values of what follows", subject);
        this.actions = new Scratch(device, "actions", subject);
    }

    /** Best responses to finite tables. */
    List<MeanFieldResponse> respond(int population, int tableCount, double[] tables) {
        long bytes = (long) Double.BYTES * model.rewardSize();
        int together = Math.clamp(workByteSize / bytes, 1, Math.max(1, tableCount));
        List<MeanFieldResponse> responses = new ArrayList<>();
        for (int from = 0; from < tableCount; from += together) {
            int count = Math.min(together, tableCount - from);
            MemorySegment some = MemorySegment.ofArray(tables).asSlice(from * bytes, count * bytes);
            responses.addAll(respondTogether(population, count, some));
        }
        return responses;
    }

    private List<MeanFieldResponse> respondTogether(int population, int count, MemorySegment tables) {
        int states = model.stateCount();
        DeviceMemory tablesOnDevice = rewards.ofAtLeast(tables.byteSize());
        DeviceMemory valuesOnDevice = values.ofDoubles((long) count * states);
        DeviceMemory followsOnDevice = follows.ofDoubles((long) count * model.rowCount());
        DeviceMemory actionsOnDevice = actions.ofAtLeast((long) Integer.BYTES * count * model.fieldSize());
        device.upload(tables, tablesOnDevice);
        device.fill(followsOnDevice, 0); // nothing follows the last time
        for (int t = model.timeCount() - 1; t >= 0; t--) {
            device.kernel("response_choice")
                    .launch(
                            subject(count),
                            Grid.over((long) count * states, Kernel.BLOCKS),
                            moves.struct(),
                            Kernel.of(count),
                            Kernel.of(tablesOnDevice.address((long) Double.BYTES * t * timeStride)),
                            Kernel.of(model.rewardSize()),
                            Kernel.of(actionStride),
                            Kernel.of(moves.fixed(population, t)),
                            Kernel.of(followsOnDevice),
                            Kernel.of(valuesOnDevice),
                            Kernel.of(actionsOnDevice.address((long) Integer.BYTES * t * states)),
                            Kernel.of(model.fieldSize()));
            if (t > 0) {
                device.kernel("response_rows")
                        .launch(
                                subject(count),
                                Grid.over((long) count * model.rowCount(), Kernel.BLOCKS),
                                moves.struct(),
                                Kernel.of(count),
                                Kernel.of(valuesOnDevice),
                                Kernel.of(followsOnDevice));
            }
        }
        double[] first = new double[Math.multiplyExact(count, states)];
        int[] policies = new int[Math.multiplyExact(count, model.fieldSize())];
        device.download(valuesOnDevice, first);
        device.download(actionsOnDevice, MemorySegment.ofArray(policies));
        List<MeanFieldResponse> responses = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int[] policy = Arrays.copyOfRange(policies, k * model.fieldSize(), (k + 1) * model.fieldSize());
            responses.add(new MeanFieldResponse(
                    value(population, first, k), MeanFieldPolicy.deterministic(model, population, policy)));
        }
        return responses;
    }

    /** In the order of the reference. */
    private double value(int population, double[] first, int table) {
        double value = 0;
        for (int x = 0; x < model.stateCount(); x++) {
            value += model.initialProbability(population, x) * first[table * model.stateCount() + x];
        }
        return value;
    }

    private String subject(int count) {
        return count + " reward tables of " + moves.subject();
    }

    @Override
    public void close() {
        actions.close();
        follows.close();
        values.close();
        rewards.close();
    }
}
