package org.aumann.kernels.cpu;

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
import org.aumann.kernels.SymmetricOperatorContract;
import org.aumann.kernels.TreeOperatorContract;

/** The reference back end keeps the contract. */
class VectorBackendTest extends ComputeBackendContract
        implements IncentiveOperatorContract,
                CurvatureSampleContract,
                SymmetricOperatorContract,
                TreeOperatorContract,
                RolloutContract,
                ProfileOperatorContract,
                RegretOperatorContract,
                BatchOperatorContract,
                MeanFieldOperatorContract,
                BackUpOperatorContract,
                LearningOperatorContract {
    VectorBackendTest() {
        super("cpu");
    }
}
