package org.aumann.kernels.cpu.base;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Contiguous runs of float64 between off-heap memory and arrays on the heap. Tails are scalar, since a masked
 * access to off-heap memory costs more than seven plain ones.
 */
public final class Runs {
    /** The vectors of the machine. */
    public static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /** Doubles in a vector. */
    public static final int LANES = D.length();

    /** As many integers as there are doubles in a vector. */
    public static final VectorSpecies<Integer> I =
            VectorSpecies.of(int.class, VectorShape.forBitSize(Integer.SIZE * LANES));

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /** Rotations by 4, 2 and 1 lanes: in fields of their own, so that they are constants to the compiler. */
    private static final VectorShuffle<Double> BY_4 = rotation(4);

    private static final VectorShuffle<Double> BY_2 = rotation(2);
    private static final VectorShuffle<Double> BY_1 = rotation(1);

    private Runs() {}

    private static VectorShuffle<Double> rotation(int lanes) {
        return VectorShuffle.iota(D, lanes % LANES, 1, true);
    }

    /**
     * Sum of the lanes, always in the same order: that of {@code reduceLanes} is unspecified, and changes
     * when a method is compiled.
     *
     * @param vector a vector
     * @return the sum
     */
    public static double sum(DoubleVector vector) {
        DoubleVector sum = vector;
        for (int lanes = LANES / 2; lanes > 4; lanes /= 2) {
            sum = sum.add(sum.rearrange(rotation(lanes)));
        }
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (LANES >= 4) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        if (LANES >= 2) {
            sum = sum.add(sum.rearrange(BY_1));
        }
        return sum.lane(0);
    }

