package org.aumann.kernels.cpu;

import java.util.EnumSet;
import java.util.Set;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendProvider;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;

/** Provider of the Vector API back end: the default on every CPU. */
public final class VectorBackendProvider implements BackendProvider {
    /** Above the scalar reference, below any device. */
    private static final int RANK = 100;

    /** Called by {@link java.util.ServiceLoader}. */
    public VectorBackendProvider() {}

    @Override
    public String id() {
        return VectorBackend.ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Availability probe() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new Availability.Unavailable("the JVM was started without --add-modules=jdk.incubator.vector");
        }
        return new Availability.Available(RANK, VectorBackend.describe());
    }

    @Override
    public ComputeBackend create() {
        return new VectorBackend();
    }
}
