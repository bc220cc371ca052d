package org.aumann.kernels.cuda.device;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;
import org.aumann.kernels.BackendException;
import org.jspecify.annotations.Nullable;

/**
 * One GPU with a context, a stream and the loaded kernels. Everything is issued to the one stream, so that it happens in
 * the order in which it is written.
 *
 * <p>Failures of kernels show at a later call; messages therefore name the last kernel that was launched.
 */
public final class CudaDevice implements AutoCloseable {
    private static final int NAME_LENGTH = 256;

    private final CUdevice device;
    private final CUcontext context = new CUcontext();
    private final CUmodule module = new CUmodule();
    private final CUstream stream = new CUstream();
    private final Map<String, Kernel> kernels = new HashMap<>();
    private final Staging staging;
    private String lastLaunch = "nothing";

    /** The memory of what is being made, see {@link #allOrNothing}. */
    private @Nullable List<DeviceMemory> parts;

    private CudaDevice(CUdevice device, byte[] image) {
        this.device = device;
        check(JCudaDriver.cuCtxCreate(context, 0, device), "making a context");
        try {
            check(JCudaDriver.cuModuleLoadData(module, image), "loading " + image.length + " bytes of kernels");
            check(JCudaDriver.cuStreamCreate(stream, 0), "making a stream");
            staging = new Staging(this);
        } catch (RuntimeException e) {
            JCudaDriver.cuCtxDestroy(context); // and all that is in it
            throw e;
        }
    }

    /**
     * Opens the first GPU.
     *
     * @param image the kernels
     * @return an open device, with a context and a stream of its own
     */
    public static CudaDevice open(byte[] image) {
        CUdevice device = new CUdevice();
        JCudaDriver.cuDeviceGet(device, 0);
        return new CudaDevice(device, image);
    }

