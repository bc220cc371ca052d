package org.aumann.kernels.cpu.base;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.host.AbstractBuffer;
import org.aumann.kernels.host.GreatestElements;

/** A joint buffer in the memory of this machine, 64-byte aligned. The collector frees it: it may be given away. */
public final class HostBuffer extends AbstractBuffer {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final MemorySegment segment;

    /** The elements are {@code scale} times what is stored: a softmax need not write its result twice. */
    private double scale = 1;

    /**
     * Memory of unspecified content.
     *
     * @param size number of elements
     */
    public HostBuffer(long size) {
        try {
            segment = Arena.ofAuto().allocate(Math.multiplyExact(size, 8L), 64);
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException(
                    "a distribution over " + size + " joint actions needs " + 8 * size + " bytes, more than there is");
        }
    }

    /**
     * The memory of a buffer that must have been made by a CPU back end, with the scale applied.
     *
     * @param buffer a buffer of a CPU back end
     * @return the elements themselves
     */
    public static MemorySegment segmentOf(JointBuffer buffer) {
        HostBuffer host = of(buffer);
        host.normalise();
        return host.segment;
    }

    /**
     * A buffer as what it must be, one of this back end.
     *
     * @param buffer a buffer of a CPU back end
     * @return the same
     */
    public static HostBuffer of(JointBuffer buffer) {
        if (buffer instanceof HostBuffer host) {
            return host;
        }
        throw new IllegalArgumentException(
                "buffer (" + buffer.getClass().getSimpleName() + ") must be made by this back end");
    }

    /**
     * The memory as it is stored; elements are {@link #scale} times it.
     *
     * @return the memory itself
     */
    public MemorySegment stored() {
        return segment;
    }

    /**
     * What the stored elements are to be multiplied with.
     *
     * @return 1 but for a softmax
     */
    public double scale() {
        return scale;
    }

    /**
     * Changes what the stored elements are to be multiplied with.
     *
     * @param scale the factor
     */
    public void rescale(double scale) {
        this.scale = scale;
    }

    private void normalise() {
        if (scale != 1) {
            double factor = scale;
            LongStream.range(0, size()).parallel().forEach(a -> set(segment, a, factor * get(segment, a)));
            scale = 1;
        }
    }

    /**
     * An element of memory.
     *
     * @param segment float64
     * @param element its position
     * @return the number
     */
    public static double get(MemorySegment segment, long element) {
        return segment.getAtIndex(DOUBLE, element);
    }

    /**
     * Sets an element of memory.
     *
     * @param segment float64
     * @param element its position
     * @param value what it becomes
     */
    public static void set(MemorySegment segment, long element, double value) {
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
