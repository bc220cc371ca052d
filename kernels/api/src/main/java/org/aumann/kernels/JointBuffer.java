package org.aumann.kernels;

import java.lang.foreign.MemorySegment;

/**
 * Float64 memory of a back end, one element per joint action, or per learner and action: an opaque handle that
 * stays on the device.
 */
public interface JointBuffer extends AutoCloseable {
    /**
     * Number of elements.
     *
     * @return at least 1
     */
    long size();

    /**
     * Copies host memory into the buffer.
     *
     * @param source {@code 8 · size} bytes of float64. Not modified.
     */
    void write(MemorySegment source);

    /**
     * Copies the buffer into host memory.
     *
     * @param target {@code 8 · size} bytes of float64. Modified.
     */
    void read(MemorySegment target);

    /**
     * Gives the elements away: a back end in host memory does not copy them. After this the buffer may only be
     * closed.
     *
     * @return {@code 8 · size} bytes of float64 that live as long as they are reachable
     */
    MemorySegment take();

    /**
     * Where the greatest elements are.
     *
     * @param count how many are wanted, at least 1
     * @return the indices of the {@code min(count, size)} greatest, the greatest first; of equal ones those of
     *     lower index
     */
    long[] greatest(int count);

    /** Frees the memory. */
    @Override
    void close();
}