    static String name(CUdevice device) {
        byte[] name = new byte[NAME_LENGTH];
        JCudaDriver.cuDeviceGetName(name, name.length, device);
        return new String(name, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    /** Turns a result of the driver other than success into an exception. */
    void check(int result, String operation) {
        if (result != CUresult.CUDA_SUCCESS) {
            String[] name = new String[1];
            JCudaDriver.cuGetErrorName(result, name);
            String[] text = new String[1];
            JCudaDriver.cuGetErrorString(result, text);
            throw new BackendException("cuda: " + operation + " failed after " + lastLaunch + ": " + name[0] + " ("
                    + result + "), " + text[0]);
        }
    }

    /**
     * Bytes of shared memory that a block can ask for.
     *
     * @return bytes
     */
    public int greatestSharedByteSize() {
        int[] bytes = new int[1];
        check(
                JCudaDriver.cuDeviceGetAttribute(
                        bytes, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN, device),
                "asking for the size of shared memory");
        return bytes[0];
    }

    /**
     * Memory that is left.
     *
     * @return bytes
     */
    public long freeByteSize() {
        enter();
        long[] free = new long[1];
        long[] total = new long[1];
        check(JCudaDriver.cuMemGetInfo(free, total), "asking for the free memory");
        return free[0];
    }

    /**
     * Memory of unspecified content.
     *
     * @param byteSize bytes
     * @param what what lies in it, for messages
     * @return memory that the caller closes
     */
    public DeviceMemory allocate(long byteSize, String what) {
        DeviceMemory memory = new DeviceMemory(this, byteSize, what);
        if (parts != null) {
            parts.add(memory);
        }
        return memory;
    }

    /**
     * Makes something that owns several pieces of memory. If that fails half way, for want of memory or any other reason,
     * the pieces are freed.
     *
     * @param maker calls the constructor
     * @param <T> what is made
     * @return what was made
     */
    public <T> T allOrNothing(Supplier<T> maker) {
        List<DeviceMemory> made = new ArrayList<>();
        parts = made;
        try {
            return maker.get();
        } catch (RuntimeException | Error e) {
            made.forEach(DeviceMemory::close);
            throw e;
        } finally {
            parts = null;
        }
    }

    /**
     * A copy of host memory that the caller closes.
     *
     * @param source what is copied. Not modified.
     * @param what what lies in it, for messages
     * @return memory that the caller closes
     */
    public DeviceMemory copyOf(MemorySegment source, String what) {
        DeviceMemory memory = allocate(source.byteSize(), what);
        try {
            upload(source, memory);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
        return memory;
    }

    /**
     * A copy of an array that the caller closes.
     *
     * @param source what is copied. Not modified.
     * @param what what lies in it, for messages
     * @return memory that the caller closes
     */
    public DeviceMemory copyOf(double[] source, String what) {
        return copyOf(MemorySegment.ofArray(source), what);
    }

    /**
     * A copy of an array that the caller closes.
     *
     * @param source what is copied. Not modified.
     * @param what what lies in it, for messages
     * @return memory that the caller closes
     */
    public DeviceMemory copyOf(long[] source, String what) {
        return copyOf(MemorySegment.ofArray(source), what);
    }

    /**
     * A copy of an array that the caller closes.
     *
     * @param source what is copied. Not modified.
     * @param what what lies in it, for messages
     * @return memory that the caller closes
     */
    public DeviceMemory copyOf(int[] source, String what) {
        return copyOf(MemorySegment.ofArray(source), what);
    }

    /**
     * Copies to the device.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void upload(MemorySegment source, DeviceMemory target) {
        staging.upload(source, target);
    }

    /**
     * Copies to the device.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void upload(double[] source, DeviceMemory target) {
        upload(MemorySegment.ofArray(source), target);
    }

    /**
     * Copies to the device.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void upload(long[] source, DeviceMemory target) {
        upload(MemorySegment.ofArray(source), target);
    }

    /**
     * Waits for everything before, and copies as much as the target holds.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void download(DeviceMemory source, MemorySegment target) {
        staging.download(source, target);
    }

    /**
     * Waits for everything before, and copies as much as the target holds.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void download(DeviceMemory source, double[] target) {
        download(source, MemorySegment.ofArray(target));
    }

    /**
     * Waits for everything before, and copies as much as the target holds.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void download(DeviceMemory source, long[] target) {
        download(source, MemorySegment.ofArray(target));
    }

    /**
     * Copies on the device, as much as the target holds.
     *
     * @param source what is copied. Not modified.
     * @param target what is written. Modified.
     */
    public void copy(DeviceMemory source, DeviceMemory target) {
        check(
                JCudaDriver.cuMemcpyDtoDAsync(target.pointer(), source.pointer(), target.byteSize(), enter()),
                "copying " + source);
    }

    /**
     * Fills memory.
     *
     * @param target what is written. Modified.
     * @param value the byte of every byte
     */
    public void fill(DeviceMemory target, int value) {
        check(
                JCudaDriver.cuMemsetD8Async(target.pointer(), (byte) value, target.byteSize(), enter()),
                "filling " + target);
    }

    /**
     * A kernel by its name in the sources.
     *
     * @param name its name
     * @return the kernel
     */
    public Kernel kernel(String name) {
        return kernels.computeIfAbsent(name, this::load);
    }

    private Kernel load(String name) {
        enter();
        CUfunction function = new CUfunction();
        check(JCudaDriver.cuModuleGetFunction(function, module, name), "looking for the kernel " + name);
        return new Kernel(this, name, function);
    }

    void launched(String launch) {
        lastLaunch = launch;
    }

    /** Makes this device the one that driver calls of the current thread are for; comes before each of them. */
    CUstream enter() {
        JCudaDriver.cuCtxSetCurrent(context);
        return stream;
    }

    @Override
    public void close() {
        enter();
        staging.close();
        JCudaDriver.cuStreamDestroy(stream);
        JCudaDriver.cuModuleUnload(module);
        JCudaDriver.cuCtxDestroy(context);
    }
}
