package org.aumann.kernels.cuda;

import org.aumann.kernels.ComputeBackendContract;
import org.aumann.kernels.MeanFieldOperatorContract;

/** The CUDA back end keeps the contract: on a GPU where there is one, and on the emulator. */
@RequiresCuda
class CudaBackendTest extends ComputeBackendContract implements MeanFieldOperatorContract {
    CudaBackendTest() {
        super("cuda");
    }
}
