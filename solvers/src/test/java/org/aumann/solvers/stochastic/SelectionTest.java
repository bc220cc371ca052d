package org.aumann.solvers.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.BatchGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.nash.BimatrixNash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What selections make of small games, against their definitions. */
class SelectionTest {
    private final RandomGenerator random = new Philox(Seeds.seed());

    private static StageAnswers solve(Selection selection, GameBatch games) {
        try (ComputeBackend backend = Backends.named("cpu");
                StageSolver solver = selection.open(backend, games.index(), games.gameCount())) {
            return solver.solve(games, games.gameCount(), Deadline.never());
        }
    }

    /** Every third game is of small integers, every third of one interest but for a little. */
    private GameBatch games(int... shape) {
        JointActionIndex index = JointActionIndex.of(shape);
        GameBatch games = GameBatch.allocate(index, 24);
        for (int game = 0; game < games.gameCount(); game++) {
            for (int a = 0; a < index.jointActionCount(); a++) {
                double common = random.nextDouble();
                for (int p = 0; p < shape.length; p++) {
                    games.set(
                            game,
                            p,
                            a,
                            switch (game % 3) {
                                case 0 -> random.nextDouble(-1, 1);
                                case 1 -> random.nextInt(4);
                                default -> common + random.nextDouble(0.1);
                            });
                }
            }
        }
        return games;
    }

    private static List<int[]> shapes() {
        return List.of(new int[] {2, 2}, new int[] {3, 4}, new int[] {2, 3, 2});
    }

    private static double expected(GameBatch games, StageAnswers answers, int game, int player) {
        double sum = 0;
        for (int a = 0; a < games.index().jointActionCount(); a++) {
            sum += answers.probability(game, a) * games.get(game, player, a);
        }
        return sum;
    }

    private static void requireDistribution(GameBatch games, StageAnswers answers, int game) {
        double sum = 0;
        for (int a = 0; a < games.index().jointActionCount(); a++) {
            assertThat(answers.probability(game, a)).isNotNegative();
            sum += answers.probability(game, a);
        }
        assertClose("sum", sum, 1, 1e-9, 0);
    }

    private static double gap(GameBatch games, StageAnswers answers, int game, SolutionConcept concept) {
        double[] sigma = IntStream.range(0, (int) games.index().jointActionCount())
                .mapToDouble(a -> answers.probability(game, a))
                .toArray();
        return DoubleStream.of(BatchGains.largestGains(games, game, sigma, concept))
                .max()
                .orElseThrow();
    }

    /** What is played is an equilibrium and what it is taken to be worth. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MINIMAX", "FRIEND", "CENTRAL", "LIBERTARIAN", "INDEPENDENT"})
    void equilibriaAreWorthWhatTheyAreTakenFor(Selection selection) {
        assertThat(selection.isPlayed()).isTrue();
        SolutionConcept concept = selection.name().endsWith("CCE") ? SolutionConcept.CCE : SolutionConcept.CE;
        for (int[] shape : shapes()) {
            try (GameBatch games = games(shape)) {
                StageAnswers answers = solve(selection, games);
                for (int game = 0; game < games.gameCount(); game++) {
                    String where = selection + " " + games.index() + " " + game + ", " + Seeds.replay();
                    requireDistribution(games, answers, game);
                    assertThat(answers.isSolved(game)).as(where).isTrue();
                    assertThat(gap(games, answers, game, concept)).as(where).isLessThan(1e-7);
                    for (int p = 0; p < shape.length; p++) {
                        assertClose(where, answers.value(game, p), expected(games, answers, game, p), 1e-9, 0);
                    }
                }
            }
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double[] values(StageAnswers answers, int game, int players) {
        return IntStream.range(0, players)
                .mapToDouble(p -> answers.value(game, p))
                .toArray();
    }

    /** Nothing that is an equilibrium, of those that other selections find, is better by its own measure. */
    @ParameterizedTest
    @MethodSource("shapes")
    void everySelectionIsTheBestByItsOwnMeasure(int[] shape) {
        List<Selection> equilibria = List.of(
                Selection.UTILITARIAN,
                Selection.EGALITARIAN,
                Selection.REPUBLICAN,
                Selection.NASH,
                Selection.MGCE,
                Selection.MECE);
        try (GameBatch games = games(shape)) {
            List<StageAnswers> all = equilibria.stream()
                    .map(selection -> solve(selection, games))
                    .toList();
            requireBest(games, all, all.get(0), SelectionTest::sum);
            requireBest(
                    games,
                    all,
                    all.get(1),
                    values -> Arrays.stream(values).min().orElseThrow());
            requireBest(
                    games,
                    all,
                    all.get(2),
                    values -> Arrays.stream(values).max().orElseThrow());
            StageAnswers welfare = solve(Selection.MWCCE, games);
            requireBest(games, all, welfare, SelectionTest::sum);
            StageAnswers central = solve(Selection.CENTRAL, games);
            requireBest(games, all, central, SelectionTest::sum);
            StageAnswers libertarian = solve(Selection.LIBERTARIAN, games);
            StageAnswers friend = solve(Selection.FRIEND, games);
            for (int p = 0; p < shape.length; p++) {
                int player = p;
                requireBest(games, all, libertarian, values -> values[player]);
                requireBest(games, all, friend, values -> values[player]);
            }
        }
    }