    /**
     * Length of an array that holds a run in whole vectors.
     *
     * @param length elements of the run
     * @return the next multiple of {@link #LANES}
     */
    public static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }

    /**
     * Loads a run of doubles.
     *
     * @param source off-heap float64. Not modified.
     * @param element the first element in memory
     * @param length elements of the run
     * @param row array of at least {@link #padded} length
     * @param to where the run begins in the array
     */
    public static void load(MemorySegment source, long element, int length, double[] row, int to) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromMemorySegment(D, source, offset + 8L * i, ORDER).intoArray(row, to + i);
        }
        for (int i = body; i < length; i++) {
            row[to + i] = source.get(DOUBLE, offset + 8L * i);
        }
    }

    /**
     * {@code y[i] += Σ_r source[base + r · stride + i]} for {@code r < rows}, {@code i < length}.
     *
     * @param source off-heap float64. Not modified.
     * @param base the first element
     * @param stride elements between two rows
     * @param rows number of rows
     * @param length elements of the run
     * @param y receives the sums. Modified.
     */
    public static void addRows(MemorySegment source, long base, long stride, int rows, int length, double[] y) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            addFourRows(source, base + r * stride, stride, length, y);
        }
        for (; r < rows; r++) {
            addRow(source, base + r * stride, length, y);
        }
    }

    /**
     * {@code y[i] += factor · source[base + i]} for {@code i < length}.
     *
     * @param factor what the run is multiplied with
     * @param source off-heap float64. Not modified.
     * @param base the first element
     * @param length elements of the run
     * @param y receives the sums. Modified.
     */
    public static void addMultiple(double factor, MemorySegment source, long base, int length, double[] y) {
        int body = D.loopBound(length);
        DoubleVector factors = DoubleVector.broadcast(D, factor);
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromMemorySegment(D, source, 8 * base + 8L * i, ORDER)
                    .fma(factors, DoubleVector.fromArray(D, y, i))
                    .intoArray(y, i);
        }
        for (int i = body; i < length; i++) {
            y[i] = Math.fma(factor, source.get(DOUBLE, 8 * base + 8L * i), y[i]);
        }
    }

    private static void addFourRows(MemorySegment source, long base, long stride, int length, double[] y) {
        int body = D.loopBound(length);
        long offset0 = 8 * base;
        long offset1 = offset0 + 8 * stride;
        long offset2 = offset1 + 8 * stride;
        long offset3 = offset2 + 8 * stride;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromArray(D, y, i)
                    .add(DoubleVector.fromMemorySegment(D, source, offset0 + 8L * i, ORDER))
                    .add(DoubleVector.fromMemorySegment(D, source, offset1 + 8L * i, ORDER))
                    .add(DoubleVector.fromMemorySegment(D, source, offset2 + 8L * i, ORDER))
                    .add(DoubleVector.fromMemorySegment(D, source, offset3 + 8L * i, ORDER))
                    .intoArray(y, i);
        }
        for (int i = body; i < length; i++) {
            y[i] += source.get(DOUBLE, offset0 + 8L * i);
            y[i] += source.get(DOUBLE, offset1 + 8L * i);
            y[i] += source.get(DOUBLE, offset2 + 8L * i);
            y[i] += source.get(DOUBLE, offset3 + 8L * i);
        }
    }

    private static void addRow(MemorySegment source, long base, int length, double[] y) {
        int body = D.loopBound(length);
        long offset = 8 * base;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromArray(D, y, i)
                    .add(DoubleVector.fromMemorySegment(D, source, offset + 8L * i, ORDER))
                    .intoArray(y, i);
        }
        for (int i = body; i < length; i++) {
            y[i] += source.get(DOUBLE, offset + 8L * i);
        }
    }

    /**
     * Whether a row has only zeros.
     *
     * @param row array of at least {@link #padded} length
     * @param length elements of the run
     * @return false also for NaN
     */
    public static boolean isZero(double[] row, int length) {
        for (int i = 0; i < length; i++) {
            if (row[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Stores a run.
     *
     * @param row array of at least {@link #padded} length
     * @param from where the run begins in the array
     * @param length elements of the run
     * @param target receives the elements. Modified.
     * @param element the first element in memory
     */
    public static void store(double[] row, int from, int length, MemorySegment target, long element) {
        int body = D.loopBound(length);
        long offset = 8 * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector.fromArray(D, row, from + i).intoMemorySegment(target, offset + 8L * i, ORDER);
        }
        for (int i = body; i < length; i++) {
            target.set(DOUBLE, offset + 8L * i, row[from + i]);
        }
    }

    /**
     * Adds a run to memory.
     *
     * @param row array of at least {@link #padded} length
     * @param from where the run begins in the array
     * @param length elements of the run
     * @param target receives the elements. Modified.
     * @param element the first element in memory
     */
    public static void add(double[] row, int from, int length, MemorySegment target, long element) {
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
     * Brings a player's actions to the front: {@code [slabs][A][stride]} becomes {@code [A][width]}.
     *
     * @param source a block. Not modified.
     * @param slabs number of slabs
     * @param actions number of actions A
     * @param stride elements of an action in a slab
     * @param target receives the elements. Modified.
     * @param width elements between two actions in the panel
     */
    public static void actionsFirst(double[] source, int slabs, int actions, int stride, double[] target, int width) {
        for (int r = 0; r < actions; r++) {
            if (stride == 1) { // the inner loop of the other branch would cost more than its one element
                for (int slab = 0; slab < slabs; slab++) {
                    target[r * width + slab] = source[slab * actions + r];
                }
            } else {
                for (int slab = 0; slab < slabs; slab++) {
                    System.arraycopy(source, (slab * actions + r) * stride, target, r * width + slab * stride, stride);
                }
            }
        }
    }

    /**
     * Adds a panel of {@link #actionsFirst} to a block.
     *
     * @param source a panel. Not modified.
     * @param width elements between two actions in the panel
     * @param slabs number of slabs
     * @param actions number of actions A
     * @param stride elements of an action in a slab
     * @param target receives the elements. Modified.
     */
    public static void addActionsBack(double[] source, int width, int slabs, int actions, int stride, double[] target) {
        for (int r = 0; r < actions; r++) {
            if (stride == 1) {
                for (int slab = 0; slab < slabs; slab++) {
                    target[slab * actions + r] += source[r * width + slab];
                }
            } else {
                for (int slab = 0; slab < slabs; slab++) {
                    int to = (slab * actions + r) * stride;
                    for (int i = 0; i < stride; i++) {
                        target[to + i] += source[r * width + slab * stride + i];
                    }
                }
            }
        }
    }
}
