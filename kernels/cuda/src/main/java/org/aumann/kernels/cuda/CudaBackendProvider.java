package org.aumann.kernels.cuda;

import java.util.EnumSet;
import java.util.Set;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.BackendProvider;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.CudaRuntime;

/** Provider of the CUDA back end: the first choice where there is a GPU with a driver that is new enough. */
public final class CudaBackendProvider implements BackendProvider {
    /** Above the back ends on the CPU. */
    private static final int RANK = 200;

    /**
     * Numbers that a call goes through so that its launches, downloads and waits, some 0.1 ms, are shorter than the work
     * on a few cores. By arithmetic, not measured.
     */
    private static final long LEAST_SIZE = 1 << 16;

    /** Called by {@link java.util.ServiceLoader}. */
    public CudaBackendProvider() {}

    @Override
    public String id() {
        return CudaBackend.ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.SYMMETRIC_INCENTIVES));
    }

    /** Mean fields and stochastic games are for those who ask: their kernels have run on the emulator, not yet on a GPU. */
    @Override
    public long leastSize(Capability capability) {
        return switch (capability) {
            case MEAN_FIELDS, STOCHASTIC_GAMES -> Long.MAX_VALUE;
            case ROLLOUTS, TREES, PROFILES, REGRETS, INCENTIVES, SYMMETRIC_INCENTIVES, BATCHES -> LEAST_SIZE;
        };
    }

    @Override
    public Availability probe() {
        return switch (CudaRuntime.state()) {
            case CudaRuntime.Usable(String device) -> new Availability.Available(RANK, device);
            case CudaRuntime.Unusable(String reason) -> new Availability.Unavailable(reason);
        };
    }

    @Override
    public ComputeBackend create() {
        return switch (CudaRuntime.state()) {
            case CudaRuntime.Usable(String device) -> new CudaBackend(CudaDevice.open(CudaRuntime.kernels()), device);
            case CudaRuntime.Unusable(String reason) -> throw new BackendException("cuda: " + reason);
        };
    }
}
