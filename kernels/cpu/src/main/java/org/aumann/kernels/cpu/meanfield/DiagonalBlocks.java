package org.aumann.kernels.cpu.meanfield;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.incubator.vector.DoubleVector;

/**
 * A sparse matrix whose neighbouring rows have their entries on the same diagonals, as the moves on a grid do.
 *
 * <p>As many rows as a vector has lanes make a block; a block has the diagonals that its rows touch, with a weight per row,
 * 0 for those that do not. A product reads whole vectors and gathers nothing. Blocks that are alike are stored once: a torus
 * has as many as it has kinds of borders. A matrix without structure costs up to a vector per entry.
 */
final class DiagonalBlocks {
    /** Vectors that share the reads of the matrix. */
    static final int TOGETHER = 4;

    /** By block: which of the stored ones it is. */
    private final int[] kind;

    /** By kind: its diagonals begin here. */
    private final int[] start;

    /** Column less row. */
    private final int[] diagonal;

    /** {@code [diagonal of a kind][lane]}. */
    private final double[] weight;

    private DiagonalBlocks(int[] kind, List<SortedMap<Integer, double[]>> kinds) {
        this.kind = kind;
        this.start = new int[kinds.size() + 1];
        for (int i = 0; i < kinds.size(); i++) {
            start[i + 1] = start[i] + kinds.get(i).size();
        }
        this.diagonal = kinds.stream()
                .flatMapToInt(block -> Arrays.stream(numbers(block)))
                .toArray();
        this.weight = kinds.stream()
                .flatMapToDouble(block -> Arrays.stream(lanes(block)))
                .toArray();
    }

    private static int[] numbers(SortedMap<Integer, double[]> diagonals) {
        return diagonals.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] lanes(SortedMap<Integer, double[]> diagonals) {
        return diagonals.values().stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Collects the entries of a matrix, in any order. */
    static final class Builder {
        private final List<SortedMap<Integer, double[]>> blocks = new ArrayList<>();

        Builder(int rowCount) {
            for (int row = 0; row < rowCount; row += LANES) {
                blocks.add(new TreeMap<>());
            }
        }

        void add(int row, int column, double weight) {
            blocks.get(row / LANES).computeIfAbsent(column - row, _ -> new double[LANES])[row % LANES] += weight;
        }

        DiagonalBlocks build() {
            Map<List<Object>, Integer> known = new HashMap<>();
            List<SortedMap<Integer, double[]>> kinds = new ArrayList<>();
            int[] kind = new int[blocks.size()];
            for (int i = 0; i < kind.length; i++) {
                SortedMap<Integer, double[]> block = blocks.get(i);
                kind[i] = known.computeIfAbsent(
                        List.of(IntBuffer.wrap(numbers(block)), DoubleBuffer.wrap(lanes(block))), _ -> {
                            kinds.add(block);
                            return kinds.size() - 1;
                        });
            }
            return new DiagonalBlocks(kind, kinds);
        }
    }

    /** Numbers in a product: whole vectors. */
    int productLength() {
        return kind.length * LANES;
    }

    /**
     * {@code product[row] = Σ weight · vector[column]}, by ascending column, every product rounded. Four vectors share the
     * reads of the matrix; the bits are those of one alone.
     *
     * @param count number of vectors
     * @param vectors finite, with room for a whole vector in front of column 0 and behind the last. Not modified.
     * @param from where column 0 of the first is
     * @param stride to the next
     * @param products receives whole vectors, with zeros behind the last row. Modified.
     * @param to where row 0 of the first goes
     * @param productStride to the next
     */
    void multiply(int count, double[] vectors, int from, int stride, double[] products, int to, int productStride) {
        int i = 0;
        for (; i + TOGETHER <= count; i += TOGETHER) {
            multiplyFour(vectors, from + i * stride, stride, products, to + i * productStride, productStride);
        }
        for (; i < count; i++) {
            multiply(vectors, from + i * stride, products, to + i * productStride);
        }
    }

    private void multiplyFour(double[] vectors, int from, int stride, double[] products, int to, int productStride) {
        for (int block = 0; block < kind.length; block++) {
            int at0 = from + block * LANES;
            int at1 = at0 + stride;
            int at2 = at1 + stride;
            int at3 = at2 + stride;
            DoubleVector sum0 = DoubleVector.zero(D);
            DoubleVector sum1 = DoubleVector.zero(D);
            DoubleVector sum2 = DoubleVector.zero(D);
            DoubleVector sum3 = DoubleVector.zero(D);
            int end = start[kind[block] + 1];
            for (int k = start[kind[block]]; k < end; k++) {
                DoubleVector share = DoubleVector.fromArray(D, weight, k * LANES);
                int shift = diagonal[k];
                sum0 = sum0.add(DoubleVector.fromArray(D, vectors, at0 + shift).mul(share));
                sum1 = sum1.add(DoubleVector.fromArray(D, vectors, at1 + shift).mul(share));
                sum2 = sum2.add(DoubleVector.fromArray(D, vectors, at2 + shift).mul(share));
                sum3 = sum3.add(DoubleVector.fromArray(D, vectors, at3 + shift).mul(share));
            }
            int row = to + block * LANES;
            sum0.intoArray(products, row);
            sum1.intoArray(products, row + productStride);
            sum2.intoArray(products, row + 2 * productStride);
            sum3.intoArray(products, row + 3 * productStride);
        }
    }

    private void multiply(double[] vector, int from, double[] product, int to) {
        for (int block = 0; block < kind.length; block++) {
            int at = from + block * LANES;
            DoubleVector sum = DoubleVector.zero(D);
            int end = start[kind[block] + 1];
            for (int k = start[kind[block]]; k < end; k++) {
                sum = sum.add(DoubleVector.fromArray(D, vector, at + diagonal[k])
                        .mul(DoubleVector.fromArray(D, weight, k * LANES)));
            }
            sum.intoArray(product, to + block * LANES);
        }
    }
}
