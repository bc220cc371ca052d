package org.aumann.kernels.cuda.batch;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.host.ProgramShape;

/** The programs of one shape on a GPU: what all of them have in common, and the launch. */
final class ProgramKernel implements AutoCloseable {
    /** What the kernel calls kinds of programs. */
    enum Kind {
        LINEAR(0),
        EGALITARIAN(1),
        GINI(2),
        MAXIMIN(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(BatchObjective objective) {
            return switch (objective) {
                case BatchObjective.Linear _ -> LINEAR;
                case BatchObjective.Egalitarian _ -> EGALITARIAN;
                case BatchObjective.Gini _ -> GINI;
                case BatchObjective.Entropy _ -> throw new AssertionError("entropy is no program");
            };
        }
    }

    private final CudaDevice device;
    private final JointActionIndex index;
    private final ProgramShape shape;
    private final Kind kind;
    private final String subject;
    private final DeviceMemory[] lists;
    private final WarpStates states;

    ProgramKernel(
            CudaDevice device,
            JointActionIndex index,
            ProgramShape shape,
            Kind kind,
            double[] weights,
            int gameCount,
            String subject) {
        this.device = device;
        this.index = index;
        this.shape = shape;
        this.kind = kind;
        this.subject = subject;
        int[][] arrays = {
            shape.columnStarts(),
            shape.entryRows(),
            shape.entryColumns(),
            shape.plus(),
            shape.minus(),
            shape.rowStarts(),
            shape.rowEntries(),
            shape.multipliers(),
            shape.players()
        };
        this.lists = new DeviceMemory[arrays.length + 1];
        for (int k = 0; k < arrays.length; k++) {
            lists[k] = device.copyOf(arrays[k], "the shape of a game");
        }
        lists[arrays.length] = device.copyOf(weights, "weights");
        this.states = new WarpStates(device, stateSize(index, shape), gameCount);
    }

    /** Float64 numbers of a program at work, as {@code BatchProgram} of the kernel lays them out. */
    static long stateSize(JointActionIndex index, ProgramShape shape) {
        long columns = shape.columnCount();
        long unknowns = shape.hasLevel() ? columns + 1 : columns;
        return shape.entryCount()
                + unknowns * (unknowns + 1) / 2
                + index.playerCount()
                + 7 * columns
                + 10L * shape.rowCount()
                + unknowns;
    }

    /**
     * Starts the kernel on some games.
     *
     * @param buffers the fields of the struct {@code ProgramBuffers}
     */
    void launch(long[] buffers, int from, int end, BatchOptions options) {
        long[] struct = new long[lists.length + 8];
        for (int k = 0; k < lists.length; k++) {
            struct[k] = lists[k].address();
        }
        long[] numbers = {
            kind.code,
            index.playerCount(),
            index.jointActionCount(),
            shape.columnCount(),
            shape.rowCount(),
            shape.incentiveRowCount(),
            shape.entryCount(),
            stateSize(index, shape)
        };
        System.arraycopy(numbers, 0, struct, lists.length, numbers.length);
        device.kernel("batch_programs")
                .launch(
                        subject,
                        states.grid(),
                        struct,
                        AbstractCudaBatch.struct(options),
                        buffers,
                        Kernel.of(from),
                        Kernel.of(end),
                        states.memory(),
                        states.activeWarps());
    }

    @Override
    public void close() {
        for (DeviceMemory list : lists) {
            list.close();
        }
        states.close();
    }
}
