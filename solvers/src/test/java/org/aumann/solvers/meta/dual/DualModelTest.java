package org.aumann.solvers.meta.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Regulariser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The explicit columns and the models made of them, against the definitions and the problem they stand for. */
class DualModelTest {
    private static final double TOLERANCE = 1e-9;
    private static final double[] RANGES = {2, 0.5, 3};

    /** A tensor large enough for sums in parts. */
    private static PayoffTensor game() {
        return RandomGames.gaussian(JointActionIndex.of(9, 16, 20), Precision.FLOAT64, new Philox(Seeds.seed()));
    }

    /** {@code [row][column]} from the definition. */
    private static double[][] matrix(PayoffTensor payoffs, SolutionConcept concept) {
        JointActionIndex index = payoffs.index();
        int columns = Math.toIntExact(index.jointActionCount());
        double[][] matrix = new double[concept.rowCount(index)][columns];
        for (int a = 0; a < columns; a++) {
            for (int p = 0; p < index.playerCount(); p++) {
                int first = concept.firstRow(index, p);
                int own = index.action(a, p);
                for (int d = 0; d < index.actionCount(p); d++) {
                    long deviated = a + (d - own) * index.stride(p);
                    int row = concept == SolutionConcept.CCE ? first + d : first + own * index.actionCount(p) + d;
                    matrix[row][a] = (payoffs.get(p, deviated) - payoffs.get(p, a)) / RANGES[p];
                }
            }
        }
        return matrix;
    }

    private static double[] positive(int length, RandomGenerator random) {
        double[] vector = new double[length];
        Arrays.setAll(vector, i -> random.nextInt(4) == 0 ? 0 : random.nextDouble());
        return vector;
    }

    /** Those of the players, none for what is no deviation. */
    private static double[] rowUnits(JointActionIndex index, SolutionConcept concept) {
        double[] units = new double[concept.rowCount(index)];
        for (int p = 0, i = 0; p < index.playerCount(); p++) {
            for (int row = 0; row < concept.rowCount(index, p); row++, i++) {
                boolean isDiagonal = concept == SolutionConcept.CE && row % (index.actionCount(p) + 1) == 0;
                units[i] = isDiagonal || index.actionCount(p) == 1 ? 0 : RANGES[p];
            }
        }
        return units;
    }

