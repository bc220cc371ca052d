package org.aumann.core.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aumann.core.payoff.Precision;

/** The NumPy element types that are read. Only the floating-point ones are written. */
enum NpyType {
    /** Little-endian 32-bit IEEE. */
    FLOAT32("<f4", Float.BYTES, Precision.FLOAT32),
    /** Little-endian 64-bit IEEE. */
    FLOAT64("<f8", Double.BYTES, Precision.FLOAT64),
    /** Little-endian 32-bit integer, exact in float64. */
    INT32("<i4", Integer.BYTES, Precision.FLOAT64),
    /** Little-endian 64-bit integer, rounded to the nearest float64. */
    INT64("<i8", Long.BYTES, Precision.FLOAT64);

    private final String descriptor;
    private final int byteSize;
    private final Precision precision;

    NpyType(String descriptor, int byteSize, Precision precision) {
        this.descriptor = descriptor;
        this.byteSize = byteSize;
        this.precision = precision;
    }

    /**
     * The type with a NumPy name.
     *
     * @param descriptor such as {@code <f8}
     * @return the type, empty if it is not read
     */
    static Optional<NpyType> of(String descriptor) {
        return Arrays.stream(values())
                .filter(type -> type.descriptor.equals(descriptor))
                .findFirst();
    }

    /**
     * The type in which payoffs of a precision are written.
     *
     * @param precision how payoffs are stored
     * @return float32 or float64
     */
    static NpyType of(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
        };
    }

    /**
     * The names of all types, for messages.
     *
     * @return {@code '<f4', '<f8', …}
     */
    static String known() {
        return Arrays.stream(values()).map(type -> "'" + type.descriptor + "'").collect(Collectors.joining(", "));
    }

    /**
     * The NumPy name.
     *
     * @return such as {@code <f8}
     */
    String descriptor() {
        return descriptor;
    }

    /**
     * Bytes of one element in the file.
     *
     * @return 4 or 8
     */
    int byteSize() {
        return byteSize;
    }

    /**
     * How the elements are stored once read.
     *
     * @return float32 only for float32
     */
    Precision precision() {
        return precision;
    }

    /**
     * Whether memory holds exactly the bytes of the file.
     *
     * @return false if elements are converted
     */
    boolean isStoredAsIs() {
        return this == FLOAT32 || this == FLOAT64;
    }
}
