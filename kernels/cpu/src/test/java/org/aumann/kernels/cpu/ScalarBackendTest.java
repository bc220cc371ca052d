package org.aumann.kernels.cpu;

import org.aumann.kernels.ComputeBackendContract;

/** The reference back end keeps the contract. */
class ScalarBackendTest extends ComputeBackendContract {
    ScalarBackendTest() {
        super("reference");
    }
}
