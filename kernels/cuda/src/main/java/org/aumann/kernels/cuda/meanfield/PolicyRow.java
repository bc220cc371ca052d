package org.aumann.kernels.cuda.meanfield;

import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;

/**
 * What stays on the device of a policy: its occupancy {@code [time][state]}, and where rewards depend on the action,
 * how often it is taken, {@code [time][action][state]}. Owned by the operator.
 */
final class PolicyRow implements AutoCloseable {
    private final DeviceMemory memory;
    private final long taken;
    private double fixed;

    PolicyRow(CudaDevice device, MeanFieldModel model) {
        long occupancy = (long) Double.BYTES * model.fieldSize();
        boolean isByState = model.game().dependence() == RewardDependence.STATE;
        this.memory = device.allocate(byteSize(model), "an occupancy");
        this.taken = isByState ? 0 : memory.address(occupancy);
    }

    static long byteSize(MeanFieldModel model) {
        long numbers = switch (model.game().dependence()) {
            case STATE -> model.fieldSize();
            case STATE_AND_ACTION -> (long) model.fieldSize() + model.tableSize();
        };
        return Double.BYTES * numbers;
    }

    /** Begins with the occupancy. */
    DeviceMemory memory() {
        return memory;
    }

    /** Address of how often actions are taken; 0 if rewards do not depend on them. */
    long taken() {
        return taken;
    }

    /** Address of what rewards are multiplied with. */
    long rewarded() {
        return taken == 0 ? memory.address() : taken;
    }

    /** What the policy's fixed rewards are worth. */
    double fixed() {
        return fixed;
    }

    void earn(double fixedRewards) {
        fixed = fixedRewards;
    }

    @Override
    public void close() {
        memory.close();
    }
}
