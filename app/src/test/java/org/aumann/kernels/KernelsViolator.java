package org.aumann.kernels;

import org.aumann.solvers.MetaSolvers;

/** Does what nothing in the back-end interface may do. */
public final class KernelsViolator {
    int violate() {
        return MetaSolvers.descriptions().size();
    }
}
