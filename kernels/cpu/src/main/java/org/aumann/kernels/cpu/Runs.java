package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.aumann.core.payoff.Precision;

/**
 * Contiguous runs between off-heap memory and float64 scratch rows.
 *
 * <p>A scratch row is padded with zeros to whole vectors, so that the kernels between loading and storing
 * need no tails. Body and tail of every loop are kept apart here, once.
 */
final class Runs {
    static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /** Doubles in a vector. */
    static final int LANES = D.length();

    private static final VectorSpecies<Float> F =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LANES * Float.SIZE));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** Half, a quarter, … of a rotation. */
    private static final VectorShuffle<Double>[] ROTATIONS = rotations();

    private Runs() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static VectorShuffle<Double>[] rotations() {
        int levels = Integer.numberOfTrailingZeros(LANES);
        VectorShuffle<Double>[] rotations = new VectorShuffle[levels];
        for (int level = 0; level < levels; level++) {
            int distance = LANES >> (level + 1);
            rotations[level] = VectorShuffle.fromOp(D, lane -> (lane + distance) % LANES);
        }
        return rotations;
    }

    /**
     * Sum of the lanes, always in the same order: that of {@code reduceLanes} is unspecified, and changes
     * when a method is compiled.
     */
    static double sum(DoubleVector vector) {
        DoubleVector sum = vector;
        for (VectorShuffle<Double> rotation : ROTATIONS) {
            sum = sum.add(sum.rearrange(rotation));
        }
        return sum.lane(0);
    }

    /** Length of a scratch row that holds a run. */
    static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }

    /** Loads a run of payoffs, converted to float64, and pads it. */
    static void loadPayoffs(
            MemorySegment payoffs, Precision precision, long element, int length, double[] row, int to) {
        switch (precision) {
            case FLOAT32 -> loadFloats(payoffs, element, length, row, to);
            case FLOAT64 -> load(payoffs, element, length, row, to);
        }
    }

    private static void loadFloats(MemorySegment source, long element, int length, double[] row, int to) {
        int body = F.loopBound(length);
        long offset = 4 * element;
        for (int i = 0; i < body; i += LANES) {
            FloatVector.fromMemorySegment(F, source, offset + 4L * i, ORDER)
                    .convertShape(VectorOperators.F2D, D, 0)
                    .reinterpretAsDoubles()
                    .intoArray(row, to + i);
        }
        if (body < length) {
            VectorMask<Float> tail = F.indexInRange(body, length);
            FloatVector.fromMemorySegment(F, source, offset + 4L * body, ORDER, tail)
                    .convertShape(VectorOperators.F2D, D, 0)
                    .reinterpretAsDoubles()
                    .intoArray(row, to + body);
        }
    }

    /** Loads a run of doubles and pads it. */
    static void load(MemorySegment source, long element, int length, double[] row, int to) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromMemorySegment(D, source, offset + 8L * i, ORDER).intoArray(row, to + i);
        }
        if (body < length) {
            VectorMask<Double> tail = D.indexInRange(body, length);
            DoubleVector.fromMemorySegment(D, source, offset + 8L * body, ORDER, tail)
                    .intoArray(row, to + body);
        }
    }

    /** Stores a row, without its padding. */
    static void store(double[] row, int from, int length, MemorySegment target, long element) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromArray(D, row, from + i).intoMemorySegment(target, offset + 8L * i, ORDER);
        }
        if (body < length) {
            DoubleVector.fromArray(D, row, from + body)
                    .intoMemorySegment(target, offset + 8L * body, ORDER, D.indexInRange(body, length));
        }
    }

    /** Adds a row to memory, without its padding. */
    static void add(double[] row, int from, int length, MemorySegment target, long element) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromMemorySegment(D, target, offset + 8L * i, ORDER)
                    .add(DoubleVector.fromArray(D, row, from + i))
                    .intoMemorySegment(target, offset + 8L * i, ORDER);
        }
        if (body < length) {
            VectorMask<Double> tail = D.indexInRange(body, length);
            DoubleVector.fromMemorySegment(D, target, offset + 8L * body, ORDER, tail)
                    .add(DoubleVector.fromArray(D, row, from + body))
                    .intoMemorySegment(target, offset + 8L * body, ORDER, tail);
        }
    }

    /** Inner product of two padded rows. */
    static double dot(double[] x, int fromX, double[] y, int fromY, int padded) {
        DoubleVector sum = DoubleVector.zero(D);
        for (int i = 0; i < padded; i += LANES) {
            sum = DoubleVector.fromArray(D, x, fromX + i).fma(DoubleVector.fromArray(D, y, fromY + i), sum);
        }
        return sum(sum);
    }

    /** {@code y += a x} on padded rows. */
    static void axpy(double a, double[] x, int fromX, double[] y, int fromY, int padded) {
        DoubleVector factor = DoubleVector.broadcast(D, a);
        for (int i = 0; i < padded; i += LANES) {
            DoubleVector.fromArray(D, x, fromX + i)
                    .fma(factor, DoubleVector.fromArray(D, y, fromY + i))
                    .intoArray(y, fromY + i);
        }
    }
}
