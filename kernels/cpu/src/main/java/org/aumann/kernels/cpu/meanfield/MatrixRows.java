package org.aumann.kernels.cpu.meanfield;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import jdk.incubator.vector.DoubleVector;
import org.aumann.kernels.cpu.base.Runs;

/**
 * Products of a few weights or vectors with the rows of a matrix. Lengths are rounded up to whole vectors: arrays have room
 * for that. A number is added up in the same order whether it is one of four or alone.
 */
final class MatrixRows {
    private MatrixRows() {}

    /** {@code out[i] += Σ_k weight[k] row_k[from + i]}: four vectors of one output at a time. */
    static void add(double[][] rows, int from, int length, double[] weights, int weight, double[] out, int to) {
        int i = 0;
        for (; i + 4 * LANES <= length; i += 4 * LANES) {
            DoubleVector sum0 = DoubleVector.fromArray(D, out, to + i);
            DoubleVector sum1 = DoubleVector.fromArray(D, out, to + i + LANES);
            DoubleVector sum2 = DoubleVector.fromArray(D, out, to + i + 2 * LANES);
            DoubleVector sum3 = DoubleVector.fromArray(D, out, to + i + 3 * LANES);
            for (int k = 0; k < rows.length; k++) {
                double[] row = rows[k];
                DoubleVector factor = DoubleVector.broadcast(D, weights[weight + k]);
                sum0 = DoubleVector.fromArray(D, row, from + i).fma(factor, sum0);
                sum1 = DoubleVector.fromArray(D, row, from + i + LANES).fma(factor, sum1);
                sum2 = DoubleVector.fromArray(D, row, from + i + 2 * LANES).fma(factor, sum2);
                sum3 = DoubleVector.fromArray(D, row, from + i + 3 * LANES).fma(factor, sum3);
            }
            sum0.intoArray(out, to + i);
            sum1.intoArray(out, to + i + LANES);
            sum2.intoArray(out, to + i + 2 * LANES);
            sum3.intoArray(out, to + i + 3 * LANES);
        }
        for (; i < length; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(D, out, to + i);
            for (int k = 0; k < rows.length; k++) {
                sum = DoubleVector.fromArray(D, rows[k], from + i)
                        .fma(DoubleVector.broadcast(D, weights[weight + k]), sum);
            }
            sum.intoArray(out, to + i);
        }
    }

    /** The same for four outputs that share the rows; output j has the weights from {@code weight + j · stride}. */
    static void addToFour(
            double[][] rows,
            int from,
            int length,
            double[] weights,
            int weight,
            int stride,
            double[] out,
            int to,
            int outStride) {
        for (int i = 0; i < length; i += LANES) {
            int at0 = to + i;
            int at1 = at0 + outStride;
            int at2 = at1 + outStride;
            int at3 = at2 + outStride;
            DoubleVector sum0 = DoubleVector.fromArray(D, out, at0);
            DoubleVector sum1 = DoubleVector.fromArray(D, out, at1);
            DoubleVector sum2 = DoubleVector.fromArray(D, out, at2);
            DoubleVector sum3 = DoubleVector.fromArray(D, out, at3);
            for (int k = 0; k < rows.length; k++) {
                DoubleVector element = DoubleVector.fromArray(D, rows[k], from + i);
                int at = weight + k;
                sum0 = element.fma(DoubleVector.broadcast(D, weights[at]), sum0);
                sum1 = element.fma(DoubleVector.broadcast(D, weights[at + stride]), sum1);
                sum2 = element.fma(DoubleVector.broadcast(D, weights[at + 2 * stride]), sum2);
                sum3 = element.fma(DoubleVector.broadcast(D, weights[at + 3 * stride]), sum3);
            }
            sum0.intoArray(out, at0);
            sum1.intoArray(out, at1);
            sum2.intoArray(out, at2);
            sum3.intoArray(out, at3);
        }
    }

    /** {@code Σ_i row[begin + i] vector[from + i]}. */
    static double dot(double[] row, int begin, int length, double[] vector, int from) {
        DoubleVector sum = DoubleVector.zero(D);
        for (int i = 0; i < length; i += LANES) {
            sum = DoubleVector.fromArray(D, row, begin + i).fma(DoubleVector.fromArray(D, vector, from + i), sum);
        }
        return Runs.sum(sum);
    }

    /** The products of four rows with one vector. */
    static void dotFour(
            double[] row0,
            double[] row1,
            double[] row2,
            double[] row3,
            int begin,
            int length,
            double[] vector,
            int from,
            double[] products) {
        DoubleVector sum0 = DoubleVector.zero(D);
        DoubleVector sum1 = DoubleVector.zero(D);
        DoubleVector sum2 = DoubleVector.zero(D);
        DoubleVector sum3 = DoubleVector.zero(D);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector element = DoubleVector.fromArray(D, vector, from + i);
            sum0 = DoubleVector.fromArray(D, row0, begin + i).fma(element, sum0);
            sum1 = DoubleVector.fromArray(D, row1, begin + i).fma(element, sum1);
            sum2 = DoubleVector.fromArray(D, row2, begin + i).fma(element, sum2);
            sum3 = DoubleVector.fromArray(D, row3, begin + i).fma(element, sum3);
        }
        products[0] = Runs.sum(sum0);
        products[1] = Runs.sum(sum1);
        products[2] = Runs.sum(sum2);
        products[3] = Runs.sum(sum3);
    }
}
