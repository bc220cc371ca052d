package org.aumann.kernels.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The greatest of many numbers: a bounded heap whose root is the least of those kept, so that nearly every number
 * costs one comparison. Every part of the memory has a heap, and what they keep is merged.
 */
public final class GreatestElements {
    /** Elements below which one thread is faster. */
    private static final long SMALL = 65_536;

    private static final int PARTS = 16;

    private final MemorySegment segment;

    /** Indices; no element is {@linkplain #isBefore before} its parent. */
    private final long[] heap;

    private int size;

    private GreatestElements(MemorySegment segment, int capacity) {
        this.segment = segment;
        this.heap = new long[capacity];
    }

    /**
     * The greatest elements of memory.
     *
     * @param segment float64. Not modified.
     * @param count how many are wanted, at least 1
     * @return what {@link org.aumann.kernels.JointBuffer#greatest} says
     */
    public static long[] of(MemorySegment segment, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count (" + count + ") must be at least 1");
        }
        long elements = segment.byteSize() / 8;
        int capacity = (int) Math.min(count, elements);
        int parts = elements < SMALL ? 1 : PARTS;
        Comparator<Long> greatestFirst = (a, b) -> isBefore(segment, a, b) ? -1 : 1;
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> {
                    GreatestElements kept = new GreatestElements(segment, capacity);
                    kept.offer(elements * part / parts, elements * (part + 1) / parts);
                    return kept;
                })
                .flatMap(kept -> Arrays.stream(kept.heap, 0, kept.size).boxed())
                .sorted(greatestFirst)
                .limit(capacity)
                .mapToLong(Long::longValue)
                .toArray();
    }

    private void offer(long from, long to) {
        long element = from;
        for (; element < to && size < heap.length; element++) {
            siftUp(element);
        }
        for (; element < to; element++) {
            // A later one that equals the root is not before it.
            if (get(segment, element) > get(segment, heap[0])) {
                siftDown(element);
            }
        }
    }

    /** Whether an element comes first among the greatest. */
    private static boolean isBefore(MemorySegment segment, long a, long b) {
        double x = get(segment, a);
        double y = get(segment, b);
        return x > y || (x == y && a < b);
    }

    private void siftUp(long element) {
        int hole = size++;
        while (hole > 0 && isBefore(segment, heap[(hole - 1) / 2], element)) {
            heap[hole] = heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }
        heap[hole] = element;
    }

    /** Replaces the root. */
    private void siftDown(long element) {
        int hole = 0;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && isBefore(segment, heap[child], heap[child + 1])) {
                child++;
            }
            if (!isBefore(segment, element, heap[child])) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = element;
    }

    private static double get(MemorySegment segment, long element) {
        return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, element);
    }
}
