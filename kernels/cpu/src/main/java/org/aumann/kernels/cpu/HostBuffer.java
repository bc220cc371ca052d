package org.aumann.kernels.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.host.AbstractBuffer;
import org.aumann.kernels.host.GreatestElements;

/** A joint buffer in the memory of this machine, 64-byte aligned. The collector frees it: it may be given away. */
final class HostBuffer extends AbstractBuffer {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final MemorySegment segment;

    /** The elements are {@code scale} times what is stored: a softmax need not write its result twice. */
    private double scale = 1;

    HostBuffer(long size) {
        try {
            segment = Arena.ofAuto().allocate(Math.multiplyExact(size, 8L), 64);
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException(
                    "a distribution over " + size + " joint actions needs " + 8 * size + " bytes, more than there is");
        }
    }

    /** The memory of a buffer that must have been made by a CPU back end, with the scale applied. */
    static MemorySegment segmentOf(JointBuffer buffer) {
        HostBuffer host = of(buffer);
        host.normalise();
        return host.segment;
    }

    static HostBuffer of(JointBuffer buffer) {
        if (buffer instanceof HostBuffer host) {
            return host;
        }
        throw new IllegalArgumentException(
                "buffer (" + buffer.getClass().getSimpleName() + ") must be made by this back end");
    }

    /** The memory as it is stored; elements are {@link #scale} times it. */
    MemorySegment stored() {
        return segment;
    }

    double scale() {
        return scale;
    }

    void rescale(double scale) {
        this.scale = scale;
    }

    private void normalise() {
        if (scale != 1) {
            double factor = scale;
            LongStream.range(0, size()).parallel().forEach(a -> set(segment, a, factor * get(segment, a)));
            scale = 1;
        }
    }

    static double get(MemorySegment segment, long element) {
        return segment.getAtIndex(DOUBLE, element);
    }

    static void set(MemorySegment segment, long element, double value) {
        segment.setAtIndex(DOUBLE, element, value);
    }

    @Override
    public long size() {
        return segment.byteSize() / 8;
    }

    @Override
    public void write(MemorySegment source) {
        MemorySegment.copy(source, 0, segment, 0, segment.byteSize());
        scale = 1;
    }

    @Override
    public void read(MemorySegment target) {
        normalise();
        MemorySegment.copy(segment, 0, target, 0, segment.byteSize());
    }

    @Override
    public MemorySegment take() {
        normalise();
        return segment;
    }

    /** Their order is that of the stored elements. */
    @Override
    public long[] greatest(int count) {
        return GreatestElements.of(segment, count);
    }

    @Override
    public void close() {}
}
