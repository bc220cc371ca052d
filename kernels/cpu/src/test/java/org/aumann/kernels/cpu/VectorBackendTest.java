package org.aumann.kernels.cpu;

import org.aumann.kernels.ComputeBackendContract;
import org.aumann.kernels.MeanFieldOperatorContract;

/** The reference back end keeps the contract. */
class VectorBackendTest extends ComputeBackendContract implements MeanFieldOperatorContract {
    VectorBackendTest() {
        super("cpu");
    }
}
