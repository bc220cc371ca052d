package org.aumann.core.violation;

import com.google.ortools.Loader;
import java.util.Random;
import org.aumann.kernels.cpu.ScalarBackendProvider;

/** Does what nothing in core may do. */
public final class CoreViolator {
    private final ScalarBackendProvider backend = new ScalarBackendProvider();

    void violate() {
        Loader.loadNativeLibraries();
        System.out.println(String.format("%s %s", backend.id(), new Random(1).nextInt()));
    }
}
