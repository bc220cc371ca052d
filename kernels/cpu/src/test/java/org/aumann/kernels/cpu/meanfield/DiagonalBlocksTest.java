package org.aumann.kernels.cpu.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.aumann.core.random.Philox;
import org.aumann.kernels.cpu.base.Runs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of sparse matrices, against sums by definition. */
class DiagonalBlocksTest {
    private static final int MARGIN = Runs.LANES;

    /** Sizes around whole vectors; banded like moves on a ring, and without any structure. */
    @ParameterizedTest
    @CsvSource({"1,1,1", "7,7,1", "8,8,2", "9,20,3", "33,33,4", "40,17,5", "64,64,9"})
    void productsAreSumsByAscendingColumn(int rowCount, int columnCount, int vectorCount) {
        Philox random = new Philox(7);
        for (boolean isBanded : new boolean[] {true, false}) {
            double[][] matrix = matrix(rowCount, columnCount, isBanded, random);
            DiagonalBlocks.Builder builder = new DiagonalBlocks.Builder(rowCount);
            for (int row = rowCount - 1; row >= 0; row--) {
                for (int column = 0; column < columnCount; column++) {
                    if (matrix[row][column] != 0) {
                        builder.add(row, column, matrix[row][column]);
                    }
                }
            }
            DiagonalBlocks blocks = builder.build();
            int stride = Runs.padded(columnCount) + 2 * MARGIN;
            double[] vectors = new double[vectorCount * stride];
            for (int k = 0; k < vectorCount; k++) {
                for (int column = 0; column < columnCount; column++) {
                    vectors[k * stride + MARGIN + column] = random.nextDouble() - 0.5;
                }
            }
            int productStride = blocks.productLength() + 3;
            double[] products = new double[vectorCount * productStride];
            Arrays.fill(products, Double.NaN);
            blocks.multiply(vectorCount, vectors, MARGIN, stride, products, 0, productStride);
            for (int k = 0; k < vectorCount; k++) {
                for (int row = 0; row < blocks.productLength(); row++) {
                    double sum = 0;
                    for (int column = 0; row < rowCount && column < columnCount; column++) {
                        sum += matrix[row][column] * vectors[k * stride + MARGIN + column];
                    }
                    assertThat(products[k * productStride + row])
                            .as("banded %s, vector %s, row %s", isBanded, k, row)
                            .isEqualTo(sum);
                }
            }
        }
    }

    private static double[][] matrix(int rowCount, int columnCount, boolean isBanded, Philox random) {
        double[][] matrix = new double[rowCount][columnCount];
        for (int row = 0; row < rowCount; row++) {
            for (int step = -1; step <= 1; step++) {
                int column = isBanded ? Math.floorMod(row + step, columnCount) : random.nextInt(columnCount);
                matrix[row][column] += isBanded ? 0.25 + step : random.nextDouble();
            }
        }
        return matrix;
    }
}
