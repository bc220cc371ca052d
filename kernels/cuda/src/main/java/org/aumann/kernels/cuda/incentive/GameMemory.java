package org.aumann.kernels.cuda.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.jspecify.annotations.Nullable;

/** What an incentive operator keeps on the device. Owned by it. */
final class GameMemory implements AutoCloseable {
    /** Statistics of the blocks of a launch, or of the probes; up to three for each. */
    private static final int STATISTICS = 4 * Kernel.BLOCKS;

    final DeviceMemory payoffs;
    final DeviceMemory players;
    final DeviceMemory playerOfColumn;

    /** Repeat counts of the actions; only there if any repeats. */
    private final List<DeviceMemory> repeats;

    /** Only there if the operator has one. */
    private final List<DeviceMemory> tilt;

    final DeviceMemory logRepeats;
    final DeviceMemory noBias;
    final DeviceMemory coefficients;
    final DeviceMemory products;
    final DeviceMemory partials;
    final DeviceMemory statistics;

    /** The shift of the exponentials, then up to three sums. */
    final DeviceMemory shift;

    private final CudaDevice device;
    private final int playerCount;

    GameMemory(
            CudaDevice device,
            TensorGame game,
            IncentiveLayout layout,
            @Nullable MemorySegment tilt,
            long partialByteSize,
            String operation) {
        this.device = device;
        this.playerCount = layout.index().playerCount();
        long small = (long) Double.BYTES
                * (layout.coefficientCount()
                        + layout.productCount()
                        + STATISTICS
                        + 4L * layout.index().actionCountSum());
        long outcomes = Double.BYTES * layout.index().jointActionCount();
        MemoryPlan plan = new MemoryPlan()
                .with("payoffs", game.payoffs().segment().byteSize())
                .with("one distribution", outcomes);
        (tilt == null ? plan : plan.with("tilt", outcomes))
                .with("work space", partialByteSize + small)
                .require(operation, device.freeByteSize());
        double[] counts = layout.repeats(game);
        double[] logs = Arrays.stream(counts).map(Math::log).toArray();
        payoffs = device.copyOf(game.payoffs().segment(), "payoffs");
        players = device.copyOf(layout.players(), "players");
        playerOfColumn = device.copyOf(layout.playerOfColumn(), "players of the actions");
        repeats = game.isUnweighted() ? List.of() : List.of(device.copyOf(counts, "repeat counts"));
        this.tilt = tilt == null ? List.of() : List.of(device.copyOf(tilt, "the tilt"));
        logRepeats = device.copyOf(logs, "logarithms of the repeat counts");
        noBias = device.copyOf(new double[counts.length], "no bias");
        coefficients = doubles(layout.coefficientCount(), "coefficients");
        products = doubles(layout.productCount(), "products");
        partials = device.allocate(partialByteSize, "partial products");
        statistics = doubles(STATISTICS, "statistics");
        shift = doubles(4, "the shift and sums");
    }

    private DeviceMemory doubles(int count, String what) {
        return device.allocate((long) Double.BYTES * count, what);
    }

    int playerCount() {
        return playerCount;
    }

    /** The repeat counts as an argument of a kernel. */
    long[] repeats() {
        return repeats.isEmpty() ? Kernel.none() : Kernel.of(repeats.getFirst());
    }

    boolean hasTilt() {
        return !tilt.isEmpty();
    }

    /** The tilt as an argument of a kernel. */
    long[] tilt() {
        return tilt.isEmpty() ? Kernel.none() : Kernel.of(tilt.getFirst());
    }

    @Override
    public void close() {
        repeats.forEach(DeviceMemory::close);
        tilt.forEach(DeviceMemory::close);
        for (DeviceMemory memory : List.of(
                payoffs,
                players,
                playerOfColumn,
                logRepeats,
                noBias,
                coefficients,
                products,
                partials,
                statistics,
                shift)) {
            memory.close();
        }
    }
}
