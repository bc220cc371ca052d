package org.aumann.kernels.cpu.stochastic;

import org.aumann.kernels.cpu.base.HostBuffer;

/** Buffers that begin with zeros. */
final class HostBuffers {
    private HostBuffers() {}

    static HostBuffer zeros(long size) {
        HostBuffer buffer = new HostBuffer(size);
        buffer.stored().fill((byte) 0);
        return buffer;
    }
}
