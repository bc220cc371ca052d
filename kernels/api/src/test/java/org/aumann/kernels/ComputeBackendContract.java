package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ComputeBackend} promises; one subclass per back end names it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ComputeBackendContract
        implements IncentiveOperatorContract,
                CurvatureSampleContract,
                JointBufferContract,
                TreeOperatorContract,
                RolloutContract,
                ProfileOperatorContract,
                RegretOperatorContract,
                BatchOperatorContract {
    private final String id;
    private final ComputeBackend backend;

    /**
     * Opens the back end.
     *
     * @param id the id of a back end that must run here
     */
    protected ComputeBackendContract(String id) {
        this.id = id;
        this.backend = Backends.named(id);
    }

    @Override
    public final ComputeBackend backend() {
        return backend;
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void knowsItsId() {
        assertThat(backend.id()).isEqualTo(id);
        assertThat(backend.device()).isNotBlank().hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 8, 9, 1021, 100_003})
    void buffersKeepWhatIsWritten(long size) {
        double[] written = new Philox(Seeds.seed()).doubles(size).toArray();
        double[] other = new double[(int) size];
        Arrays.fill(other, -1);
        try (JointBuffer buffer = backend.allocate(size);
                JointBuffer neighbour = backend.allocate(size)) {
            assertThat(buffer.size()).isEqualTo(size);
            buffer.write(MemorySegment.ofArray(written));
            neighbour.write(MemorySegment.ofArray(other));
            double[] read = new double[(int) size];
            buffer.read(MemorySegment.ofArray(read));
            assertThat(read).isEqualTo(written);
        }
    }
}
