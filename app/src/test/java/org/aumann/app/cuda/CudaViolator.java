package org.aumann.app.cuda;

import jcuda.driver.JCudaDriver;
import jcuda.nvrtc.JNvrtc;
import org.aumann.kernels.cuda.CudaBackendProvider;

/** Does what nothing but the CUDA back end may do, and what not even that may. */
public final class CudaViolator {
    int violate() {
        JNvrtc.setExceptionsEnabled(true);
        return JCudaDriver.cuInit(0) + new CudaBackendProvider().id().length();
    }
}
