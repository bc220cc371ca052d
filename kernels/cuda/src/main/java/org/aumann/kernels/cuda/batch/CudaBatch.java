package org.aumann.kernels.cuda.batch;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.host.BatchShape;

/**
 * K6 on a GPU for maximum entropy: a warp for a game, whose state lies in shared memory where it fits. A solve is one
 * launch.
 */
public final class CudaBatch extends AbstractCudaBatch {
    private final CudaDevice device;
    private final BatchShape shape;
    private final DeviceMemory[] lists;
    private final WarpStates states;

    /**
     * The operator of some games.
     *
     * @param device the GPU
     * @param index the joint actions of each game
     * @param concept CE or CCE
     * @param gameCount number of games, at least 1
     */
    public CudaBatch(CudaDevice device, JointActionIndex index, SolutionConcept concept, int gameCount) {
        this(device, index, concept, requireGames(gameCount), BatchShape.of(index, concept));
    }

    private CudaBatch(
            CudaDevice device, JointActionIndex index, SolutionConcept concept, int gameCount, BatchShape shape) {
        super(
                device,
                index,
                concept,
                BatchObjective.entropy(),
                gameCount,
                concept.rowCount(index),
                WarpStates.byteSize(device, stateSize(index, shape), gameCount));
        this.device = device;
        this.shape = shape;
        this.states = new WarpStates(device, stateSize(index, shape), gameCount);
        this.lists = lists();
    }

    /** Float64 numbers of a game at work, as {@code BatchGame} of the kernel lays them out. */
    private static long stateSize(JointActionIndex index, BatchShape shape) {
        long rows = shape.rowCount();
        long joint = shape.jointActionCount();
        return shape.entryCount() + rows * (rows + 1) / 2 + index.playerCount() + 8 * rows + 2 * joint;
    }

    /** The pointers of the struct of the shape, in its order. */
    private DeviceMemory[] lists() {
        int[] rows = new int[shape.rowCount()];
        int[] players = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = shape.row(i);
            players[i] = shape.player(i);
        }
        int[][] arrays = {
            shape.columnStarts(),
            shape.entryRows(),
            shape.entryColumns(),
            shape.deviatedJointActions(),
            shape.rowStarts(),
            shape.rowEntries(),
            rows,
            players
        };
        DeviceMemory[] copies = new DeviceMemory[arrays.length];
        for (int k = 0; k < copies.length; k++) {
            copies[k] = device.copyOf(arrays[k], "the shape of a game");
        }
        return copies;
    }

    @Override
    void launch(DeviceBuffer payoffs, int from, int end, BatchOptions options) {
        device.kernel("batch_equilibria")
                .launch(
                        subject(),
                        states.grid(),
                        shapeStruct(),
                        struct(options),
                        pointers(payoffs),
                        Kernel.of(from),
                        Kernel.of(end),
                        states.memory(),
                        states.activeWarps());
    }

    private long[] shapeStruct() {
        long[] struct = new long[lists.length + 6];
        for (int k = 0; k < lists.length; k++) {
            struct[k] = lists[k].address();
        }
        struct[lists.length] = index().playerCount();
        struct[lists.length + 1] = index().jointActionCount();
        struct[lists.length + 2] = shape.rowCount();
        struct[lists.length + 3] = concept().rowCount(index());
        struct[lists.length + 4] = shape.entryCount();
        struct[lists.length + 5] = stateSize(index(), shape);
        return struct;
    }

    @Override
    public void close() {
        for (DeviceMemory list : lists) {
            list.close();
        }
        states.close();
        super.close();
    }
}
