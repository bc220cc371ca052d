package org.aumann.kernels.host;

import org.aumann.solvers.MetaSolvers;

/** Does what no default on the host may do. */
public final class HostViolator {
    int violate() {
        return MetaSolvers.descriptions().size();
    }
}
