package org.aumann.core.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.aumann.core.payoff.Precision;

/** The elements of a NumPy array file, read into memory in C order and native byte order. */
final class NpyElements {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /** A multiple of every element size. */
    private static final int CHUNK_BYTES = 1 << 16;

    private static final String WHAT = "the elements of the array";

    private NpyElements() {}

    /**
     * Reads all elements and checks that nothing follows.
     *
     * @param in stands on the first element
     * @param header of the array
     * @param target as many numbers as the shape says. Modified.
     * @param precision of the numbers in {@code target}; holds those of the file exactly
     */
    static void read(BinaryInput in, NpyHeader header, MemorySegment target, Precision precision) {
        NpyType type = header.type();
        byte[] bytes = new byte[CHUNK_BYTES];
        MemorySegment chunk = MemorySegment.ofArray(bytes);
        long elements = target.byteSize() / precision.byteSize();
        int chunkElements = CHUNK_BYTES / type.byteSize();
        boolean isCopied = header.isOrdered() && type.isStoredAs(precision);
        Places places = header.isOrdered() ? new Places(List.of(elements)) : new Places(header.shape());
        for (long from = 0; from < elements; from += chunkElements) {
            int count = (int) Math.min(chunkElements, elements - from);
            long start = in.offset();
            in.read(bytes, count * type.byteSize(), WHAT);
            if (isCopied) {
                MemorySegment.copy(chunk, 0, target, from * type.byteSize(), (long) count * type.byteSize());
                continue;
            }
            for (int k = 0; k < count; k++) {
                double value = type.value(chunk, k);
                if (Double.isNaN(value) && type.isLong()) {
                    throw in.error(
                            "integer " + type.text(chunk, k) + " at byte " + (start + (long) k * type.byteSize()),
                            "one that float64 holds exactly");
                }
                set(target, precision, places.next(), value);
            }
        }
        in.requireEnd(WHAT);
    }

    private static void set(MemorySegment target, Precision precision, long place, double value) {
        switch (precision) {
            case FLOAT32 -> target.setAtIndex(FLOAT, place, (float) value);
            case FLOAT64 -> target.setAtIndex(DOUBLE, place, value);
        }
    }

    /** Where the elements of an array belong that come with the first dimension fastest, one after the other. */
    private static final class Places {
        private final long[] lengths;
        private final long[] strides;
        private final long[] position;
        private long place;

        Places(List<Long> shape) {
            lengths = shape.stream().mapToLong(length -> length).toArray();
            strides = new long[lengths.length];
            position = new long[lengths.length];
            long stride = 1;
            for (int d = lengths.length - 1; d >= 0; d--) {
                strides[d] = stride;
                stride *= lengths[d];
            }
        }

        long next() {
            long next = place;
            for (int d = 0; d < lengths.length; d++) {
                if (++position[d] < lengths[d]) {
                    place += strides[d];
                    return next;
                }
                place -= (lengths[d] - 1) * strides[d];
                position[d] = 0;
            }
            return next;
        }
    }
}
