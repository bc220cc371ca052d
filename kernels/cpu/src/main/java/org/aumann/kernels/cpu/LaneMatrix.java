package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import jdk.incubator.vector.DoubleVector;

/**
 * A sparse matrix that multiplies vectors of lanes. Four rows go together, filled up with zeros to the longest of them, so that
 * a short loop has four sums to work on.
 */
final class LaneMatrix {
    private static final int TOGETHER = 4;

    private final int rowCount;

    /** Where the columns of four rows begin, by fours. */
    private final int[] start;

    /** {@code [column of the row][row of the four]}, times the lanes. */
    private final int[] column;

    private final double[] weight;

    /** Row r has the entries from {@code rowStart[r]} up to {@code rowStart[r + 1]}. */
    LaneMatrix(int[] rowStart, int[] columns, double[] weights) {
        this.rowCount = rowStart.length - 1;
        int fours = (rowCount + TOGETHER - 1) / TOGETHER;
        this.start = new int[fours + 1];
        for (int g = 0; g < fours; g++) {
            int width = 0;
            for (int row = g * TOGETHER; row < Math.min(rowCount, (g + 1) * TOGETHER); row++) {
                width = Math.max(width, rowStart[row + 1] - rowStart[row]);
            }
            start[g + 1] = Math.addExact(start[g], TOGETHER * width);
        }
        this.column = new int[start[fours]];
        this.weight = new double[start[fours]];
        for (int row = 0; row < rowCount; row++) {
            int to = start[row / TOGETHER] + row % TOGETHER;
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                column[to] = columns[k] * LANES;
                weight[to] = weights[k];
                to += TOGETHER;
            }
        }
    }

    /** Numbers in the product: whole fours of rows. */
    int productLength() {
        return (start.length - 1) * TOGETHER * LANES;
    }

    /** {@code product[row] = Σ weight · vector[column]}, in the order of the entries, every product rounded. */
    void multiply(double[] vector, double[] product) {
        int fours = start.length - 1;
        for (int g = 0; g < fours; g++) {
            DoubleVector sum0 = DoubleVector.zero(D);
            DoubleVector sum1 = DoubleVector.zero(D);
            DoubleVector sum2 = DoubleVector.zero(D);
            DoubleVector sum3 = DoubleVector.zero(D);
            for (int k = start[g]; k < start[g + 1]; k += TOGETHER) {
                sum0 = sum0.add(DoubleVector.fromArray(D, vector, column[k]).mul(weight[k]));
                sum1 = sum1.add(DoubleVector.fromArray(D, vector, column[k + 1]).mul(weight[k + 1]));
                sum2 = sum2.add(DoubleVector.fromArray(D, vector, column[k + 2]).mul(weight[k + 2]));
                sum3 = sum3.add(DoubleVector.fromArray(D, vector, column[k + 3]).mul(weight[k + 3]));
            }
            int to = g * TOGETHER * LANES;
            sum0.intoArray(product, to);
            sum1.intoArray(product, to + LANES);
            sum2.intoArray(product, to + 2 * LANES);
            sum3.intoArray(product, to + 3 * LANES);
        }
    }
}
