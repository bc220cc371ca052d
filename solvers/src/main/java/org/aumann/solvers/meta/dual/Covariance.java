package org.aumann.solvers.meta.dual;

/**
 * Running {@code Σ c x xᵀ − (Σ c x)(Σ c x)ᵀ / Σ c} of sparse columns whose non-zeros form a few contiguous
 * runs. Not safe for use by several threads.
 *
 * <p>Columns without zeros, as CCE has them, are added four at a time: the matrix does not fit the
 * first-level cache, and passing over it is what costs.
 */
final class Covariance {
    private static final int FOUR = 4;

    private final int size;
    private final double[] products;
    private final double[] sums;
    private final double[][] pending;
    private final double[] pendingWeights = new double[FOUR];
    private int pendingCount;
    private double total;

    Covariance(int size) {
        this.size = size;
        this.products = new double[size * size];
        this.sums = new double[size];
        this.pending = new double[FOUR][size];
    }

    /**
     * Adds a column.
     *
     * @param weight c; a negative one takes out what was added
     * @param x its entries, zero outside the runs. Not modified.
     * @param starts where the runs start, ascending
     * @param ends where they end
     */
    void add(double weight, double[] x, int[] starts, int[] ends) {
        total += weight;
        for (int a = 0; a < starts.length; a++) {
            for (int i = starts[a]; i < ends[a]; i++) {
                sums[i] += weight * x[i];
            }
        }
        if (ends[0] - starts[0] == size) {
            System.arraycopy(x, 0, pending[pendingCount], 0, size);
            pendingWeights[pendingCount++] = weight;
            if (pendingCount == FOUR) {
                addPending();
            }
            return;
        }
        for (int a = 0; a < starts.length; a++) {
            for (int i = starts[a]; i < ends[a]; i++) {
                addRow(i * size, weight * x[i], x, i, ends[a]);
                for (int b = a + 1; b < starts.length; b++) {
                    addRow(i * size, weight * x[i], x, starts[b], ends[b]);
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

    private void addPending() {
        for (int k = pendingCount; k < FOUR; k++) {
            pendingWeights[k] = 0;
        }
        double[] x0 = pending[0];
        double[] x1 = pending[1];
        double[] x2 = pending[2];
        double[] x3 = pending[3];
        for (int i = 0; i < size; i++) {
            double w0 = pendingWeights[0] * x0[i];
            double w1 = pendingWeights[1] * x1[i];
            double w2 = pendingWeights[2] * x2[i];
            double w3 = pendingWeights[3] * x3[i];
            int row = i * size;
            for (int j = i; j < size; j++) {
                products[row + j] += w0 * x0[j] + w1 * x1[j] + (w2 * x2[j] + w3 * x3[j]);
            }
        }
        pendingCount = 0;
    }

    /** Adds another part. Modified: this. */
    Covariance plus(Covariance other) {
        addPending();
        other.addPending();
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
        addPending();
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
