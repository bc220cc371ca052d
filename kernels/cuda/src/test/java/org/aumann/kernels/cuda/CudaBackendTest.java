package org.aumann.kernels.cuda;

import org.aumann.kernels.BackUpOperatorContract;
import org.aumann.kernels.BatchOperatorContract;
import org.aumann.kernels.ComputeBackendContract;
import org.aumann.kernels.CurvatureSampleContract;
import org.aumann.kernels.IncentiveOperatorContract;
import org.aumann.kernels.LearningOperatorContract;
import org.aumann.kernels.MeanFieldOperatorContract;
import org.aumann.kernels.ProfileOperatorContract;
import org.aumann.kernels.RegretOperatorContract;
import org.aumann.kernels.RolloutContract;
import org.aumann.kernels.TreeOperatorContract;

/** The CUDA back end keeps the contract: on a GPU where there is one, and on the emulator. */
@RequiresCuda
class CudaBackendTest extends ComputeBackendContract
        implements IncentiveOperatorContract,
                CurvatureSampleContract,
                TreeOperatorContract,
                RolloutContract,
                ProfileOperatorContract,
                RegretOperatorContract,
                BatchOperatorContract,
                MeanFieldOperatorContract,
                BackUpOperatorContract,
                LearningOperatorContract {
    CudaBackendTest() {
        super("cuda");
    }
}
