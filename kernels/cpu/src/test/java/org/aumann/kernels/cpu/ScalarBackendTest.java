package org.aumann.kernels.cpu;

import org.aumann.kernels.ComputeBackendContract;
import org.aumann.kernels.MeanFieldOperatorContract;
import org.aumann.kernels.SymmetricOperatorContract;

/** The reference back end keeps the contract. */
class ScalarBackendTest extends ComputeBackendContract implements MeanFieldOperatorContract, SymmetricOperatorContract {
    ScalarBackendTest() {
        super("reference");
    }
}
