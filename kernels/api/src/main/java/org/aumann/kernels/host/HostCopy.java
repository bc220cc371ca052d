package org.aumann.kernels.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.aumann.kernels.JointBuffer;

/** Copies of buffers in host memory, which the collector frees. */
final class HostCopy {
    private static final long ALIGNMENT = 64;

    private HostCopy() {}

    static MemorySegment of(JointBuffer buffer) {
        MemorySegment copy = Arena.ofAuto().allocate(Math.multiplyExact(buffer.size(), (long) Double.BYTES), ALIGNMENT);
        buffer.read(copy);
        return copy;
    }
}
