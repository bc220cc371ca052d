package org.aumann.kernels.cpu;

import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendProvider;
import org.aumann.kernels.ComputeBackend;

/** Provider of the Vector API back end: the default on every CPU. */
public final class VectorBackendProvider implements BackendProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public VectorBackendProvider() {}

    @Override
    public String id() {
        return "cpu";
    }

    @Override
    public Availability probe() {
        return new Availability.Unavailable("not built");
    }

    @Override
    public ComputeBackend create() {
        throw new IllegalStateException();
    }
}
