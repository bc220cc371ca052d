package org.aumann.kernels.cuda.device;

import jcuda.driver.CUdevice;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.aumann.kernels.cuda.device.CudaRuntime.State;
import org.aumann.kernels.cuda.device.CudaRuntime.Unusable;
import org.aumann.kernels.cuda.device.CudaRuntime.Usable;

/** The part of the probe that needs JCuda. */
final class DriverProbe {
    /** The driver must read what nvcc 13 writes: PTX 9.0, of the R580 drivers. */
    private static final int LEAST_DRIVER_VERSION = 13_000;

    private DriverProbe() {}

    static State probe() {
        JCudaDriver.setExceptionsEnabled(false);
        int[] version = new int[1];
        JCudaDriver.cuDriverGetVersion(version);
        if (version[0] < LEAST_DRIVER_VERSION) {
            return new Unusable("the NVIDIA driver is too old: it supports CUDA " + text(version[0])
                    + ", the kernels need " + text(LEAST_DRIVER_VERSION) + " (driver R580 or later)");
        }
        int result = JCudaDriver.cuInit(0);
        if (result == CUresult.CUDA_ERROR_NO_DEVICE) {
            return new Unusable("no CUDA device");
        }
        if (result != CUresult.CUDA_SUCCESS) {
            return new Unusable("cuInit failed: " + CUresult.stringFor(result));
        }
        return new Usable(describe());
    }

    private static String text(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    private static String describe() {
        CUdevice device = new CUdevice();
        JCudaDriver.cuDeviceGet(device, 0);
        long[] bytes = new long[1];
        JCudaDriver.cuDeviceTotalMem(bytes, device);
        return CudaDevice.name(device) + ", " + MemoryPlan.text(bytes[0]);
    }
}
