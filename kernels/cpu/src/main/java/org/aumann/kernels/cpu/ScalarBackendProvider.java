package org.aumann.kernels.cpu;

import java.util.EnumSet;
import java.util.Set;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendProvider;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;

/** Provider of the scalar reference back end: always there, never the first choice. */
public final class ScalarBackendProvider implements BackendProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public ScalarBackendProvider() {}

    @Override
    public String id() {
        return ScalarBackend.ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Availability probe() {
        return new Availability.Available(0, "one thread, scalar float64");
    }

    @Override
    public ComputeBackend create() {
        return new ScalarBackend();
    }
}
