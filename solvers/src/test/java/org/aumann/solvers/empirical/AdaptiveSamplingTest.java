package org.aumann.solvers.empirical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.strategic.ReducedNormalForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.RolloutOperator;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.empirical.SamplingResult.Decision;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.junit.jupiter.api.Test;

class AdaptiveSamplingTest {
    private static final SolveOptions SOLVE = SolveOptions.defaults().withTolerance(1e-6);

    private static SamplingOptions options(long episodes, double decide) {
        return new SamplingOptions(episodes, 0.95, OptionalDouble.of(decide), Duration.ofMinutes(1), Seeds.seed());
    }

    private static SamplingResult run(
            EpisodeSource source,
            PayoffTensor exact,
            String solver,
            SamplingOptions options,
            List<SamplingRound> rounds) {
        try (ComputeBackend backend = Backends.named("cpu");
                PayoffTensor means = PayoffTensor.allocate(exact.index(), Precision.FLOAT64)) {
            return new AdaptiveSampling(source, MetaSolvers.named(solver, 0), backend, options, SOLVE)
                    .run(means, SolveListener.SILENT, rounds::add);
        }
    }

    private static double gain(SamplingRound round, PayoffTensor exact, SolutionConcept concept) {
        return EquilibriumGap.of(exact, round.outcome().report().sigma(), concept)
                .largestGain();
    }

    /** Every interval of every round holds the largest gain of the exact game, and rounds double until it is known. */
    @Test
    void decidesAnEquilibriumOfKuhnPoker() {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        ReducedNormalForm form = ReducedNormalForm.of(tree);
        List<SamplingRound> rounds = new ArrayList<>();
        try (ComputeBackend backend = Backends.named("cpu");
                RolloutOperator operator = backend.rollouts(tree);
                TreeOperator kernels = backend.tree(tree);
                NormalFormGame exact = form.game();
                PayoffTensor policies = PayoffTensor.allocate(exact.payoffs().index(), Precision.FLOAT64)) {
            kernels.payoffs(form.policies(tree), new int[2], policies);
            for (long a = 0; a < policies.index().jointActionCount(); a++) {
                assertThat(policies.get(0, a)).isCloseTo(exact.payoffs().get(0, a), within(1e-12));
            }
            TreeEpisodes episodes = new TreeEpisodes(tree, operator, form.policies(tree));
            SamplingOptions options = options(4_000_000, 0.15);
            SamplingResult result = run(episodes, exact.payoffs(), "mecce", options, rounds);
            assertThat(result.decision()).as(Seeds.replay()).isEqualTo(Decision.EQUILIBRIUM);
            assertThat(result.last()).isEqualTo(rounds.getLast());
            assertThat(rounds.size()).isGreaterThan(2);
            for (SamplingRound round : rounds) {
                assertThat(gain(round, exact.payoffs(), SolutionConcept.CCE))
                        .as("round " + round.round() + ", " + Seeds.replay())
                        .isBetween(
                                round.certificate().lowerBound(),
                                round.certificate().upperBound());
                assertThat(round.freshEpisodes()).isGreaterThanOrEqualTo(round.episodes() / 2);
            }
            List<SamplingRound> again = new ArrayList<>();
            run(episodes, exact.payoffs(), "mecce", options, again);
            assertThat(again).hasSameSizeAs(rounds);
            assertThat(again.getLast().certificate().upperBound())
                    .isEqualTo(rounds.getLast().certificate().upperBound());
        }
    }

    /** A solver that does not ask for an equilibrium is refuted; one that does gets more episodes. */
    @Test
    void refutesOnlyWhatMoreEpisodesWouldNotMend() {
        try (NormalFormGame game =
                (NormalFormGame) GameCatalogue.game("covariant(players=2,actions=4,rho=0.5,seed=2)")) {
            NoisyGame noisy = new NoisyGame(game.payoffs(), 0.2);
            SamplingResult uniform = run(noisy, game.payoffs(), "uni", options(10_000_000, 0.02), new ArrayList<>());
            assertThat(uniform.decision()).isEqualTo(Decision.NO_EQUILIBRIUM);
            assertThat(uniform.last().episodes()).isLessThan(1_000_000);
            List<SamplingRound> rounds = new ArrayList<>();
            SamplingResult solved = run(noisy, game.payoffs(), "mwce", options(3_000_000, 0.02), rounds);
            assertThat(solved.decision()).as(Seeds.replay()).isEqualTo(Decision.EQUILIBRIUM);
            assertThat(gain(solved.last(), game.payoffs(), SolutionConcept.CE)).isLessThanOrEqualTo(0.02);
        }
    }

