package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.aumann.core.payoff.Precision;

/**
 * Contiguous runs between off-heap memory and float64 scratch rows.
 *
 * <p>A scratch row is padded with zeros to whole vectors, so that the kernels between loading and storing
 * need no tails. Body and tail of every loop are kept apart here, once; tails are scalar, since a masked
 * access to off-heap memory costs more than seven plain ones.
 */
final class Runs {
    static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /** Doubles in a vector. */
    static final int LANES = D.length();

    private static final VectorSpecies<Float> F =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LANES * Float.SIZE));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

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
        for (int i = body; i < length; i++) {
            row[to + i] = source.get(FLOAT, offset + 4L * i);
        }
        pad(length, row, to);
    }

    /** Loads a run of doubles and pads it. */
    static void load(MemorySegment source, long element, int length, double[] row, int to) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromMemorySegment(D, source, offset + 8L * i, ORDER).intoArray(row, to + i);
        }
        for (int i = body; i < length; i++) {
            row[to + i] = source.get(DOUBLE, offset + 8L * i);
        }
        pad(length, row, to);
    }

    private static void pad(int length, double[] row, int to) {
        for (int i = length; i < padded(length); i++) {
            row[to + i] = 0;
        }
    }

    /** Stores a row, without its padding. */
    static void store(double[] row, int from, int length, MemorySegment target, long element) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromArray(D, row, from + i).intoMemorySegment(target, offset + 8L * i, ORDER);
        }
        for (int i = body; i < length; i++) {
            target.set(DOUBLE, offset + 8L * i, row[from + i]);
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
        for (int i = body; i < length; i++) {
            target.set(DOUBLE, offset + 8L * i, target.get(DOUBLE, offset + 8L * i) + row[from + i]);
        }
    }

    /**
     * Brings a player's actions to the front: {@code [slabs][A][stride]} becomes
     * {@code [A][padded(slabs · stride)]}, padded with zeros.
     */
    static void actionsFirst(double[] source, int slabs, int actions, int stride, double[] target) {
        int row = padded(slabs * stride);
        for (int r = 0; r < actions; r++) {
            if (stride == 1) { // the inner loop of the other branch would cost more than its one element
                for (int slab = 0; slab < slabs; slab++) {
                    target[r * row + slab] = source[slab * actions + r];
                }
            } else {
                for (int slab = 0; slab < slabs; slab++) {
                    System.arraycopy(source, (slab * actions + r) * stride, target, r * row + slab * stride, stride);
                }
            }
        }
        for (int r = 0; r < actions; r++) {
            pad(slabs * stride, target, r * row);
        }
    }

    /** The way back from {@link #actionsFirst}. */
    static void actionsBack(double[] source, int slabs, int actions, int stride, double[] target) {
        int row = padded(slabs * stride);
        for (int r = 0; r < actions; r++) {
            if (stride == 1) {
                for (int slab = 0; slab < slabs; slab++) {
                    target[slab * actions + r] = source[r * row + slab];
                }
            } else {
                for (int slab = 0; slab < slabs; slab++) {
                    System.arraycopy(source, r * row + slab * stride, target, (slab * actions + r) * stride, stride);
                }
            }
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
