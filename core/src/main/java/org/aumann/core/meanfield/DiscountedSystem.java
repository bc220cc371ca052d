package org.aumann.core.meanfield;

/**
 * The linear system of a stationary policy, {@code I − γP} with {@code P(x, x') = Σ_a π(x, a) p(x' | x, a)}, solved by
 * Gaussian elimination; it is strictly diagonally dominant, so that no pivots need be sought.
 */
final class DiscountedSystem {
    private final double[][] matrix;

    DiscountedSystem(MeanFieldPolicy policy, double discount) {
        MeanFieldModel model = policy.model();
        int states = model.stateCount();
        this.matrix = new double[states][states];
        for (int x = 0; x < states; x++) {
            matrix[x][x] = 1;
            for (int a = 0; a < model.actionCount(); a++) {
                double probability = policy.probability(0, x, a);
                for (int k = model.firstSuccessor(x, a); k < model.endSuccessor(x, a); k++) {
                    matrix[x][model.successor(k)] -= discount * probability * model.probability(k);
                }
            }
        }
    }

    /** {@code v = r + γPv}. */
    double[] values(double[] rewards) {
        return solve(matrix, rewards);
    }

    /** {@code µ = µ_0 + γPᵀµ}. */
    double[] occupancy(double[] start) {
        double[][] transposed = new double[start.length][start.length];
        for (int x = 0; x < start.length; x++) {
            for (int y = 0; y < start.length; y++) {
                transposed[y][x] = matrix[x][y];
            }
        }
        return solve(transposed, start);
    }

    private static double[] solve(double[][] matrix, double[] rightSide) {
        int size = rightSide.length;
        double[][] left = new double[size][];
        double[] right = rightSide.clone();
        for (int i = 0; i < size; i++) {
            left[i] = matrix[i].clone();
        }
        for (int pivot = 0; pivot < size; pivot++) {
            for (int i = pivot + 1; i < size; i++) {
                double factor = left[i][pivot] / left[pivot][pivot];
                for (int j = pivot + 1; j < size && factor != 0; j++) {
                    left[i][j] -= factor * left[pivot][j];
                }
                right[i] -= factor * right[pivot];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                right[i] -= left[i][j] * right[j];
            }
            right[i] /= left[i][i];
        }
        return right;
    }
}
