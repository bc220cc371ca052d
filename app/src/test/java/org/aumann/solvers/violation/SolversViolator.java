package org.aumann.solvers.violation;

import org.aumann.kernels.cpu.ScalarBackendProvider;

/** Does what no solver may do. */
public final class SolversViolator {
    String violate() {
        return new ScalarBackendProvider().id();
    }
}
