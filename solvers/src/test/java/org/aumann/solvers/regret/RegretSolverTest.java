package org.aumann.solvers.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ProfileOperator;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegretSolverTest {
    private static SolveOutcome solve(String id, String game, SolveOptions options, SolveListener listener) {
        try (ComputeBackend backend = Backends.named("cpu");
                NormalFormGame normalForm = (NormalFormGame) GameCatalogue.game(game)) {
            MetaGame metaGame = MetaGame.of(normalForm.payoffs());
            SolutionConcept concept = MetaSolvers.named(id, 0).concept();
            Multipliers zero = Multipliers.zero(metaGame.index(), concept);
            return MetaSolvers.named(id, 0).solve(metaGame, backend, zero, options, listener);
        }
    }

    /** The largest gain, relative to the largest difference that a player's deviations can make. */
    private static double relativeGain(SolveReport report, SolutionConcept concept, String game) {
        double[] gains = report.certificate().gap(concept).largestGainPerPlayer();
        try (NormalFormGame normalForm = (NormalFormGame) GameCatalogue.game(game)) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < gains.length; p++) {
                greatest = Math.max(
                        greatest, gains[p] / normalForm.payoffs().spread(p).largestDifference());
            }
            return greatest;
        }
    }

    /** Several players, ties, no interior: what the average of play takes 10⁵ rounds for, some hundred rounds contain. */
    @ParameterizedTest
    @CsvSource({
        "compressed_regretcce, 'rank(players=4,actions=6,seed=1)'",
        "compressed_regretce, 'rank(players=4,actions=6,seed=1)'",
        "compressed_regretcce, 'zero_sum(actions=10x10,seed=7)'",
        "compressed_regretce, 'zero_sum(actions=10x10,seed=7)'",
        "compressed_regretcce, 'covariant(actions=4x3x2,rho=-0.4,seed=5)'",
        "compressed_regretce, 'covariant(actions=4x3x2,rho=-0.4,seed=5)'",
        "compressed_regretcce, 'congestion(players=3,actions=3,seed=10)'",
        "compressed_regretce, 'congestion(players=3,actions=3,seed=10)'"
    })
    void compressionFindsExactEquilibria(String id, String game) {
        SolveOutcome outcome = solve(id, game, SolveOptions.defaults(), SolveListener.SILENT);
        assertThat(outcome).as("%s", outcome).isInstanceOf(SolveOutcome.Optimal.class);
        SolveReport report = outcome.report();
        SolutionConcept concept = MetaSolvers.named(id, 0).concept();
        assertThat(relativeGain(report, concept, game)).isLessThanOrEqualTo(1e-9);
        assertThat(report.notes()).anyMatch(note -> note.startsWith("rounds played: "));
    }

    /** Three players who can all lose by any deviation: the optimum of the rounds is negative, and so is the certificate. */
    @Test
    void compressionReportsStrictEquilibria() {
        SolveReport report = solve(
                        "compressed_regretcce",
                        "covariant(players=3,actions=8,seed=2)",
                        SolveOptions.defaults(),
                        SolveListener.SILENT)
                .report();
        assertThat(report.certificate().gap(SolutionConcept.CCE).largestGain()).isLessThan(-0.01);
    }

    @ParameterizedTest
    @CsvSource({"regretcce, 1.5e-6", "regretce, 1e-5", "sampled_regretcce, 0.01", "sampled_regretce, 0.01"})
    void theAverageOfPlayTendsToItsConcept(String id, double tolerance) {
        String game = "rank(players=3,actions=4,seed=5)";
        SolveOutcome outcome = solve(id, game, SolveOptions.defaults().withTolerance(tolerance), SolveListener.SILENT);
        assertThat(outcome).as("%s", outcome).isInstanceOf(SolveOutcome.Optimal.class);
        SolutionConcept concept = MetaSolvers.named(id, 0).concept();
        assertThat(relativeGain(outcome.report(), concept, game)).isLessThanOrEqualTo(tolerance);
    }

    /** Too few rounds end in a limit whose residual is that of the certificate, not what the players saw. */
    @ParameterizedTest
    @ValueSource(strings = {"regretcce", "regretce", "sampled_regretcce", "sampled_regretce"})
    void limitsAreHonest(String id) {
        SolveOptions short_ = SolveOptions.defaults()
                .withTolerance(1e-9)
                .withIterationLimit(2)
                .withSeed(Seeds.seed());
        List<Double> residuals = new ArrayList<>();
        String game = "zero_sum(actions=10x10,seed=7)";
        SolveOutcome outcome = solve(id, game, short_, (phase, iteration, residual) -> residuals.add(residual));
        assertThat(residuals).hasSize(2);
        assertThat(outcome).isInstanceOf(SolveOutcome.IterationLimit.class);
        SolutionConcept concept = MetaSolvers.named(id, 0).concept();
        if (outcome instanceof SolveOutcome.IterationLimit(SolveReport report, double residual)) {
            assertClose("residual", residual, relativeGain(report, concept, game), 0, 1e-12);
            assertThat(report.iterations()).isEqualTo(2);
            assertThat(report.notes()).contains("rounds played: 200");
        }
    }

    /** Seconds of play are allowed, a fraction of one is taken; the answer is a distribution all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "regretcce",
                "regretce",
                "compressed_regretcce",
                "compressed_regretce",
                "sampled_regretcce",
                "regret_nash",
                "prd",
                "alpharank"
            })
    void theClockEndsASolve(String id) {
        SolveOptions hurried = SolveOptions.defaults().withTimeLimit(Duration.ofMillis(100));
        SolveOutcome outcome = solve(id, "rank(players=5,actions=8,seed=1)", hurried, SolveListener.SILENT);
        assertThat(outcome.report().elapsed()).isLessThan(Duration.ofSeconds(5)); // a second, on a busy machine
        SolveOutcome none = solve(
                id,
                "rank(players=3,actions=11,seed=1)",
                SolveOptions.defaults().withTimeLimit(Duration.ZERO),
                SolveListener.SILENT);
        assertThat(none).as("%s", none).isInstanceOf(SolveOutcome.TimeLimit.class);
    }

    @Test
    void playersWithoutAChoiceHaveNothingToCompress() {
        try (ComputeBackend backend = Backends.named("reference");
                PayoffTensor payoffs = RandomGames.gaussian(
                        JointActionIndex.of(1, 1, 1), Precision.FLOAT64, new Philox(Seeds.seed()))) {
            SolveOutcome outcome = new RegretSolver(SolutionConcept.CE, RegretSolver.Variant.COMPRESSED)
                    .solve(MetaGame.of(payoffs), backend, SolveOptions.defaults());
            assertThat(outcome).isInstanceOf(SolveOutcome.Optimal.class);
        }
    }

    @Test
    void sampledValuesAreUnbiased() {
        JointActionIndex index = JointActionIndex.of(3, 2, 4);
        Philox random = new Philox(Seeds.seed());
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT32, random);
                SampledProfiles sampled = SampledProfiles.of(payoffs, 50_000, random)) {
            double[] profile = {.2, .5, .3, 1, 0, .1, .2, .3, .4};
            double[] values = new double[9];
            sampled.actionValues(profile, values);
            assertClose("values; " + Seeds.replay(), values, ProfileValues.actionValues(payoffs, profile), 0.05);
        }
    }

    /** Payoffs known from 200 noisy episodes each: play on them ends as near to an equilibrium as the noise is large. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void playOnSampledPayoffsComesNearTheExactOne(boolean swap) {
        SolutionConcept concept = swap ? SolutionConcept.CE : SolutionConcept.CCE;
        RegretRule external = new RegretRule.MatchingPlus();
        RegretRule rule = swap ? new RegretRule.Swap(external) : external;
        JointActionIndex index = JointActionIndex.of(3, 4, 3);
        Philox random = new Philox(Seeds.seed(), 8);
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, random);
                SampledPayoffs samples = noisy(payoffs, 200, random);
                ProfileOperator sampled = SampledProfiles.of(samples, 2, random);
                ComputeBackend backend = Backends.named("reference");
                ProfileOperator exact = backend.profiles(payoffs)) {
            RegretDynamics noisy = new RegretDynamics(index, sampled, rule);
            RegretDynamics plain = new RegretDynamics(index, exact, rule);
            noisy.run(8000);
            plain.run(8000);
            double gain =
                    EquilibriumGap.of(payoffs, noisy.averagePlay(), concept).largestGain();
            double exactGain =
                    EquilibriumGap.of(payoffs, plain.averagePlay(), concept).largestGain();
            assertThat(gain).as(Seeds.replay()).isLessThan(Math.max(0, exactGain) + 0.15);
        }
    }

    private static SampledPayoffs noisy(PayoffTensor payoffs, int episodes, Philox random) {
        double[] origin = new double[payoffs.playerCount()];
        SampledPayoffs samples = SampledPayoffs.allocate(payoffs.index(), origin);
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            double[] sum = new double[origin.length];
            double[] square = new double[origin.length];
            for (int e = 0; e < episodes; e++) {
                for (int p = 0; p < sum.length; p++) {
                    double value = payoffs.get(p, a) + random.nextGaussian();
                    sum[p] += value;
                    square[p] += value * value;
                }
            }
            samples.add(a, episodes, sum, square);
        }
        return samples;
    }

    @Test
    void aJointActionWithoutAnEpisodeIsRefused() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        try (SampledPayoffs samples = SampledPayoffs.allocate(index, 0, 0);
                SampledProfiles sampled = SampledProfiles.of(samples, 1, new Philox(Seeds.seed()))) {
            double[] uniform = new double[4];
            Arrays.fill(uniform, 0.5);
            assertThatThrownBy(() -> sampled.actionValues(uniform, new double[4]))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be at least 1");
        }
    }
}
