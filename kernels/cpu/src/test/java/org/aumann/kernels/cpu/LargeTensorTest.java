package org.aumann.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.ProfileOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Tensors with more than 2³¹ elements, most of them pages of zeros that no memory stands behind: what lies beyond the ints is
 * where it should be.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class LargeTensorTest {
    private static final int READ_AND_WRITE = 3;

    /** {@code MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE}. */
    private static final int FLAGS = 0x4022;

    /** {@code MADV_HUGEPAGE}: a page of zeros for 2 MB at a time. */
    private static final int HUGE_PAGES = 14;

    /** Zeros that take memory where they are written to, unmapped with the arena. */
    @SuppressWarnings("restricted") // mapping memory is what this method is for
    private static MemorySegment zeros(Arena arena, long byteSize) {
        ValueLayout.OfLong address = ValueLayout.JAVA_LONG;
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        try {
            long at = (long)
                    handle("mmap", FunctionDescriptor.of(address, address, address, number, number, number, address))
                            .invokeExact(0L, byteSize, READ_AND_WRITE, FLAGS, -1, 0L);
            assertThat(at).isNotEqualTo(-1);
            int advised = (int) handle("madvise", FunctionDescriptor.of(number, address, address, number))
                    .invokeExact(at, byteSize, HUGE_PAGES);
            assertThat(advised).isBetween(-1, 0); // without huge pages it is only slower
            MethodHandle unmap = handle("munmap", FunctionDescriptor.of(number, address, address));
            return MemorySegment.ofAddress(at).reinterpret(byteSize, arena, memory -> {
                try {
                    int _ = (int) unmap.invokeExact(memory.address(), memory.byteSize());
                } catch (Throwable e) {
                    throw new AssertionError(e);
                }
            });
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
    }

    private static PayoffTensor tensor(JointActionIndex index) {
        Arena arena = Arena.ofShared();
        long byteSize = PayoffTensor.byteSize(index, Precision.FLOAT32);
        return PayoffTensor.over(arena, zeros(arena, byteSize), index, Precision.FLOAT32);
    }

    /** The last elements of all, in everything that walks over all of them. */
    @Test
    void moreThan2To31Payoffs() {
        JointActionIndex index = JointActionIndex.of(11, 11, 11, 11, 11, 11, 12, 13);
        long last = index.jointActionCount() - 1;
        assertThat(8 * last).isGreaterThan(1L << 31);
        double[] certain = new double[index.actionCountSum()];
        for (int p = 0, first = 0; p < 8; first += index.actionCount(p++)) {
            certain[first + index.actionCount(p) - 1] = 1;
        }
        // What the last two players get where all play their last actions, and where player 7 plays the first one.
        double[] values = new double[index.actionCountSum()];
        double[] gains = new double[index.actionCountSum()];
        int six = 66;
        int seven = 78;
        values[six + 11] = -4;
        values[seven + 12] = 5;
        values[seven] = 3;
        for (int d = 0; d < 13; d++) {
            gains[six + Math.min(d, 11)] = d < 11 ? 4 : 0;
            gains[seven + d] = values[seven + d] - 5;
        }
        try (Arena arena = Arena.ofShared();
                PayoffTensor payoffs = tensor(index);
                VectorBackend backend = new VectorBackend()) {
            payoffs.set(6, last, -4);
            payoffs.set(7, last, 5);
            payoffs.set(7, last - 12, 3);
            assertThat(payoffs.get(7, last)).isEqualTo(5);
            assertThat(payoffs.range(6)).isEqualTo(new PayoffRange(-4, 0));
            assertThat(payoffs.range(7)).isEqualTo(new PayoffRange(0, 5));
            try (ProfileOperator operator = backend.profiles(payoffs)) {
                double[] found = new double[values.length];
                operator.actionValues(certain, found);
                assertThat(found).isEqualTo(values);
            }
            try (IncentiveOperator operator = backend.incentives(MetaGame.of(payoffs), SolutionConcept.CCE)) {
                assertThat(operator.differences(new long[] {last})).isEqualTo(gains);
            }
            MemorySegment probabilities = zeros(arena, 8 * index.jointActionCount());
            probabilities.setAtIndex(ValueLayout.JAVA_DOUBLE, last, 1);
            JointDistribution sigma = JointDistribution.over(index, probabilities);
            double[][] certified = DeviationGains.gains(payoffs, sigma, SolutionConcept.CCE);
            for (int p = 0, first = 0; p < 8; first += index.actionCount(p++)) {
                for (int d = 0; d < index.actionCount(p); d++) {
                    assertThat(certified[p][d])
                            .as("player %d, deviation %d", p, d)
                            .isEqualTo(gains[first + d]);
                }
            }
        }
    }

    /** Joint actions beyond the ints, in what looks at few of them. */
    @Test
    void moreThan2To31JointActions() {
        JointActionIndex index = JointActionIndex.of(65_537, 32_771);
        long last = index.jointActionCount() - 1;
        assertThat(last).isGreaterThan(1L << 31);
        try (PayoffTensor payoffs = tensor(index);
                VectorBackend backend = new VectorBackend();
                IncentiveOperator operator = backend.incentives(MetaGame.of(payoffs), SolutionConcept.CCE)) {
            payoffs.set(0, last, 1);
            payoffs.set(1, last, 2);
            payoffs.set(0, last - 32_771, 4);
            payoffs.set(1, last - 1, 8);
            double[] differences = operator.differences(new long[] {last, last - 1});
            assertThat(differences[65_536]).isZero();
            assertThat(differences[65_535]).isEqualTo(3);
            assertThat(differences[0]).isEqualTo(-1);
            assertThat(differences[65_537 + 32_769]).isEqualTo(6);
            assertThat(differences[65_537]).isEqualTo(-2);
            assertThat(differences[65_537 + 32_771 + 65_537 + 32_770]).isEqualTo(-6);
        }
    }
}
