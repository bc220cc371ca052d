package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** What happens to a block of complete logits while it is still in the cache. An instance belongs to one task. */
abstract class LogitMap {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    abstract void apply(MemorySegment logits, long element, int length);

    /** Leaves them as they are. */
    static final class Identity extends LogitMap {
        @Override
        void apply(MemorySegment logits, long element, int length) {}
    }

    /** Leaves them and remembers the greatest. */
    static final class Greatest extends LogitMap {
        private double greatest = Double.NEGATIVE_INFINITY;

        double greatest() {
            return greatest;
        }

        @Override
        void apply(MemorySegment logits, long element, int length) {
            DoubleVector max = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
            int body = D.loopBound(length);
            for (int i = 0; i < body; i += LANES) {
                max = max.max(DoubleVector.fromMemorySegment(D, logits, 8 * (element + i), ORDER));
            }
            greatest = Math.max(greatest, max.reduceLanes(VectorOperators.MAX));
            for (int i = body; i < length; i++) {
                greatest = Math.max(greatest, HostBuffer.get(logits, element + i));
            }
        }
    }

    /** Replaces them by {@code exp(ℓ − shift)} and sums up. */
    static final class Exponential extends LogitMap {
        private final double shift;
        private double sum;

        Exponential(double shift) {
            this.shift = shift;
        }

        double sum() {
            return sum;
        }

        @Override
        void apply(MemorySegment logits, long element, int length) {
            DoubleVector total = DoubleVector.zero(D);
            int body = D.loopBound(length);
            for (int i = 0; i < body; i += LANES) {
                long offset = 8 * (element + i);
                DoubleVector mass = VectorExp.exp(
                        DoubleVector.fromMemorySegment(D, logits, offset, ORDER).sub(shift));
                mass.intoMemorySegment(logits, offset, ORDER);
                total = total.add(mass);
            }
            if (body < length) {
                VectorMask<Double> tail = D.indexInRange(body, length);
                long offset = 8 * (element + body);
                DoubleVector mass = VectorExp.exp(DoubleVector.fromMemorySegment(D, logits, offset, ORDER, tail)
                        .sub(shift));
                mass.intoMemorySegment(logits, offset, ORDER, tail);
                total = total.add(mass, tail);
            }
            sum += Runs.sum(total);
        }
    }
}
