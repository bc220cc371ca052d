package org.aumann.kernels.cuda.device;

import java.lang.foreign.MemorySegment;
import jcuda.Pointer;
import jcuda.driver.CUevent;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * Pinned memory through which everything goes to the device and back: copies from pinned memory run at the speed of
 * the bus and beside the host, and it does not matter how large the other memory is or whose it is.
 */
final class Staging implements AutoCloseable {
    /** A half is filled while the other one is on its way. */
    private static final int HALVES = 2;

    private static final int HALF_BYTES = 8 << 20;

    private final CudaDevice device;
    private final Pointer[] pointer = new Pointer[HALVES];
    private final MemorySegment[] memory = new MemorySegment[HALVES];
    private final CUevent[] sent = new CUevent[HALVES];

    Staging(CudaDevice device) {
        this.device = device;
        for (int half = 0; half < HALVES; half++) {
            pointer[half] = new Pointer();
            device.check(
                    JCudaDriver.cuMemHostAlloc(pointer[half], HALF_BYTES, 0), "pinning " + MemoryPlan.text(HALF_BYTES));
            memory[half] = MemorySegment.ofBuffer(pointer[half].getByteBuffer(0, HALF_BYTES));
            sent[half] = new CUevent();
            device.check(JCudaDriver.cuEventCreate(sent[half], 0), "making an event");
        }
    }

    /** Copies all of the source; may return before it has arrived, but not before the source may change. */
    void upload(MemorySegment source, DeviceMemory target) {
        CUstream stream = device.enter();
        int half = 0;
        for (long offset = 0; offset < source.byteSize(); offset += HALF_BYTES) {
            long bytes = Math.min(HALF_BYTES, source.byteSize() - offset);
            device.check(JCudaDriver.cuEventSynchronize(sent[half]), "waiting for an upload");
            MemorySegment.copy(source, offset, memory[half], 0, bytes);
            device.check(
                    JCudaDriver.cuMemcpyHtoDAsync(target.pointer(offset), pointer[half], bytes, stream),
                    "uploading " + target);
            device.check(JCudaDriver.cuEventRecord(sent[half], stream), "uploading " + target);
            half = (half + 1) % HALVES;
        }
    }

    /** Fills all of the target. */
    void download(DeviceMemory source, MemorySegment target) {
        CUstream stream = device.enter();
        for (long offset = 0; offset < target.byteSize(); offset += HALF_BYTES) {
            long bytes = Math.min(HALF_BYTES, target.byteSize() - offset);
            device.check(
                    JCudaDriver.cuMemcpyDtoHAsync(pointer[0], source.pointer(offset), bytes, stream),
                    "downloading " + source);
            device.check(JCudaDriver.cuStreamSynchronize(stream), "downloading " + source);
            MemorySegment.copy(memory[0], 0, target, offset, bytes);
        }
    }

    @Override
    public void close() {
        for (int half = 0; half < HALVES; half++) {
            JCudaDriver.cuEventDestroy(sent[half]);
            JCudaDriver.cuMemFreeHost(pointer[half]);
        }
    }
}