    private static void requireBest(
            GameBatch games, List<StageAnswers> all, StageAnswers best, ToDoubleFunction<double[]> measure) {
        int n = games.index().playerCount();
        for (int game = 0; game < games.gameCount(); game++) {
            for (StageAnswers other : all) {
                assertThat(measure.applyAsDouble(values(best, game, n)))
                        .as("game " + game + ", " + Seeds.replay())
                        .isGreaterThanOrEqualTo(measure.applyAsDouble(values(other, game, n)) - 1e-7);
            }
        }
    }

    /** The greatest payoff of anybody is that of a libertarian who has the most. */
    @ParameterizedTest
    @MethodSource("shapes")
    void republicansFollowTheRichestLibertarian(int[] shape) {
        try (GameBatch games = games(shape)) {
            StageAnswers libertarian = solve(Selection.LIBERTARIAN, games);
            StageAnswers republican = solve(Selection.REPUBLICAN, games);
            for (int game = 0; game < games.gameCount(); game++) {
                double most = DoubleStream.of(values(libertarian, game, shape.length))
                        .max()
                        .orElseThrow();
                double found = DoubleStream.of(values(republican, game, shape.length))
                        .max()
                        .orElseThrow();
                assertClose("greatest, " + Seeds.replay(), found, most, 1e-8, 0);
            }
        }
    }

    /** Chicken: the favourites of both are that the other gives way; each does his part, which is a crash. */
    @Test
    void libertariansDoTheirOwnPart() {
        try (GameBatch games = GameBatch.allocate(JointActionIndex.of(2, 2), 1)) {
            set(games, new double[] {0, 7, 2, 6}, new double[] {0, 2, 7, 6});
            StageAnswers answers = solve(Selection.LIBERTARIAN, games);
            assertClose("dare, dare", answers.probability(0, 0), 1, 1e-6, 0);
            assertClose("values", values(answers, 0, 2), new double[] {7, 7}, 1e-6);
            assertThat(Selection.LIBERTARIAN.isPlayed()).isFalse();
            StageAnswers republican = solve(Selection.REPUBLICAN, games);
            assertClose("values", values(republican, 0, 2), new double[] {7, 2}, 1e-6);
            // Both are as good: the first player's is taken.
            assertClose("dare, give way", republican.probability(0, 1), 1, 1e-6, 0);
        }
    }

    private static void set(GameBatch games, double[]... payoffs) {
        for (int p = 0; p < payoffs.length; p++) {
            for (int a = 0; a < payoffs[p].length; a++) {
                games.set(0, p, a, payoffs[p][a]);
            }
        }
    }

    /** Friends trust each other, each in what he likes best; the first of several that are as good. */
    @Test
    void friendsExpectTheBest() {
        try (GameBatch games = GameBatch.allocate(JointActionIndex.of(2, 3), 1)) {
            set(games, new double[] {1, 9, 3, 4, 9, 6}, new double[] {1, 2, 3, 3, 8, 8});
            StageAnswers friend = solve(Selection.FRIEND, games);
            assertThat(values(friend, 0, 2)).containsExactly(9.0, 8.0);
            assertThat(friend.probability(0, 1)).isEqualTo(1); // row 0 of his (0, 1), column 1 of the other's (1, 1)
            StageAnswers central = solve(Selection.CENTRAL, games);
            assertThat(values(central, 0, 2)).containsExactly(9.0, 8.0);
            assertThat(central.probability(0, 4)).isEqualTo(1);
        }
    }