    @Test
    void endsWithTheEpisodes() {
        try (NormalFormGame game =
                (NormalFormGame) GameCatalogue.game("covariant(players=2,actions=4,rho=0.5,seed=2)")) {
            NoisyGame noisy = new NoisyGame(game.payoffs(), 0.2);
            SamplingResult result = run(noisy, game.payoffs(), "mgcce", options(5_000, 1e-6), new ArrayList<>());
            assertThat(result.decision()).isEqualTo(Decision.UNDECIDED);
            assertThat(result.last().episodes()).isEqualTo(5_000);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> run(noisy, game.payoffs(), "mgcce", options(255, 1), new ArrayList<>()))
                    .withMessage("episodes (255) must be at least 256, 16 for each of the 16 joint actions");
        }
    }

    /** Nearly all episodes would help in one joint action, which has no more than the limit in a round. */
    @Test
    void noRoundRepeatsAnEpisode() {
        JointActionIndex index = JointActionIndex.of(2, 2);
        long episodes = 3 * EpisodeDraws.EPISODE_LIMIT;
        try (PayoffTensor zero = PayoffTensor.of(index, new double[4], new double[4])) {
            CoinToss coin = new CoinToss(index);
            List<SamplingRound> rounds = new ArrayList<>();
            SamplingOptions options =
                    new SamplingOptions(episodes, 0.95, OptionalDouble.of(1e-9), Duration.ofDays(10_000), Seeds.seed());
            SamplingResult result = run(coin, zero, "uni", options, rounds);
            assertThat(result.last().episodes()).isEqualTo(episodes);
            assertThat(rounds.getLast().freshEpisodes()).isGreaterThan(EpisodeDraws.EPISODE_LIMIT);
            assertThat(coin.most).isEqualTo(EpisodeDraws.EPISODE_LIMIT);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> run(coin, zero, "uni", options(4 * EpisodeDraws.EPISODE_LIMIT, 1), rounds))
                    .withMessage("episodes (17179869184) must be fewer than 2^32 for each of the 4 joint actions: "
                            + "further ones would repeat them");
        }
    }

    /** Returns of ±1 in the first joint action and of 0 elsewhere, by their sums; remembers the most of one call. */
    private static final class CoinToss implements EpisodeSource {
        private final JointActionIndex index;
        private long most;

        CoinToss(JointActionIndex index) {
            this.index = index;
        }

        @Override
        public SampledPayoffs allocate() {
            return SampledPayoffs.allocate(index, new double[index.playerCount()]);
        }

        @Override
        public double returnRange(int player) {
            return 2;
        }

        @Override
        public void play(long seed, EpisodePlan plan, SampledPayoffs samples) {
            double[] square = new double[index.playerCount()];
            for (int k = 0; k < plan.size(); k++) {
                most = Math.max(most, samples.count(plan.jointAction(k)) + plan.episodes(k));
                Arrays.fill(square, plan.jointAction(k) == 0 ? (double) plan.episodes(k) : 0);
                samples.add(plan.jointAction(k), plan.episodes(k), new double[square.length], square);
            }
        }
    }

    /** For one row Neyman's counts are the best; the plan comes close, and beats equal counts. */
    @Test
    void sendsEpisodesWhereTheyHelp() {
        try (NormalFormGame game =
                        (NormalFormGame) GameCatalogue.game("covariant(players=2,actions=6,rho=0.5,seed=4)");
                ComputeBackend backend = Backends.named("cpu")) {
            NoisyGame noisy = new NoisyGame(game.payoffs(), 0.5);
            JointDistribution sigma = MetaSolvers.named("mgcce", 0)
                    .solve(MetaGame.of(game.payoffs()), backend, SOLVE)
                    .report()
                    .sigma();
            try (SampledPayoffs known = noisy.allocate();
                    SampledPayoffs equal = noisy.allocate();
                    SampledPayoffs planned = noisy.allocate()) {
                noisy.play(1, EpisodePlan.upTo(known, 2_000), known);
                noisy.play(2, EpisodePlan.upTo(equal, 2_000), equal);
                EpisodeAllocation allocation = new EpisodeAllocation(known, sigma, SolutionConcept.CCE, noisy, 5);
                noisy.play(2, allocation.plan(36 * 2_000, 2), planned);
                double even = EmpiricalCertificate.of(equal, sigma, SolutionConcept.CCE, noisy::returnRange, 0.9)
                        .slack();
                double chosen = EmpiricalCertificate.of(planned, sigma, SolutionConcept.CCE, noisy::returnRange, 0.9)
                        .slack();
                assertThat(chosen).isLessThan(0.9 * even);
            }
        }
    }
}
