package org.aumann.kernels.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.InvalidInputException;
import org.aumann.kernels.JointBuffer;

/** A joint buffer in the memory of this machine, 64-byte aligned. */
final class HostBuffer implements JointBuffer {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    HostBuffer(long size) {
        try {
            segment = arena.allocate(Math.multiplyExact(size, 8L), 64);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new InvalidInputException(
                    "a distribution over " + size + " joint actions needs " + 8 * size + " bytes, more than there is");
        }
    }

    /** The memory of a buffer that must have been made by a CPU back end. */
    static MemorySegment segmentOf(JointBuffer buffer) {
        if (buffer instanceof HostBuffer host) {
            return host.segment;
        }
        throw new IllegalArgumentException(
                "buffer (" + buffer.getClass().getSimpleName() + ") must be made by this back end");
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
    }

    @Override
    public void read(MemorySegment target) {
        MemorySegment.copy(segment, 0, target, 0, segment.byteSize());
    }

    @Override
    public void close() {
        arena.close();
    }
}
