package org.aumann.kernels.cuda;

import org.aumann.kernels.ComputeBackendContract;

/** The CUDA back end keeps the contract: on a GPU where there is one, and on the emulator. */
@RequiresCuda
class CudaBackendTest extends ComputeBackendContract {
    CudaBackendTest() {
        super("cuda");
    }
}
