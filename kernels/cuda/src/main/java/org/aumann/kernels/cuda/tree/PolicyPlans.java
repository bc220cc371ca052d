package org.aumann.kernels.cuda.tree;

import java.util.List;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;

/** The realisation plans of populations on the device. */
final class PolicyPlans implements AutoCloseable {
    /** Fields of the struct {@code PolicyAxis} of the kernels. */
    private static final int AXIS_FIELDS = 5;

    private final CudaDevice device;
    private final long[] firstPlan;
    private final int[] sequences;
    private final long terminalCount;
    private final DeviceMemory memory;

    PolicyPlans(CudaDevice device, List<List<TabularPolicy>> populations, long terminalCount) {
        this.device = device;
        this.terminalCount = terminalCount;
        this.firstPlan = new long[populations.size()];
        this.sequences = new int[populations.size()];
        long size = 0;
        for (int q = 0; q < firstPlan.length; q++) {
            firstPlan[q] = size;
            sequences[q] = populations.get(q).getFirst().plan().length;
            size += (long) populations.get(q).size() * sequences[q];
        }
        double[] plans = new double[Math.toIntExact(size)];
        int at = 0;
        for (List<TabularPolicy> population : populations) {
            for (TabularPolicy policy : population) {
                double[] plan = policy.plan();
                System.arraycopy(plan, 0, plans, at, plan.length);
                at += plan.length;
            }
        }
        this.memory = device.copyOf(plans, "realisation plans");
    }

    DeviceMemory memory() {
        return memory;
    }

    /**
     * The joint policies of some players, numbered with the last one fastest, as the kernels take them.
     *
     * @param players ascending
     * @param from per player of the game the first policy
     * @param end per player of the game the one after the last policy
     * @return memory that the caller closes
     */
    DeviceMemory axes(int[] players, int[] from, int[] end) {
        long[] axes = new long[players.length * AXIS_FIELDS];
        long stride = 1;
        for (int k = players.length - 1; k >= 0; k--) {
            int q = players[k];
            int at = k * AXIS_FIELDS;
            axes[at] = (long) end[q] - from[q];
            axes[at + 1] = stride;
            axes[at + 2] = firstPlan[q] + (long) from[q] * sequences[q];
            axes[at + 3] = sequences[q];
            axes[at + 4] = q * terminalCount;
            stride *= axes[at];
        }
        return device.copyOf(axes, "axes of joint policies");
    }

    /** Policies of a player. */
    int count(int player) {
        long next = player + 1 < firstPlan.length ? firstPlan[player + 1] : memory.byteSize() / Double.BYTES;
        return (int) ((next - firstPlan[player]) / sequences[player]);
    }

    @Override
    public void close() {
        memory.close();
    }
}
