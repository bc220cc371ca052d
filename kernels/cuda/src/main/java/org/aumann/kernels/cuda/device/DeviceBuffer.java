package org.aumann.kernels.cuda.device;

import java.lang.foreign.MemorySegment;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.host.AbstractBuffer;

/** A joint buffer in the memory of a GPU. */
public final class DeviceBuffer extends AbstractBuffer {
    private static final int SCALE_BLOCKS = 4_096;

    private final CudaDevice device;
    private final DeviceMemory memory;
    private final long size;

    /** The elements are {@code scale} times what is stored: a softmax need not write its result twice. */
    private double scale = 1;

    /**
     * Memory of unspecified content.
     *
     * @param device the GPU
     * @param size number of elements
     */
    public DeviceBuffer(CudaDevice device, long size) {
        this.device = device;
        this.size = size;
        long byteSize = Math.multiplyExact(size, 8L);
        new MemoryPlan()
                .with("one distribution", byteSize)
                .require("a buffer over " + size + " joint actions", device.freeByteSize());
        this.memory = device.allocate(byteSize, "a buffer over " + size + " joint actions");
    }

    /**
     * A buffer as what it must be, one of this back end.
     *
     * @param buffer a buffer of this back end
     * @return the same
     */
    public static DeviceBuffer of(JointBuffer buffer) {
        if (buffer instanceof DeviceBuffer onDevice) {
            return onDevice;
        }
        throw new IllegalArgumentException(
                "buffer (" + buffer.getClass().getSimpleName() + ") must be made by this back end");
    }

    /**
     * The memory as it is stored; elements are {@link #scale} times it.
     *
     * @return the memory itself
     */
    public DeviceMemory stored() {
        return memory;
    }

    /**
     * What the stored elements are to be multiplied with.
     *
     * @return 1 but for a softmax
     */
    public double scale() {
        return scale;
    }

    /**
     * Changes what the stored elements are to be multiplied with.
     *
     * @param scale the factor
     */
    public void rescale(double scale) {
        this.scale = scale;
    }

    /**
     * The memory, with the scale applied.
     *
     * @return the memory itself
     */
    public DeviceMemory elements() {
        if (scale != 1) {
            device.kernel("scale")
                    .launch(
                            size + " joint actions",
                            Kernel.Grid.over(size, SCALE_BLOCKS),
                            Kernel.of(memory),
                            Kernel.of(size),
                            Kernel.of(scale));
            scale = 1;
        }
        return memory;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void write(MemorySegment source) {
        device.upload(source.asSlice(0, memory.byteSize()), memory);
        scale = 1;
    }

    @Override
    public void read(MemorySegment target) {
        device.download(elements(), target.asSlice(0, memory.byteSize()));
    }

    @Override
    public long[] greatest(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count (" + count + ") must be at least 1");
        }
        return new GreatestElements(device, memory, size).select(count);
    }

    @Override
    public void close() {
        memory.close();
    }
}
