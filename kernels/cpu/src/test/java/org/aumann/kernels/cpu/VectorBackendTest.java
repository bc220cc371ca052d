package org.aumann.kernels.cpu;

import org.aumann.kernels.ComputeBackendContract;

/** The Vector API back end keeps the contract. */
class VectorBackendTest extends ComputeBackendContract {
    VectorBackendTest() {
        super("cpu");
    }
}
