package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;
import static org.aumann.core.Tolerances.rounding;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.policy.TestPolicies;
import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.core.rollout.GameRollouts;
import org.aumann.core.rollout.InfostatePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every back end promises of {@link RolloutOperator}. */
@ContractOf(Capability.ROLLOUTS)
public interface RolloutContract {
    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    /** A compiled game with random policies. */
    final class Fixture implements AutoCloseable {
        final Game game;
        final GameTree tree;
        final List<List<TabularPolicy>> populations;
        final JointActionIndex index;
        final RolloutOperator operator;

        Fixture(ComputeBackend backend, String specification, int... sizes) {
            game = GameCatalogue.game(specification);
            tree = GameTree.of(game);
            populations = TestPolicies.populations(tree, new Philox(Seeds.seed()), sizes);
            index = JointActionIndex.of(sizes);
            operator = backend.rollouts(tree);
        }

        static Fixture of(ComputeBackend backend, String specification, String sizes) {
            return new Fixture(
                    backend,
                    specification,
                    Arrays.stream(sizes.split("x", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray());
        }

        double[] centres() {
            return IntStream.range(0, tree.playerCount())
                    .mapToDouble(tree::payoffCentre)
                    .toArray();
        }

        SampledPayoffs samples() {
            return SampledPayoffs.allocate(index, centres());
        }

        /** New samples with some episodes of every joint policy. */
        SampledPayoffs play(long seed, long episodes) {
            SampledPayoffs samples = samples();
            operator.play(populations, seed, EpisodePlan.upTo(samples, episodes), samples);
            return samples;
        }

        List<TabularPolicy> profile(long jointAction) {
            return IntStream.range(0, index.playerCount())
                    .mapToObj(p -> populations.get(p).get(index.action(jointAction, p)))
                    .toList();
        }

        List<List<InfostatePolicy>> byKey() {
            return IntStream.range(0, tree.playerCount())
                    .mapToObj(p -> populations.get(p).stream()
                            .map(policy -> InfostatePolicy.of(tree.sequenceForm(p), policy))
                            .toList())
                    .toList();
        }

        @Override
        public void close() {
            operator.close();
        }
    }

    private static void assertSame(SampledPayoffs actual, SampledPayoffs expected) {
        assertThat(actual.index()).isEqualTo(expected.index());
        for (long a = 0; a < expected.index().jointActionCount(); a++) {
            assertThat(actual.count(a)).isEqualTo(expected.count(a));
            for (int p = 0; p < expected.index().playerCount(); p++) {
                assertThat(actual.mean(p, a)).as("mean; %s", Seeds.replay()).isEqualTo(expected.mean(p, a));
                assertThat(actual.m2(p, a)).as("M2; %s", Seeds.replay()).isEqualTo(expected.m2(p, a));
            }
        }
    }

    /** The same episodes as a walk over the states of the game, so that integers add up to the same bits. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, 1x1, 1",
        "kuhn_poker, 2x3, 7",
        "kuhn_poker, 2x1, 1021",
        "kuhn_poker(players=3), 2x1x2, 257",
        "leduc_poker, 2x2, 600",
        "sheriff(instance=gabriele), 2x2, 256",
        "trade_comm, 3x2, 100",
        "goofspiel(num_cards=3), 2x2, 33",
        "liars_dice(dice_sides=3), 1x2, 300",
    })
    default void episodesAreThoseOfTheGame(String specification, String sizes, long episodes) {
        try (Fixture fixture = Fixture.of(backend(), specification, sizes);
                SampledPayoffs expected = fixture.samples();
                SampledPayoffs actual = fixture.play(Seeds.seed(), episodes)) {
            new GameRollouts(fixture.game)
                    .play(fixture.byKey(), Seeds.seed(), EpisodePlan.upTo(expected, episodes), expected);
            assertSame(actual, expected);
        }
    }

    /** Differences from a fraction are rounded: sums agree up to that. */
    @Test
    default void fractionsAddUpToRounding() {
        long episodes = 3000;
        try (Fixture fixture = Fixture.of(backend(), "leduc_poker", "2x2");
                SampledPayoffs expected = SampledPayoffs.allocate(fixture.index, 0.3, -1e-3);
                SampledPayoffs actual = SampledPayoffs.allocate(fixture.index, 0.3, -1e-3)) {
            EpisodePlan plan = EpisodePlan.upTo(expected, episodes);
            new GameRollouts(fixture.game).play(fixture.byKey(), 1, plan, expected);
            fixture.operator.play(fixture.populations, 1, plan, actual);
            for (long a = 0; a < plan.size(); a++) {
                assertThat(actual.count(a)).isEqualTo(episodes);
                for (int p = 0; p < 2; p++) {
                    assertClose("mean", actual.mean(p, a), expected.mean(p, a), rounding(episodes, 14), 0);
                    assertClose("M2", actual.m2(p, a), expected.m2(p, a), 0, rounding(episodes, 14 * 14));
                }
            }
        }
    }

    /** Six standard deviations of the mean, by the exact moments of the returns. */
    @ParameterizedTest
    @CsvSource({
        "kuhn_poker, 4x5, 20000",
        "kuhn_poker(players=3), 2x3x2, 10000",
        "leduc_poker, 3x3, 20000",
        "sheriff(instance=gabriele), 3x2, 5000",
    })
    default void meansAndSpreadsAreThoseOfTheGame(String specification, String sizes, long episodes) {
        try (Fixture fixture = Fixture.of(backend(), specification, sizes);
                SampledPayoffs samples = fixture.play(Seeds.seed(), episodes)) {
            for (long a = 0; a < fixture.index.jointActionCount(); a++) {
                double[] values = ExtensiveReference.values(fixture.tree, fixture.profile(a));
                for (int p = 0; p < values.length; p++) {
                    double variance = centralMoment(fixture, a, p, values[p], 2);
                    double kurtosis = centralMoment(fixture, a, p, values[p], 4);
                    double error = Math.sqrt(variance / episodes);
                    assertClose("mean", samples.mean(p, a), values[p], 6 * error + 1e-6, 0);
                    double spread = samples.m2(p, a) / episodes;
                    double spreadError = Math.sqrt(Math.max(0, kurtosis - variance * variance) / episodes);
                    assertClose("variance", spread, variance, 6 * spreadError + 36 * error * error + 1e-6, 0);
                }
            }
        }
    }

    private static double centralMoment(Fixture fixture, long jointAction, int player, double mean, int power) {
        GameTree tree = fixture.tree;
        List<TabularPolicy> profile = fixture.profile(jointAction);
        double moment = 0;
        for (int z = 0; z < tree.terminalCount(); z++) {
            double reach = tree.chance(z);
            for (int q = 0; q < profile.size(); q++) {
                reach *= profile.get(q).plan(tree.sequence(q, z));
            }
            moment += reach * Math.pow(tree.payoff(player, z) - mean, power);
        }
        return moment;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    default void threadsMakeNoDifference(int threads) throws Exception {
        try (Fixture fixture = Fixture.of(backend(), "leduc_poker", "3x2");
                ForkJoinPool pool = new ForkJoinPool(threads);
                SampledPayoffs expected = fixture.play(5, 1500);
                SampledPayoffs actual = pool.submit(() -> fixture.play(5, 1500)).get()) {
            assertSame(actual, expected);
        }
    }

    /** Episodes go on where they stopped, in whatever portions and order. */
    @Test
    default void portionsMakeNoDifference() {
        try (Fixture fixture = Fixture.of(backend(), "kuhn_poker(players=3)", "2x2x2");
                SampledPayoffs whole = fixture.play(5, 1000);
                SampledPayoffs portions = fixture.play(5, 300)) {
            for (long episodes : new long[] {301, 557, 1000}) {
                EpisodePlan plan = EpisodePlan.upTo(portions, episodes);
                for (int k = plan.size() - 1; k >= 0; k--) {
                    EpisodePlan one = new EpisodePlan(new long[] {plan.jointAction(k)}, new long[] {plan.episodes(k)});
                    fixture.operator.play(fixture.populations, 5, one, portions);
                }
            }
            assertSame(portions, whole);
        }
    }

    @Test
    default void growingPopulationsKeepTheirEpisodes() {
        try (Fixture large = Fixture.of(backend(), "leduc_poker", "3x4");
                Fixture small = Fixture.of(backend(), "leduc_poker", "2x3");
                SampledPayoffs expected = large.play(5, 100);
                SampledPayoffs known = small.samples()) {
            List<List<TabularPolicy>> leading = List.of(
                    large.populations.get(0).subList(0, 2),
                    large.populations.get(1).subList(0, 3));
            small.operator.play(leading, 5, EpisodePlan.upTo(known, 100), known);
            try (SampledPayoffs grown = known.grown(3, 4)) {
                EpisodePlan plan = EpisodePlan.upTo(grown, 100);
                assertThat(plan.size()).isEqualTo(12 - 6);
                large.operator.play(large.populations, 5, plan, grown);
                assertSame(grown, expected);
            }
        }
    }

    /** Six players have ten bits each in the number of a cell; populations may be larger. */
    @Test
    default void populationsAreAsLargeAsTheyLike() {
        try (Fixture fixture = Fixture.of(backend(), "goofspiel(players=6,num_cards=2)", "1x1x1x1x1x1026");
                SampledPayoffs expected = fixture.samples();
                SampledPayoffs actual = fixture.samples()) {
            EpisodePlan plan = new EpisodePlan(new long[] {0, 1023, 1024, 1025}, new long[] {5, 40, 40, 40});
            new GameRollouts(fixture.game).play(fixture.byKey(), 5, plan, expected);
            fixture.operator.play(fixture.populations, 5, plan, actual);
            for (int k = 0; k < plan.size(); k++) {
                long a = plan.jointAction(k);
                assertThat(actual.count(a)).isEqualTo(plan.episodes(k));
                for (int p = 0; p < 6; p++) {
                    assertClose("mean", actual.mean(p, a), expected.mean(p, a), rounding(plan.episodes(k), 1), 0);
                }
            }
        }
    }

    /** The last episode of a joint policy is one of its own; there is none after it. */
    @Test
    default void episodesDoNotRepeat() {
        try (Fixture fixture = Fixture.of(backend(), "leduc_poker", "1x2");
                SampledPayoffs expected = fixture.samples();
                SampledPayoffs actual = fixture.samples()) {
            double[] nothing = new double[2];
            for (SampledPayoffs samples : List.of(expected, actual)) {
                samples.add(1, EpisodeDraws.EPISODE_LIMIT - 3, nothing, nothing);
            }
            EpisodePlan last = new EpisodePlan(new long[] {0, 1}, new long[] {1, 3});
            new GameRollouts(fixture.game).play(fixture.byKey(), 5, last, expected);
            fixture.operator.play(fixture.populations, 5, last, actual);
            assertSame(actual, expected);
            EpisodePlan next = new EpisodePlan(new long[] {0, 1}, new long[] {1, 1});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fixture.operator.play(fixture.populations, 5, next, actual))
                    .withMessageStartingWith("episodes (4294967297) of joint action 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GameRollouts(fixture.game).play(fixture.byKey(), 5, next, expected));
            assertThat(actual.count(0)).as("nothing was played").isEqualTo(1);
        }
    }

    @Test
    default void seedsMakeOtherEpisodes() {
        try (Fixture fixture = Fixture.of(backend(), "leduc_poker", "2x2");
                SampledPayoffs one = fixture.play(1, 500);
                SampledPayoffs other = fixture.play(1L << 32, 500)) {
            for (long a = 0; a < 4; a++) {
                assertThat(one.mean(0, a)).isNotEqualTo(other.mean(0, a));
            }
        }
    }

    /** Errors become even, and the plan is the same every time. */
    @Test
    default void furtherEpisodesGoToTheWidestErrors() {
        try (Fixture fixture = Fixture.of(backend(), "leduc_poker", "3x3");
                SampledPayoffs samples = fixture.play(1, 500)) {
            double before = widest(samples);
            for (int round = 0; round < 4; round++) {
                EpisodePlan plan = EpisodePlan.widest(samples, 10_000, 50);
                assertThat(plan.episodes()).isEqualTo(10_000);
                fixture.operator.play(fixture.populations, 1, plan, samples);
            }
            assertThat(widest(samples)).isLessThan(before / 2.5);
            for (long a = 0; a < fixture.index.jointActionCount(); a++) {
                double value = ExtensiveReference.values(fixture.tree, fixture.profile(a))[0];
                assertClose("mean", samples.mean(0, a), value, 6 * widest(samples), 0);
            }
        }
    }

    private static double widest(SampledPayoffs samples) {
        double widest = 0;
        for (long a = 0; a < samples.index().jointActionCount(); a++) {
            widest = Math.max(widest, samples.standardError(0, a));
        }
        return widest;
    }
}
