package org.aumann.kernels.cpu.batch;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import jdk.incubator.vector.DoubleVector;
import org.aumann.kernels.cpu.base.VectorExp;
import org.aumann.kernels.host.BatchShape;

/**
 * The scaled gains of as many games as a vector has lanes, a game in each: the same entry of all games lies together, so
 * that nothing needs to be moved between lanes. Lanes do not see each other.
 */
final class LaneGames {
    private final int rows;
    private final int jointActions;
    private final int[] columnStarts;
    private final int[] entryRows;
    private final int[] entryColumns;
    private final int[] rowStarts;
    private final int[] rowEntries;
    private final double[] x;
    private final double epsilon;

    LaneGames(BatchShape shape, double epsilon) {
        this.rows = shape.rowCount();
        this.jointActions = shape.jointActionCount();
        this.columnStarts = shape.columnStarts();
        this.entryRows = shape.entryRows();
        this.entryColumns = shape.entryColumns();
        this.rowStarts = shape.rowStarts();
        this.rowEntries = shape.rowEntries();
        this.x = new double[shape.entryCount() * LANES];
        this.epsilon = epsilon;
    }

    void set(int entry, int lane, double gain) {
        x[entry * LANES + lane] = gain;
    }

    /**
     * The response σ(β).
     *
     * @param beta {@code [row][lane]}. Not modified.
     * @param sigma receives σ, {@code [joint action][lane]}. Modified.
     * @param gradient receives {@code ε − Xσ}, {@code [row][lane]}. Modified.
     * @param greatest receives the greatest logit. Modified.
     * @param sum receives the sum of the exponentials above it. Modified.
     */
    void respond(double[] beta, double[] sigma, double[] gradient, double[] greatest, double[] sum) {
        DoubleVector most = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
        for (int a = 0; a < jointActions; a++) {
            DoubleVector fall = DoubleVector.zero(D);
            for (int e = columnStarts[a]; e < columnStarts[a + 1]; e++) {
                fall = load(x, e).fma(load(beta, entryRows[e]), fall);
            }
            DoubleVector logit = fall.neg();
            store(logit, sigma, a);
            most = most.max(logit);
        }
        DoubleVector total = DoubleVector.zero(D);
        for (int a = 0; a < jointActions; a++) {
            DoubleVector weight = VectorExp.exp(load(sigma, a).sub(most));
            store(weight, sigma, a);
            total = total.add(weight);
        }
        store(most, greatest, 0);
        store(total, sum, 0);
        DoubleVector inverse = DoubleVector.broadcast(D, 1).div(total);
        for (int a = 0; a < jointActions; a++) {
            store(load(sigma, a).mul(inverse), sigma, a);
        }
        gradient(sigma, gradient);
    }

    private void gradient(double[] sigma, double[] gradient) {
        for (int i = 0; i < rows; i++) {
            DoubleVector gain = DoubleVector.zero(D);
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                int e = rowEntries[k];
                gain = load(x, e).fma(load(sigma, entryColumns[e]), gain);
            }
            store(DoubleVector.broadcast(D, epsilon).sub(gain), gradient, i);
        }
    }

    /**
     * {@code X diag(σ) Xᵀ − vvᵀ} with {@code v = Xσ}, the lower triangle in packed rows.
     *
     * @param sigma the response. Not modified.
     * @param gradient {@code ε − v}. Not modified.
     * @param matrix receives the triangle. Modified.
     */
    void covariance(double[] sigma, double[] gradient, double[] matrix) {
        int at = 0;
        for (int i = 0; i < rows; i++) {
            DoubleVector negative = load(gradient, i).sub(epsilon);
            for (int j = 0; j <= i; j++) {
                DoubleVector gain = DoubleVector.broadcast(D, epsilon).sub(load(gradient, j));
                negative.mul(gain).intoArray(matrix, at);
                at += LANES;
            }
        }
        for (int a = 0; a < jointActions; a++) {
            DoubleVector probability = load(sigma, a);
            for (int e = columnStarts[a]; e < columnStarts[a + 1]; e++) {
                int row = LaneCholesky.row(entryRows[e]);
                DoubleVector weighted = probability.mul(load(x, e));
                for (int f = columnStarts[a]; f <= e; f++) {
                    int element = row + entryRows[f] * LANES;
                    weighted.fma(load(x, f), DoubleVector.fromArray(D, matrix, element))
                            .intoArray(matrix, element);
                }
            }
        }
    }

    /** The vector of an item. */
    static DoubleVector load(double[] array, int item) {
        return DoubleVector.fromArray(D, array, item * LANES);
    }

    static void store(DoubleVector vector, double[] array, int item) {
        vector.intoArray(array, item * LANES);
    }
}
