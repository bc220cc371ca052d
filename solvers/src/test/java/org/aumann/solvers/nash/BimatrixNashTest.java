package org.aumann.solvers.nash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BimatrixNashTest {
    private final RandomGenerator random = new Philox(Seeds.seed());

    /** What the better of the pure answers would gain, of both players, relative to their payoffs. */
    private static double gain(double[][] first, double[][] second, BimatrixNash.Pair pair) {
        double[] x = pair.rows();
        double[] y = pair.columns();
        double[] rows = new double[x.length];
        double[] columns = new double[y.length];
        double firstRange = 0;
        double secondRange = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                rows[i] += first[i][j] * y[j];
                columns[j] += second[i][j] * x[i];
                firstRange = Math.max(firstRange, Math.abs(first[i][j]));
                secondRange = Math.max(secondRange, Math.abs(second[i][j]));
            }
        }
        return Math.max(
                (Arrays.stream(rows).max().orElseThrow() - product(rows, x)) / Math.max(1e-300, firstRange),
                (Arrays.stream(columns).max().orElseThrow() - product(columns, y)) / Math.max(1e-300, secondRange));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void requireEquilibria(double[][] first, double[][] second) {
        List<BimatrixNash.Pair> found = BimatrixNash.of(first, second);
        assertThat(found).as(Seeds.replay()).isNotEmpty();
        for (BimatrixNash.Pair pair : found) {
            assertClose("sum", Arrays.stream(pair.rows()).sum(), 1, 1e-12, 0);
            assertClose("sum", Arrays.stream(pair.columns()).sum(), 1, 1e-12, 0);
            assertThat(Arrays.stream(pair.rows()).min().orElseThrow()).isNotNegative();
            assertThat(Arrays.stream(pair.columns()).min().orElseThrow()).isNotNegative();
            assertThat(gain(first, second, pair))
                    .as("%s %s, %s", Arrays.deepToString(first), Arrays.deepToString(second), Seeds.replay())
                    .isLessThan(1e-9);
        }
    }

    @Test
    void allThatIsFoundOfRandomGamesIsAnEquilibrium() {
        for (int k = 0; k < 300; k++) {
            int rows = 1 + random.nextInt(7);
            int columns = 1 + random.nextInt(7);
            requireEquilibria(matrix(rows, columns, 1_000_003), matrix(rows, columns, 1_000_003));
        }
    }

    /** Small integers make ties everywhere. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5"})
    void degenerateGames(int numbers) {
        for (int k = 0; k < 500; k++) {
            int rows = 1 + random.nextInt(6);
            int columns = 1 + random.nextInt(6);
            double[][] first = matrix(rows, columns, numbers);
            double[][] second = k % 3 == 0
                    ? Arrays.stream(first)
                            .map(row -> Arrays.stream(row).map(u -> -u).toArray())
                            .toArray(double[][]::new)
                    : matrix(rows, columns, numbers);
            requireEquilibria(first, second);
        }
    }

    private double[][] matrix(int rows, int columns, int numbers) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, _ -> random.nextInt(numbers) - numbers / 2);
        }
        return matrix;
    }

    private static void requireFound(double[][] first, double[][] second, double[][]... equilibria) {
        List<BimatrixNash.Pair> found = BimatrixNash.of(first, second);
        for (double[][] equilibrium : equilibria) {
            assertThat(found)
                    .as(Arrays.deepToString(equilibrium))
                    .anyMatch(pair -> distance(pair.rows(), equilibrium[0]) < 1e-12
                            && distance(pair.columns(), equilibrium[1]) < 1e-12);
        }
        requireEquilibria(first, second);
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @Test
    void knownEquilibria() {
        double[][] rock = {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}};
        double[][] paper = {{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}};
        double[] thirds = {1 / 3.0, 1 / 3.0, 1 / 3.0};
        requireFound(rock, paper, new double[][] {thirds, thirds});
        requireFound(
                new double[][] {{2, 0}, {0, 1}},
                new double[][] {{1, 0}, {0, 2}},
                new double[][] {{1, 0}, {1, 0}},
                new double[][] {{0, 1}, {0, 1}},
                new double[][] {{2 / 3.0, 1 / 3.0}, {1 / 3.0, 2 / 3.0}});
        // The stag hunt of spec 03
        requireFound(
                new double[][] {{10, 1}, {8, 5}},
                new double[][] {{10, 8}, {1, 5}},
                new double[][] {{1, 0}, {1, 0}},
                new double[][] {{0, 1}, {0, 1}},
                new double[][] {{2 / 3.0, 1 / 3.0}, {2 / 3.0, 1 / 3.0}});
        // Von Stengel 2002, example 2.1 and what follows: all three
        requireFound(
                new double[][] {{3, 3}, {2, 5}, {0, 6}},
                new double[][] {{3, 2}, {2, 6}, {3, 1}},
                new double[][] {{1, 0, 0}, {1, 0}},
                new double[][] {{4 / 5.0, 1 / 5.0, 0}, {2 / 3.0, 1 / 3.0}},
                new double[][] {{0, 1 / 3.0, 2 / 3.0}, {1 / 3.0, 2 / 3.0}});
        // Matching pennies with a prize: 1/3 a round
        requireFound(new double[][] {{3, -1}, {-1, 1}}, new double[][] {{-3, 1}, {1, -1}}, new double[][] {
            {1 / 3.0, 2 / 3.0}, {1 / 3.0, 2 / 3.0}
        });
    }

    /** Payoffs of one player that are large beside those of the other. */
    @Test
    void unitsDoNotMatter() {
        for (int k = 0; k < 100; k++) {
            double[][] first = matrix(4, 3, 1_000_003);
            double[][] second = matrix(4, 3, 1_000_003);
            List<BimatrixNash.Pair> before = BimatrixNash.of(first, second);
            for (double[] row : first) {
                Arrays.setAll(row, j -> 0x1p40 * row[j] + 0x1p50);
            }
            List<BimatrixNash.Pair> after = BimatrixNash.of(first, second);
            assertThat(after).as(Seeds.replay()).hasSameSizeAs(before);
            for (int e = 0; e < before.size(); e++) {
                assertClose("rows", after.get(e).rows(), before.get(e).rows(), 1e-8);
                assertClose("columns", after.get(e).columns(), before.get(e).columns(), 1e-8);
            }
        }
    }
}
