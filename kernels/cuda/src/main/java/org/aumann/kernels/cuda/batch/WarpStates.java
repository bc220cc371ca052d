package org.aumann.kernels.cuda.batch;

import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;

/** Where games at work lie, a warp for each: in shared memory where they fit, else in memory that this owns. */
final class WarpStates implements AutoCloseable {
    private static final int WARPS = Kernel.BLOCK / 32;

    private final int activeWarps;
    private final int blocks;
    private final int sharedBytes;
    private final DeviceMemory states;

    /**
     * @param stateSize float64 numbers of a game at work
     * @param gameCount number of games, at least 1
     */
    WarpStates(CudaDevice device, long stateSize, int gameCount) {
        long fitting = fitting(device, stateSize);
        this.activeWarps = fitting > 0 ? (int) Math.min(WARPS, fitting) : WARPS;
        this.blocks = Math.clamp((gameCount + activeWarps - 1L) / activeWarps, 1, Kernel.BLOCKS);
        this.sharedBytes = fitting > 0 ? Math.toIntExact(Double.BYTES * stateSize * activeWarps) : 0;
        this.states = device.allocate(byteSize(device, stateSize, gameCount), "games at work");
    }

    private static long fitting(CudaDevice device, long stateSize) {
        return Math.min(Kernel.GREATEST_SHARED_BYTES, device.greatestSharedByteSize()) / (Double.BYTES * stateSize);
    }

    /** Bytes of device memory that games at work need. */
    static long byteSize(CudaDevice device, long stateSize, int gameCount) {
        long blocks = Math.clamp((gameCount + WARPS - 1L) / WARPS, 1, Kernel.BLOCKS);
        return fitting(device, stateSize) > 0 ? 0 : Double.BYTES * stateSize * WARPS * blocks;
    }

    Grid grid() {
        return new Grid(blocks, 1, sharedBytes);
    }

    /** The memory, or a null pointer. */
    long[] memory() {
        return sharedBytes > 0 ? Kernel.none() : Kernel.of(states);
    }

    long[] activeWarps() {
        return Kernel.of(activeWarps);
    }

    @Override
    public void close() {
        states.close();
    }
}
