package org.aumann.kernels.cuda;

import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.BackendProvider;
import org.aumann.kernels.ComputeBackend;

/** Provider of the CUDA back end: the first choice where there is a GPU with a driver that is new enough. */
public final class CudaBackendProvider implements BackendProvider {
    /** Above the back ends on the CPU. */
    private static final int RANK = 200;

    /** Called by {@link java.util.ServiceLoader}. */
    public CudaBackendProvider() {}

    @Override
    public String id() {
        return CudaBackend.ID;
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
