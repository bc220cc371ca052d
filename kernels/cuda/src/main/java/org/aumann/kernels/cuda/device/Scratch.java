package org.aumann.kernels.cuda.device;

import org.jspecify.annotations.Nullable;

/** Device memory for work, kept from call to call and replaced where more is needed. */
public final class Scratch implements AutoCloseable {
    private final CudaDevice device;
    private final String what;
    private final String subject;
    private @Nullable DeviceMemory memory;

    /**
     * No memory yet.
     *
     * @param device the GPU
     * @param what what lies in it, for messages
     * @param subject what it is needed for, for messages
     */
    public Scratch(CudaDevice device, String what, String subject) {
        this.device = device;
        this.what = what;
        this.subject = subject;
    }

    /**
     * Memory of at least a size; whatever was in it may be lost.
     *
     * @param byteSize bytes
     * @return memory that this owns
     */
    public DeviceMemory ofAtLeast(long byteSize) {
        DeviceMemory known = memory;
        if (known != null && known.byteSize() >= byteSize) {
            return known;
        }
        close();
        new MemoryPlan().with(what, byteSize).require(subject, device.freeByteSize());
        DeviceMemory grown = device.allocate(byteSize, what);
        memory = grown;
        return grown;
    }

    /**
     * Memory of at least so many float64 numbers; whatever was in it may be lost.
     *
     * @param count number of elements
     * @return memory that this owns
     */
    public DeviceMemory ofDoubles(long count) {
        return ofAtLeast(Math.multiplyExact(Double.BYTES, count));
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }
}
