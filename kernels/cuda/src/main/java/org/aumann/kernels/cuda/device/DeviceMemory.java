package org.aumann.kernels.cuda.device;

import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;

/** Memory of a GPU. Freed by {@link #close}; the device waits for kernels that still use it. */
public final class DeviceMemory implements AutoCloseable {
    private final CudaDevice device;
    private final Address address = new Address();
    private final long byteSize;
    private final String what;
    private boolean isOpen;

    DeviceMemory(CudaDevice device, long byteSize, String what) {
        this.device = device;
        this.byteSize = byteSize;
        this.what = what;
        device.enter();
        device.check(JCudaDriver.cuMemAlloc(address, Math.max(1, byteSize)), "allocating " + this);
        this.isOpen = true;
    }

    /** JCuda keeps addresses to itself; kernel arguments inside of structs need them. */
    private static final class Address extends CUdeviceptr {
        long value() {
            return getNativePointer();
        }
    }

    /**
     * Its size.
     *
     * @return bytes
     */
    public long byteSize() {
        return byteSize;
    }

    /**
     * The address, as kernels take it.
     *
     * @return as the driver knows it
     */
    public long address() {
        return address.value();
    }

    /**
     * The address of a byte.
     *
     * @param offset bytes from the beginning
     * @return as the driver knows it
     */
    public long address(long offset) {
        return address.value() + offset;
    }

    CUdeviceptr pointer() {
        return address;
    }

    CUdeviceptr pointer(long offset) {
        return address.withByteOffset(offset);
    }

    @Override
    public String toString() {
        return MemoryPlan.text(byteSize) + " for " + what;
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            device.enter();
            JCudaDriver.cuMemFree(address);
        }
    }
}
