package org.aumann.solvers.meta.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxQuadraticProgramTest {
    private static final double TOLERANCE = 1e-9;

    /** {@code BᵀB + ridge}, of rank {@code rank} but for the ridge. */
    private static double[] hessian(int m, int rank, double ridge, RandomGenerator random) {
        double[][] b = new double[rank][m];
        for (double[] row : b) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        double[] hessian = new double[m * m];
        for (int i = 0; i < m; i++) {
            hessian[i * m + i] = ridge;
            for (int j = 0; j < m; j++) {
                for (double[] row : b) {
                    hessian[i * m + j] += row[i] * row[j];
                }
            }
        }
        return hessian;
    }

    private static double[] gaussian(int m, RandomGenerator random) {
        double[] vector = new double[m];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    private static double[] minimise(double[] hessian, double[] linear, boolean... free) {
        return minimise(hessian, linear, new double[linear.length], free);
    }

    private static double[] minimise(double[] hessian, double[] linear, double[] lower, boolean... free) {
        return Objects.requireNonNull(
                BoxQuadraticProgram.minimise(hessian, linear, lower, free, Deadline.never()), "H is positive definite");
    }

    private static double objective(double[] hessian, double[] linear, double[] x) {
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            value += linear[i] * x[i];
            for (int j = 0; j < x.length; j++) {
                value += 0.5 * x[i] * hessian[i * x.length + j] * x[j];
            }
        }
        return value;
    }

    /** The best of the stationary points of all faces that are feasible. */
    private static double[] bruteForce(double[] hessian, double[] linear) {
        int m = linear.length;
        double[] best = new double[m];
        for (int face = 1; face < 1 << m; face++) {
            int[] support = support(m, face);
            DMatrixRMaj matrix = new DMatrixRMaj(support.length, support.length);
            DMatrixRMaj right = new DMatrixRMaj(support.length, 1);
            for (int i = 0; i < support.length; i++) {
                right.set(i, 0, -linear[support[i]]);
                for (int j = 0; j < support.length; j++) {
                    matrix.set(i, j, hessian[support[i] * m + support[j]]);
                }
            }
            DMatrixRMaj solution = new DMatrixRMaj(support.length, 1);
            assertThat(CommonOps_DDRM.solve(matrix, right, solution)).isTrue();
            double[] x = new double[m];
            for (int i = 0; i < support.length; i++) {
                x[support[i]] = solution.get(i, 0);
            }
            boolean isFeasible = Arrays.stream(x).allMatch(v -> v >= 0);
            if (isFeasible && objective(hessian, linear, x) < objective(hessian, linear, best)) {
                best = x;
            }
        }
        return best;
    }

    private static int[] support(int m, int face) {
        return IntStream.range(0, m).filter(i -> (face >> i & 1) == 1).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void theBestOfAllFaces(int m) {
        Philox random = new Philox(Seeds.seed());
        for (int repetition = 0; repetition < 30; repetition++) {
            double[] hessian = hessian(m, m, 0.1, random);
            double[] linear = gaussian(m, random);
            double[] expected = bruteForce(hessian, linear);
            boolean[] all = new boolean[m];
            Arrays.fill(all, true);
            assertClose("from all", minimise(hessian, linear, all), expected, TOLERANCE);
            assertClose("from none", minimise(hessian, linear, new boolean[m]), expected, TOLERANCE);
        }
    }

    /** Also where H is singular but for a tiny ridge, as in a degenerate game; what is given up is easier with more. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3, 1e-6})
    void optimalityConditions(double ridge) {
        Philox random = new Philox(Seeds.seed());
        int m = 60;
        double[] hessian = hessian(m, 20, ridge, random);
        double[] linear = gaussian(m, random);
        boolean[] free = new boolean[m];
        for (int i = 0; i < m; i++) {
            free[i] = random.nextBoolean();
        }
        double[] x = BoxQuadraticProgram.minimise(hessian, linear, new double[m], free, Deadline.never());
        for (double added = ridge; x == null; added *= 8) {
            assertThat(added).as("a ridge at which it settles").isLessThan(1);
            for (int i = 0; i < m; i++) {
                hessian[i * m + i] += added;
            }
            x = BoxQuadraticProgram.minimise(hessian, linear, new double[m], free, Deadline.never());
        }
        double[] slack = new double[m];
        BoxQuadraticProgram.multiplyAdd(hessian, x, linear, slack);
        double scale = Arrays.stream(x).max().orElseThrow() * m;
        for (int i = 0; i < m; i++) {
            assertThat(x[i]).isGreaterThanOrEqualTo(0);
            assertThat(slack[i]).as("Hx + c").isGreaterThanOrEqualTo(-TOLERANCE * scale);
            assertClose("x · (Hx + c)", Math.min(x[i], slack[i]), 0, TOLERANCE * scale, 0);
            assertThat(free[i]).as("last guess").isEqualTo(x[i] > 0);
        }
    }

    /** {@code x = l + y} with y ≥ 0 is the same program. */
    @Test
    void bounds() {
        Philox random = new Philox(Seeds.seed());
        int m = 8;
        double[] hessian = hessian(m, m, 0.1, random);
        double[] linear = gaussian(m, random);
        double[] lower = gaussian(m, random);
        double[] shifted = new double[m];
        BoxQuadraticProgram.multiplyAdd(hessian, lower, linear, shifted);
        double[] expected = bruteForce(hessian, shifted);
        Arrays.setAll(expected, i -> lower[i] + expected[i]);
        assertClose("x", minimise(hessian, linear, lower, new boolean[m]), expected, TOLERANCE);
    }

    @Test
    void whereTheSlopeIsPositiveTheMinimumIsZero() {
        assertThat(minimise(new double[] {2, 1, 1, 2}, new double[] {1, 3}, true, true))
                .containsExactly(0, 0);
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        double[] indefinite = {1, 2, 2, 1};
        double[] linear = {-1, -1};
        assertThat(BoxQuadraticProgram.minimise(
                        indefinite, linear, new double[2], new boolean[] {true, true}, Deadline.never()))
                .isNull();
    }
}
