package org.aumann.solvers.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class DampedCholeskyTest {
    @Test
    void answersAMatrixOfWhichOnlyTheLowerTriangleIsThere() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{4, 99}, {2, 3}});
        double[] x = DampedCholesky.of(matrix).orElseThrow().solve(new double[] {2, 7});
        assertClose("x", x, new double[] {-1, 3}, 1e-14);
    }

    /** Two equal rows: any x with the right sum will do, and damping finds one. */
    @Test
    void answersASingularMatrixThatHasAnAnswer() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 1}, {1, 1}});
        double[] x = DampedCholesky.of(matrix).orElseThrow().solve(new double[] {3, 3});
        assertClose("sum", x[0] + x[1], 3, 1e-12, 0);
    }

    @Test
    void refusesAMatrixThatIsNotPositive() {
        assertThat(DampedCholesky.of(new DMatrixRMaj(new double[][] {{1, 0}, {2, 1}})))
                .isEmpty();
    }
}