    /** By his own payoffs alone, and nobody can secure more than any equilibrium gives him. */
    @Test
    void foesSecureTheirMaximin() {
        try (GameBatch games = games(3, 4)) {
            StageAnswers foe = solve(Selection.MINIMAX, games);
            StageAnswers gini = solve(Selection.MGCCE, games);
            JointActionIndex index = games.index();
            for (int game = 0; game < games.gameCount(); game++) {
                assertThat(foe.isSolved(game)).isTrue();
                requireDistribution(games, foe, game);
                double[] x = new double[3];
                double[] y = new double[4];
                for (int a = 0; a < 12; a++) {
                    x[index.action(a, 0)] += foe.probability(game, a);
                    y[index.action(a, 1)] += foe.probability(game, a);
                }
                double first = Double.POSITIVE_INFINITY;
                double second = Double.POSITIVE_INFINITY;
                for (int j = 0; j < 4; j++) {
                    double held = 0;
                    for (int i = 0; i < 3; i++) {
                        held += x[i] * games.get(game, 0, 4 * i + j);
                    }
                    first = Math.min(first, held);
                }
                for (int i = 0; i < 3; i++) {
                    double held = 0;
                    for (int j = 0; j < 4; j++) {
                        held += y[j] * games.get(game, 1, 4 * i + j);
                    }
                    second = Math.min(second, held);
                }
                assertClose("first, " + Seeds.replay(), foe.value(game, 0), first, 1e-8, 0);
                assertClose("second, " + Seeds.replay(), foe.value(game, 1), second, 1e-8, 0);
                for (int p = 0; p < 2; p++) {
                    assertThat(gini.value(game, p)).as(Seeds.replay()).isGreaterThan(foe.value(game, p) - 1e-7);
                }
            }
        }
    }

    /** Stag hunt: both pure equilibria and the mixed one, of value 7, are found; the one of most welfare is selected. */
    @Test
    void theStagHuntHasThreeEquilibria() {
        double[][] first = {{10, 1}, {8, 5}};
        double[][] second = {{10, 8}, {1, 5}};
        List<BimatrixNash.Pair> found = BimatrixNash.of(first, second);
        assertThat(found).anyMatch(pair -> pair.rows()[0] == 1 && pair.columns()[0] == 1);
        assertThat(found).anyMatch(pair -> pair.rows()[1] == 1 && pair.columns()[1] == 1);
        assertThat(found)
                .anyMatch(pair ->
                        Math.abs(pair.rows()[0] - 2 / 3.0) < 1e-12 && Math.abs(pair.columns()[0] - 2 / 3.0) < 1e-12);
        try (GameBatch games = GameBatch.allocate(JointActionIndex.of(2, 2), 1)) {
            set(games, new double[] {10, 1, 8, 5}, new double[] {10, 8, 1, 5});
            StageAnswers nash = solve(Selection.NASH, games);
            assertThat(values(nash, 0, 2)).containsExactly(10.0, 10.0);
        }
    }

    /** Penalties beside which nothing counts: found or not, what comes out is a distribution, and says whether it is an equilibrium. */
    @Test
    void awkwardGamesHaveHonestAnswers() {
        for (int[] shape : shapes()) {
            try (GameBatch games = games(shape)) {
                for (int game = 0; game < games.gameCount(); game++) {
                    for (int p = 0; p < shape.length; p++) {
                        int a = random.nextInt((int) games.index().jointActionCount());
                        games.set(game, p, a, -Math.pow(10, random.nextInt(4, 15)));
                    }
                }
                StageAnswers answers = solve(Selection.NASH, games);
                for (int game = 0; game < games.gameCount(); game++) {
                    requireDistribution(games, answers, game);
                    for (int p = 0; p < shape.length; p++) {
                        assertThat(answers.value(game, p)).as(Seeds.replay()).isFinite();
                    }
                }
            }
        }
    }
}
