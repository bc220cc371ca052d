package org.aumann.kernels.cpu;

import org.aumann.solvers.MetaSolvers;

/** Does what no back end may do. */
public final class CpuViolator {
    int violate() {
        return MetaSolvers.descriptions().size();
    }
}
