package org.aumann.solvers.meta;

/**
 * Running {@code Σ c x xᵀ − (Σ c x)(Σ c x)ᵀ / Σ c} of sparse columns whose non-zeros form a few contiguous
 * runs. Not safe for use by several threads.
 */
final class Covariance {
    private final int size;
    private final double[] products;
    private final double[] sums;
    private double total;

    Covariance(int size) {
        this.size = size;
        this.products = new double[size * size];
        this.sums = new double[size];
    }

    /**
     * Adds a column.
     *
     * @param weight c
     * @param x its entries, zero outside the runs. Not modified.
     * @param starts where the runs start, ascending
     * @param ends where they end
     * @param runs number of runs
     */
    void add(double weight, double[] x, int[] starts, int[] ends, int runs) {
        total += weight;
        for (int a = 0; a < runs; a++) {
            for (int i = starts[a]; i < ends[a]; i++) {
                double weighted = weight * x[i];
                sums[i] += weighted;
                addRow(i * size, weighted, x, i, ends[a]);
                for (int b = a + 1; b < runs; b++) {
                    addRow(i * size, weighted, x, starts[b], ends[b]);
                }
            }
        }
    }

    /** The hot loop: contiguous, so that the compiler makes vectors of it. */
    private void addRow(int row, double weighted, double[] x, int from, int to) {
        for (int j = from; j < to; j++) {
            products[row + j] += weighted * x[j];
        }
    }

    /** Adds another part. Modified: this. */
    Covariance plus(Covariance other) {
        total += other.total;
        for (int i = 0; i < size; i++) {
            sums[i] += other.sums[i];
        }
        for (int i = 0; i < products.length; i++) {
            products[i] += other.products[i];
        }
        return this;
    }

    /** The symmetric matrix, row-major. */
    double[] toMatrix() {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                double covariance = products[i * size + j] - sums[i] * sums[j] / total;
                matrix[i * size + j] = covariance;
                matrix[j * size + i] = covariance;
            }
        }
        return matrix;
    }
}
