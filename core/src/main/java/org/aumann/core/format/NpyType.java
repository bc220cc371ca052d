package org.aumann.core.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aumann.core.payoff.Precision;

/**
 * A NumPy element type that is read: a real number, an integer or a truth value, in either byte order.
 *
 * @param kind what an element is
 * @param order the order of its bytes
 */
record NpyType(Kind kind, ByteOrder order) {
    /** Integers of more significant bits than this are not all numbers of float64. */
    private static final int SIGNIFICANT_BITS = 53;

    /** What an element is, by its NumPy name. */
    enum Kind {
        /** 16-bit IEEE. */
        F2(2),
        /** 32-bit IEEE. */
        F4(4),
        /** 64-bit IEEE. */
        F8(8),
        /** A signed byte. */
        I1(1),
        /** 16 bits with sign. */
        I2(2),
        /** 32 bits with sign. */
        I4(4),
        /** 64 bits with sign. */
        I8(8),
        /** An unsigned byte. */
        U1(1),
        /** 16 bits without sign. */
        U2(2),
        /** 32 bits without sign. */
        U4(4),
        /** 64 bits without sign. */
        U8(8),
        /** A truth value in a byte: 0 for false, anything else is 1. */
        B1(1);

        private final int byteSize;

        Kind(int byteSize) {
            this.byteSize = byteSize;
        }

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The type with a NumPy name.
     *
     * @param descriptor such as {@code <f8}
     * @return the type, empty if it is not read
     */
    static Optional<NpyType> of(String descriptor) {
        return Arrays.stream(Kind.values())
                .filter(kind -> descriptor.length() == 3 && descriptor.endsWith(kind.code()))
                .filter(kind -> descriptor.charAt(0) == '<'
                        || descriptor.charAt(0) == '>'
                        || (descriptor.charAt(0) == '|' && kind.byteSize == 1))
                .map(kind ->
                        new NpyType(kind, descriptor.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN))
                .findFirst();
    }

    /**
     * The type in which numbers of a precision are written.
     *
     * @param precision how numbers are stored
     * @return little-endian float32 or float64
     */
    static NpyType of(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> new NpyType(Kind.F4, ByteOrder.LITTLE_ENDIAN);
            case FLOAT64 -> new NpyType(Kind.F8, ByteOrder.LITTLE_ENDIAN);
        };
    }

    /**
     * The names of all types, for messages.
     *
     * @return {@code f2, f4, …} with what stands before
     */
    static String known() {
        return "'<' or '>' and one of "
                + Arrays.stream(Kind.values()).map(Kind::code).collect(Collectors.joining(", "));
    }

    /**
     * The NumPy name.
     *
     * @return such as {@code <f8}
     */
    String descriptor() {
        String mark = byteSize() == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
        return mark + kind.code();
    }

    /**
     * Bytes of one element in the file.
     *
     * @return 1 to 8
     */
    int byteSize() {
        return kind.byteSize;
    }

    /**
     * How payoffs are stored once read.
     *
     * @return float32 for float16 and float32, which it holds exactly
     */
    Precision precision() {
        return switch (kind) {
            case F2, F4 -> Precision.FLOAT32;
            case F8, I1, I2, I4, I8, U1, U2, U4, U8, B1 -> Precision.FLOAT64;
        };
    }

    /**
     * Whether elements are integers of 64 bits, which float64 may not hold.
     *
     * @return true for {@code i8} and {@code u8}
     */
    boolean isLong() {
        return kind == Kind.I8 || kind == Kind.U8;
    }

    /**
     * Whether memory holds exactly the bytes of the file.
     *
     * @param precision how the numbers are stored
     * @return false if elements are converted
     */
    boolean isStoredAs(Precision precision) {
        return equals(of(precision));
    }

    /**
     * An element as a number.
     *
     * @param bytes of the file
     * @param element which, from 0
     * @return its value, exactly; not a number for an integer that float64 does not hold
     */
    double value(MemorySegment bytes, long element) {
        long at = element * byteSize();
        return switch (kind) {
            case F2 -> Float.float16ToFloat((short) bits(bytes, at));
            case F4 -> Float.intBitsToFloat((int) bits(bytes, at));
            case F8 -> Double.longBitsToDouble(bits(bytes, at));
            case I1, I2, I4 -> bits(bytes, at);
            case I8 -> {
                long bits = bits(bytes, at);
                yield bits < 0 ? -exact(-bits) : exact(bits);
            }
            case U1 -> bits(bytes, at) & 0xFFL;
            case U2 -> bits(bytes, at) & 0xFFFFL;
            case U4 -> bits(bytes, at) & 0xFFFF_FFFFL;
            case U8 -> exact(bits(bytes, at));
            case B1 -> bits(bytes, at) == 0 ? 0 : 1;
        };
    }

    /**
     * An integer element for a message.
     *
     * @param bytes of the file
     * @param element which, from 0
     * @return all its digits
     */
    String text(MemorySegment bytes, long element) {
        long bits = bits(bytes, element * byteSize());
        return kind == Kind.U8 ? Long.toUnsignedString(bits) : Long.toString(bits);
    }

    private long bits(MemorySegment bytes, long at) {
        return switch (kind.byteSize) {
            case 1 -> bytes.get(ValueLayout.JAVA_BYTE, at);
            case 2 -> bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
            case 4 -> bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
            default -> bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
        };
    }

    /** An integer without sign. */
    private static double exact(long magnitude) {
        int zeros = magnitude == 0 ? 0 : Long.numberOfTrailingZeros(magnitude);
        long digits = magnitude >>> zeros;
        return digits >>> SIGNIFICANT_BITS == 0 ? Math.scalb((double) digits, zeros) : Double.NaN;
    }
}
