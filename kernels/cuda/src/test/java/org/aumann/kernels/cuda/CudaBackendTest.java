package org.aumann.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.ComputeBackendContract;
import org.junit.jupiter.api.Test;

/** The CUDA back end keeps the contract: on a GPU where there is one, and on the emulator. */
@RequiresCuda
class CudaBackendTest extends ComputeBackendContract {
    CudaBackendTest() {
        super("cuda");
    }

    /** Until there are kernels it says so, and nothing else steps in. */
    @Test
    void refusesMeanFieldGames() {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game("dominated"));
        assertThatThrownBy(() -> backend().meanField(model))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("cuda has no mean-field kernels");
    }
}