    @ParameterizedTest
    @EnumSource(SolutionConcept.class)
    void columnsAgainstTheMatrix(SolutionConcept concept) {
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = game();
                ComputeBackend backend = Backends.named("reference");
                DualProblem problem = new DualProblem(
                        MetaGame.of(payoffs),
                        null,
                        backend,
                        concept,
                        Regulariser.ENTROPY,
                        rowUnits(payoffs.index(), concept),
                        new double[RANGES.length],
                        new double[RANGES.length])) {
            double[][] matrix = matrix(payoffs, concept);
            int count = matrix[0].length;
            JointColumns columns = problem.columns(LongStream.range(0, count).toArray());
            double[] rows = positive(matrix.length, random);
            double[] weights = positive(count, random);
            double[] products = new double[count];
            double[] combination = new double[matrix.length];
            for (int i = 0; i < matrix.length; i++) {
                for (int a = 0; a < count; a++) {
                    products[a] += rows[i] * matrix[i][a];
                    combination[i] += weights[a] * matrix[i][a];
                }
            }
            assertClose("products", columns.products(rows), products, TOLERANCE);
            assertClose("combination", columns.combination(weights), combination, TOLERANCE * count);
            int[] some = IntStream.range(0, matrix.length)
                    .filter(i -> i % 7 != 3)
                    .limit(40)
                    .toArray();
            double[] covariance =
                    columns.covariance(weights, some, Deadline.never()).toMatrix();
            assertClose("covariance", covariance, covariance(matrix, weights, some), TOLERANCE * count);
            double[] fewer = weights.clone();
            double[] change = new double[count];
            for (int a = 0; a < count; a += 3) {
                change[a] = -weights[a];
                fewer[a] = 0;
            }
            double[] updated = columns.covariance(weights, some, Deadline.never())
                    .plus(columns.covariance(change, some, Deadline.never()))
                    .toMatrix();
            assertClose("less a third", updated, covariance(matrix, fewer, some), TOLERANCE * count);
        }
    }

    private static double[] covariance(double[][] matrix, double[] weights, int[] rows) {
        int m = rows.length;
        double total = Arrays.stream(weights).sum();
        double[] mean = new double[m];
        double[] covariance = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int a = 0; a < weights.length; a++) {
                mean[i] += weights[a] * matrix[rows[i]][a];
            }
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                for (int a = 0; a < weights.length; a++) {
                    covariance[i * m + j] += weights[a] * matrix[rows[i]][a] * matrix[rows[j]][a];
                }
                covariance[i * m + j] -= mean[i] * mean[j] / total;
            }
        }
        return covariance;
    }

    /** Of a small game the model is the problem, wherever it was made. */
    @ParameterizedTest
    @CsvSource({"ENTROPY, CCE", "ENTROPY, CE", "GINI, CCE", "GINI, CE"})
    void theModelOfASmallGameIsTheProblem(Regulariser regulariser, SolutionConcept concept) {
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = game();
                ComputeBackend backend = Backends.named("reference");
                DualProblem problem = new DualProblem(
                        MetaGame.of(payoffs),
                        null,
                        backend,
                        concept,
                        regulariser,
                        rowUnits(payoffs.index(), concept),
                        new double[] {0.01, 0.01, 0.01},
                        new double[RANGES.length])) {
            int rows = concept.rowCount(payoffs.index());
            double[] here = multipliers(rows, random);
            double[] there = multipliers(rows, random);
            double[] gradientHere = new double[rows];
            double[] gradientThere = new double[rows];
            double valueHere = problem.evaluate(here, gradientHere);
            DualModels models = new DualModels(problem);
            DualModel model = models.at(here, gradientHere, rows, 1);
            double valueThere = problem.evaluate(there, gradientThere);

            double[] displacement = new double[rows];
            Arrays.setAll(displacement, i -> there[i] - here[i]);
            double[] logits = model.logits();
            double conjugateHere = model.conjugate(logits);
            double[] fall = model.fall(displacement);
            Arrays.setAll(logits, k -> logits[k] - fall[k]);
            double change = model.conjugate(logits) - conjugateHere + model.linear(displacement);
            assertThat(models.isExact()).isTrue();
            assertClose("change", change, valueThere - valueHere, TOLERANCE, TOLERANCE);
            assertClose("gradient", model.gradient(), gradientThere, TOLERANCE);
        }
    }

    private static double[] multipliers(int rows, RandomGenerator random) {
        double[] multipliers = positive(rows, random);
        Arrays.setAll(multipliers, i -> 0.1 * multipliers[i]);
        return multipliers;
    }

    /** A sampled model has the gradient of the problem where it was made. */
    @ParameterizedTest
    @CsvSource({"ENTROPY, CCE", "GINI, CE"})
    void aSampledModelHasTheExactGradient(Regulariser regulariser, SolutionConcept concept) {
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = RandomGames.gaussian(JointActionIndex.of(30, 32, 33), Precision.FLOAT32, random);
                ComputeBackend backend = Backends.named("cpu");
                DualProblem problem = new DualProblem(
                        MetaGame.of(payoffs),
                        null,
                        backend,
                        concept,
                        regulariser,
                        rowUnits(payoffs.index(), concept),
                        new double[RANGES.length],
                        new double[RANGES.length])) {
            int rows = concept.rowCount(payoffs.index());
            double[] here = multipliers(rows, random);
            double[] gradient = new double[rows];
            problem.evaluate(here, gradient);
            DualModels models = new DualModels(problem);
            DualModel model = models.at(here, gradient, 20, 1);
            model.conjugate(model.logits());
            assertThat(models.isExact()).isFalse();
            assertClose("gradient", model.gradient(), gradient, TOLERANCE);
        }
    }

    /** The minimum of a model with a proximal term satisfies its first-order conditions. */
    @Test
    void theProximalMinimum() {
        Philox random = new Philox(Seeds.seed());
        double proximity = 1e-3;
        double target = 1e-10;
        try (PayoffTensor payoffs = game();
                ComputeBackend backend = Backends.named("reference")) {
            for (Regulariser regulariser : Regulariser.values()) {
                try (DualProblem problem = new DualProblem(
                        MetaGame.of(payoffs),
                        null,
                        backend,
                        SolutionConcept.CCE,
                        regulariser,
                        rowUnits(payoffs.index(), SolutionConcept.CCE),
                        new double[RANGES.length],
                        new double[RANGES.length])) {
                    int rows = SolutionConcept.CCE.rowCount(payoffs.index());
                    double[] here = multipliers(rows, random);
                    double[] gradient = new double[rows];
                    double value = problem.evaluate(here, gradient);
                    DualModels models = new DualModels(problem);
                    DualModel model = models.at(here, gradient, rows, 1);
                    ProximalNewton newton =
                            new ProximalNewton(model, IntStream.range(0, rows).toArray(), here, proximity);
                    double[] there = newton.minimise(target, 1, Deadline.never());
                    double valueThere = problem.evaluate(there, gradient);
                    for (int i = 0; i < rows; i++) {
                        gradient[i] += proximity * (there[i] - here[i]);
                    }
                    assertClose("decrease", newton.decrease(), value - valueThere, TOLERANCE, TOLERANCE);
                    assertThat(newton.decrease()).isPositive();
                    assertThat(Arrays.stream(there).min().orElseThrow()).isNotNegative();
                    assertThat(Optimality.residual(there, gradient, 1)).isLessThan(1e-8);
                }
            }
        }
    }
}
