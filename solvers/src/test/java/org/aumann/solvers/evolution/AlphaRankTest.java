package org.aumann.solvers.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.HeadToHead;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlphaRankTest {
    private static final SelectionIntensity STRONG =
            new SelectionIntensity.Finite(100, AlphaRank.DEFAULT_POPULATION_SIZE);

    private static double[] rank(PayoffTensor payoffs, SelectionIntensity selection) {
        try (ComputeBackend backend = Backends.named("reference")) {
            SolveOutcome outcome =
                    new AlphaRank(selection).solve(MetaGame.of(payoffs), backend, SolveOptions.defaults());
            assertThat(outcome).as("%s; %s", outcome, Seeds.replay()).isInstanceOf(SolveOutcome.Optimal.class);
            return outcome.report().sigma().toArray();
        }
    }

    private static double[] rank(String game, SelectionIntensity selection) {
        try (NormalFormGame normalForm = (NormalFormGame) GameCatalogue.game(game)) {
            return rank(normalForm.payoffs(), selection);
        }
    }

    /** Omidshafiei et al. 2019: all of rock-paper-scissors alike, at any intensity. */
    @Test
    void rockPaperScissorsIsUniform() {
        double[] ninths = new double[9];
        Arrays.fill(ninths, 1 / 9.0);
        assertClose("infinite", rank("matrix_rps", new SelectionIntensity.Infinite(0.01)), ninths, 1e-12);
        double[] weak = rank("matrix_rps", new SelectionIntensity.Finite(0.1, 50));
        for (int a : new int[] {1, 2, 3, 5, 6, 7}) {
            assertClose("the decided ones alike", weak[a], weak[1], 1e-12, 0);
        }
    }

    /** Strict dominance: everything at defection, or, of the perturbed limit, (1 − ε)² of it. */
    @Test
    void prisonersDefect() {
        assertClose("finite", rank("matrix_pd", STRONG), new double[] {0, 0, 0, 1}, 1e-12);
        double[] perturbed = {1e-4, 99e-4, 99e-4, 9801e-4};
        assertClose("infinite", rank("matrix_pd", new SelectionIntensity.Infinite(0.01)), perturbed, 1e-12);
    }

    /** Omidshafiei et al. 2019, battle of the sexes: half and half at the two pure equilibria. */
    @Test
    void bothEquilibriaOfTheBattleOfTheSexes() {
        try (PayoffTensor payoffs =
                PayoffTensor.of(JointActionIndex.of(2, 2), new double[] {3, 0, 0, 2}, new double[] {2, 0, 0, 3})) {
            assertClose("finite", rank(payoffs, STRONG), new double[] {.5, 0, 0, .5}, 1e-9);
            double[] infinite = rank(payoffs, new SelectionIntensity.Infinite(0.01));
            assertClose("infinite", infinite, new double[] {.495, .005, .005, .495}, 1e-9);
        }
    }

    static Stream<SelectionIntensity> intensities() {
        return Stream.of(
                new SelectionIntensity.Infinite(0.01),
                new SelectionIntensity.Infinite(0.3),
                new SelectionIntensity.Finite(0.05, 50),
                new SelectionIntensity.Finite(2, 5));
    }

    /** Against the stationary vector of the dense transition matrix, by LU decomposition. */
    @ParameterizedTest
    @MethodSource("intensities")
    void agreesWithADenseSolve(SelectionIntensity selection) {
        for (int[] shape : new int[][] {{2, 2}, {4, 3}, {2, 3, 2}, {3, 2, 2, 2}, {5}, {1, 3}}) {
            JointActionIndex index = JointActionIndex.of(shape);
            try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, new Philox(Seeds.seed()))) {
                assertClose(index + " " + selection, rank(payoffs, selection), dense(payoffs, selection), 1e-8);
            }
        }
    }

    private static double[] dense(PayoffTensor payoffs, SelectionIntensity selection) {
        JointActionIndex index = payoffs.index();
        int states = (int) index.jointActionCount();
        double neighbours = index.actionCountSum() - index.playerCount();
        DMatrixRMaj balance = new DMatrixRMaj(states, states); // (Cᵀ − I) σ = 0, the last row replaced by Σ σ = 1
        for (int from = 0; from < states; from++) {
            for (int p = 0; p < index.playerCount(); p++) {
                for (int d = 0; d < index.actionCount(p); d++) {
                    int to = (int) (index.base(from, p) + d * index.stride(p));
                    if (to != from) {
                        double gain = payoffs.get(p, to) - payoffs.get(p, from);
                        double rate = selection.rate(gain, payoffs.range(p).width()) / neighbours;
                        balance.add(to, from, rate);
                        balance.add(from, from, -rate);
                    }
                }
            }
        }
        DMatrixRMaj right = new DMatrixRMaj(states, 1);
        for (int a = 0; a < states; a++) {
            balance.set(states - 1, a, 1);
        }
        right.set(states - 1, 0, 1);
        DMatrixRMaj sigma = new DMatrixRMaj(states, 1);
        assertThat(CommonOps_DDRM.solve(balance, right, sigma)).isTrue();
        return sigma.getData();
    }

    /** The sparse sweeps and the elimination, where both can be had. */
    @ParameterizedTest
    @MethodSource("intensities")
    void sweepsAgreeWithElimination(SelectionIntensity selection) {
        JointActionIndex index = JointActionIndex.of(4, 5, 6);
        AlphaRank solver = new AlphaRank(selection);
        try (ComputeBackend backend = Backends.named("reference");
                PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, new Philox(Seeds.seed()))) {
            SolveContext context = new SolveContext(
                    solver, MetaGame.of(payoffs), backend, SolveOptions.defaults(), SolveListener.SILENT);
            ResponseGraph graph = new ResponseGraph(context, selection);
            MemorySegment swept = JointDistribution.memory(index);
            for (long a = 0; a < index.jointActionCount(); a++) {
                swept.setAtIndex(ValueLayout.JAVA_DOUBLE, a, 1.0 / index.jointActionCount());
            }
            int sweeps = 0;
            while (graph.imbalance(swept) > 1e-12 && sweeps < 20_000) {
                graph.sweep(swept, sweeps++ % 2 == 1);
            }
            MemorySegment eliminated = JointDistribution.memory(index);
            graph.solveDirectly(eliminated);
            assertClose(
                    "sweeps " + sweeps,
                    swept.toArray(ValueLayout.JAVA_DOUBLE),
                    eliminated.toArray(ValueLayout.JAVA_DOUBLE),
                    1e-8);
        }
    }

    /** 1331 joint actions: beyond elimination. */
    @Test
    void largerGamesAreSwept() {
        try (ComputeBackend backend = Backends.named("reference");
                NormalFormGame game = (NormalFormGame) GameCatalogue.game("rank(players=3,actions=11,seed=1)")) {
            SolveOutcome outcome = new AlphaRank().solve(MetaGame.of(game.payoffs()), backend, SolveOptions.defaults());
            assertThat(outcome).as("%s", outcome).isInstanceOf(SolveOutcome.Optimal.class);
            assertThat(outcome.report().notes()).anyMatch(note -> note.contains("sweeps"));
        }
    }

    /** The rates of the finite model against the formula of the paper, where that does not overflow. */
    @Test
    void fixationProbabilities() {
        SelectionIntensity finite = new SelectionIntensity.Finite(0.5, 10);
        for (double gain : new double[] {-3, -0.1, 1e-3, 0.7, 4}) {
            double u = 0.5 * gain;
            double expected = (1 - Math.exp(-u)) / (1 - Math.exp(-10 * u));
            assertClose("gain " + gain, finite.rate(gain, 1), expected, 0, 1e-9);
        }
        assertThat(finite.rate(0, 1)).isEqualTo(0.1);
        assertThat(STRONG.rate(-1e6, 1)).isPositive();
        assertThat(STRONG.rate(1e6, 1)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectionIntensity.Infinite(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectionIntensity.Finite(0, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectionIntensity.Finite(1, 1));
    }

    private static HeadToHead population(double[][] payoffs) {
        return HeadToHead.of(
                IntStream.range(0, payoffs.length).mapToObj(Integer::toString).toList(),
                (agent, opponent) -> payoffs[agent][opponent]);
    }

    /** Omidshafiei et al. 2019: of one population too, rock-paper-scissors has all alike; what is on the diagonal is never read. */
    @ParameterizedTest
    @MethodSource("intensities")
    void onePopulationOfRockPaperScissors(SelectionIntensity selection) {
        double[][] payoffs = {{Double.NaN, -1, 1}, {1, Double.NaN, -1}, {-1, 1, Double.NaN}};
        double third = 1 / 3.0;
        assertClose(
                "rps", new AlphaRank(selection).rank(population(payoffs)), new double[] {third, third, third}, 1e-12);
    }

    /** Of two agents, {@code π_1 / π_0 = ρ(g) / ρ(−g) = e^{(m−1) α g}}. */
    @Test
    void onePopulationOfTwoAgents() {
        double[] masses = new AlphaRank(new SelectionIntensity.Finite(0.5, 10)).rank(population(new double[][] {
            {9, 1}, {1.5, -9}
        }));
        assertClose("ratio", masses[1] / masses[0], Math.exp(9 * 0.5 * 0.5), 0, 1e-9);
        double[] infinite = new AlphaRank().rank(population(new double[][] {{0, 0}, {1, 0}}));
        assertClose("infinite", infinite, new double[] {0.01, 0.99}, 1e-12);
        assertClose("alone", new AlphaRank().rank(population(new double[][] {{7}})), new double[] {1}, 0);
    }

    /** Three agents by the Markov chain tree theorem: π of a state is the sum over the trees that lead to it. */
    @ParameterizedTest
    @MethodSource("intensities")
    void onePopulationByTrees(SelectionIntensity selection) {
        Philox random = new Philox(Seeds.seed());
        double[][] payoffs = new double[3][3];
        for (double[] row : payoffs) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        HeadToHead population = population(payoffs);
        double[][] rates = new double[3][3];
        for (int s = 0; s < 3; s++) {
            for (int r = 0; r < 3; r++) {
                rates[s][r] = r == s ? 0 : selection.rate(payoffs[r][s] - payoffs[s][r], population.rangeWidth());
            }
        }
        double[] trees = new double[3];
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            trees[i] = rates[j][i] * rates[k][i] + rates[j][i] * rates[k][j] + rates[k][i] * rates[j][k];
        }
        double sum = Arrays.stream(trees).sum();
        double[] expected = Arrays.stream(trees).map(tree -> tree / sum).toArray();
        assertClose(selection + "; " + Seeds.replay(), new AlphaRank(selection).rank(population), expected, 1e-12);
    }
}
