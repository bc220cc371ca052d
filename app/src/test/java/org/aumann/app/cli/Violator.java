package org.aumann.app.cli;

import org.aumann.kernels.cpu.ScalarBackendProvider;

/** Does what no command may do. */
public final class Violator {
    String violate() {
        return new ScalarBackendProvider().id();
    }
}
