package org.aumann.kernels.cuda.device;

import java.util.Arrays;
import jcuda.Pointer;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/** A kernel on a device. Blocks have {@link #BLOCK} threads. */
public final class Kernel {
    /** Threads of a block: {@code kBlock} of the sources. */
    public static final int BLOCK = 256;

    /** Blocks of a launch: four for each of 132 multiprocessors. The same everywhere: it decides the order of sums. */
    public static final int BLOCKS = 528;

    /** Shared memory of a block, where the device has that much: two blocks share a multiprocessor of 228 KB. */
    public static final int GREATEST_SHARED_BYTES = 112 * 1024;

    /** Shared memory beyond this has to be asked for. */
    private static final int DEFAULT_SHARED_BYTES = 48 * 1024;

    private final CudaDevice device;
    private final String name;
    private final CUfunction function;
    private int sharedByteSize = DEFAULT_SHARED_BYTES;

    Kernel(CudaDevice device, String name, CUfunction function) {
        this.device = device;
        this.name = name;
        this.function = function;
    }

    /**
     * The shape of a launch.
     *
     * @param x blocks in the first dimension
     * @param y blocks in the second dimension
     * @param sharedBytes dynamic shared memory of a block
     */
    public record Grid(int x, int y, int sharedBytes) {
        /**
         * Blocks without a second dimension, with room for a sum over the block.
         *
         * @param blocks number of blocks
         * @return the shape
         */
        public static Grid of(int blocks) {
            return new Grid(blocks, 1, BLOCK * Double.BYTES);
        }

        /**
         * Threads for so many independent items, in at most the given number of blocks.
         *
         * @param items number of items
         * @param greatestBlocks most blocks
         * @return the shape
         */
        public static Grid over(long items, int greatestBlocks) {
            return of(Math.clamp((items + BLOCK - 1) / BLOCK, 1, greatestBlocks));
        }
    }

    /**
     * Starts the kernel; it runs after everything before.
     *
     * @param subject what it works on, for messages
     * @param grid its shape
     * @param arguments 64 bits each, or the fields of a struct
     */
    public void launch(String subject, Grid grid, long[]... arguments) {
        CUstream stream = device.enter();
        if (grid.sharedBytes > sharedByteSize) {
            device.check(
                    JCudaDriver.cuFuncSetAttribute(
                            function,
                            CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES,
                            grid.sharedBytes),
                    "asking for " + grid.sharedBytes + " bytes of shared memory for " + name);
            sharedByteSize = grid.sharedBytes;
        }
        String launch = name + " with " + grid.x + " x " + grid.y + " blocks on " + subject;
        Pointer pointers = Pointer.to(Arrays.stream(arguments).map(Pointer::to).toArray(Pointer[]::new));
        int result = JCudaDriver.cuLaunchKernel(
                function, grid.x, grid.y, 1, BLOCK, 1, 1, grid.sharedBytes, stream, pointers, null);
        device.check(result, "launching " + launch);
        device.launched(launch);
    }

    /**
     * An integer argument.
     *
     * @param value the argument
     * @return its 64 bits
     */
    public static long[] of(long value) {
        return new long[] {value};
    }

    /**
     * A float64 argument.
     *
     * @param value the argument
     * @return its 64 bits
     */
    public static long[] of(double value) {
        return new long[] {Double.doubleToRawLongBits(value)};
    }

    /**
     * A pointer argument.
     *
     * @param memory memory, or nothing
     * @return its 64 bits
     */
    public static long[] of(DeviceMemory memory) {
        return new long[] {memory.address()};
    }

    /**
     * No memory.
     *
     * @return a null pointer
     */
    public static long[] none() {
        return new long[] {0};
    }
}
