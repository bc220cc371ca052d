package org.aumann.kernels.cuda.batch;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.aumann.kernels.host.BatchShape;

/** K6 on a GPU: a warp for a game, whose state lies in shared memory where it fits. A solve is one launch. */
public final class CudaBatch implements BatchOperator {
    private static final int WARPS = Kernel.BLOCK / 32;

    private final CudaDevice device;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final BatchObjective objective;
    private final int gameCount;
    private final BatchShape shape;
    private final DeviceBuffer multipliers;
    private final DeviceBuffer sigma;
    private final DeviceBuffer values;
    private final DeviceBuffer reports;
    private final DeviceMemory[] lists;
    private final long stateSize;
    private final int activeWarps;
    private final int blocks;
    private final boolean isResident;
    private final DeviceMemory states;

    /**
     * The operator of some games.
     *
     * @param device the GPU
     * @param index the joint actions of each game
     * @param concept CE or CCE
     * @param objective which of the equilibria
     * @param gameCount number of games, at least 1
     */
    public CudaBatch(
            CudaDevice device,
            JointActionIndex index,
            SolutionConcept concept,
            BatchObjective objective,
            int gameCount) {
        if (gameCount < 1) {
            throw new IllegalArgumentException("games (" + gameCount + ") must be at least 1");
        }
        this.device = device;
        this.index = index;
        this.concept = concept;
        this.objective = objective;
        this.gameCount = gameCount;
        this.shape = BatchShape.of(index, concept);
        this.stateSize = stateSize();
        long fitting =
                Math.min(Kernel.GREATEST_SHARED_BYTES, device.greatestSharedByteSize()) / (Double.BYTES * stateSize);
        this.isResident = fitting > 0;
        this.activeWarps = isResident ? (int) Math.min(WARPS, fitting) : WARPS;
        this.blocks = Math.clamp((gameCount + activeWarps - 1L) / activeWarps, 1, Kernel.BLOCKS);
        long stateBytes = isResident ? 0 : Double.BYTES * stateSize * activeWarps * blocks;
        long rows = (long) gameCount * concept.rowCount(index);
        long joint = Math.multiplyExact(gameCount, index.jointActionCount());
        long others = (long) gameCount * (index.playerCount() + BatchField.COUNT);
        new MemoryPlan()
                .with("multipliers", Double.BYTES * rows)
                .with("distributions", Math.multiplyExact(Double.BYTES, joint))
                .with("values and reports", Double.BYTES * others)
                .with("games at work", stateBytes)
                .require(subject(), device.freeByteSize());
        this.multipliers = new DeviceBuffer(device, rows);
        this.sigma = new DeviceBuffer(device, joint);
        this.values = new DeviceBuffer(device, (long) gameCount * index.playerCount());
        this.reports = new DeviceBuffer(device, (long) gameCount * BatchField.COUNT);
        this.states = device.allocate(stateBytes, "games at work");
        this.lists = lists();
        device.fill(multipliers.stored(), 0);
    }

    /** Float64 numbers of a game at work, as {@code BatchGame} of the kernel lays them out. */
    private long stateSize() {
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
    public JointActionIndex index() {
        return index;
    }

    @Override
    public SolutionConcept concept() {
        return concept;
    }

    @Override
    public BatchObjective objective() {
        return objective;
    }

    @Override
    public int gameCount() {
        return gameCount;
    }

    @Override
    public JointBuffer multipliers() {
        return multipliers;
    }

    @Override
    public JointBuffer sigma() {
        return sigma;
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
        long size = Math.multiplyExact(sigma.size(), (long) index.playerCount());
        if (payoffs.size() != size) {
            throw new IllegalArgumentException("payoffs.size (" + payoffs.size() + ") must be " + size + " = "
                    + gameCount + " games x " + index.playerCount() + " players x " + index.jointActionCount()
                    + " joint actions");
        }
        if (from < 0 || end < from || end > gameCount) {
            throw new IllegalArgumentException(
                    "games from " + from + " to " + end + " must be a range in 0.." + gameCount);
        }
        int shared = isResident ? Math.toIntExact(Double.BYTES * stateSize * activeWarps) : 0;
        device.kernel("batch_equilibria")
                .launch(
                        subject(),
                        new Grid(blocks, 1, shared),
                        shapeStruct(),
                        new long[] {
                            Double.doubleToRawLongBits(options.epsilon()),
                            Double.doubleToRawLongBits(options.tolerance()),
                            options.iterationLimit()
                        },
                        new long[] {
                            DeviceBuffer.of(payoffs).elements().address(),
                            multipliers.elements().address(),
                            sigma.elements().address(),
                            values.elements().address(),
                            reports.elements().address()
                        },
                        Kernel.of(from),
                        Kernel.of(end),
                        isResident ? Kernel.none() : Kernel.of(states),
                        Kernel.of(activeWarps));
    }

    private long[] shapeStruct() {
        long[] struct = new long[lists.length + 6];
        for (int k = 0; k < lists.length; k++) {
            struct[k] = lists[k].address();
        }
        struct[lists.length] = index.playerCount();
        struct[lists.length + 1] = index.jointActionCount();
        struct[lists.length + 2] = shape.rowCount();
        struct[lists.length + 3] = concept.rowCount(index);
        struct[lists.length + 4] = shape.entryCount();
        struct[lists.length + 5] = stateSize;
        return struct;
    }

    /** For messages. */
    private String subject() {
        return gameCount + " games " + index;
    }

    @Override
    public void close() {
        for (DeviceMemory list : lists) {
            list.close();
        }
        states.close();
        reports.close();
        values.close();
        sigma.close();
        multipliers.close();
    }
}
