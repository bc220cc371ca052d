package org.aumann.kernels.host;

import java.lang.foreign.MemorySegment;
import org.aumann.kernels.JointBuffer;

/** A buffer whose elements are copied to the host where they are asked for there. */
public abstract class AbstractBuffer implements JointBuffer {
    /** For subclasses. */
    protected AbstractBuffer() {}

    @Override
    public MemorySegment take() {
        return HostCopy.of(this);
    }

    @Override
    public long[] greatest(int count) {
        return GreatestElements.of(HostCopy.of(this), count);
    }
}
