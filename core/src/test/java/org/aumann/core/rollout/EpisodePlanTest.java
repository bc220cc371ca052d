package org.aumann.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.junit.jupiter.api.Test;

class EpisodePlanTest {
    /** Four joint actions with 4 episodes each and these standard deviations, by M2 = 3 s². */
    private static SampledPayoffs samples(double... deviations) {
        SampledPayoffs samples = SampledPayoffs.allocate(JointActionIndex.of(2, 2), 0, 0);
        for (int a = 0; a < deviations.length; a++) {
            samples.add(a, 4, new double[2], new double[] {0, 3 * deviations[a] * deviations[a]});
        }
        return samples;
    }

    private static void assertPlan(EpisodePlan plan, long... pairs) {
        assertThat(plan.size()).isEqualTo(pairs.length / 2);
        for (int k = 0; k < plan.size(); k++) {
            assertThat(plan.jointAction(k)).isEqualTo(pairs[2 * k]);
            assertThat(plan.episodes(k)).isEqualTo(pairs[2 * k + 1]);
        }
    }

    @Test
    void fillsUp() {
        try (SampledPayoffs samples = samples(1, 1)) {
            assertPlan(EpisodePlan.upTo(samples, 4), 2, 4, 3, 4);
            assertPlan(EpisodePlan.upTo(samples, 6), 0, 2, 1, 2, 2, 6, 3, 6);
            assertThat(EpisodePlan.upTo(samples, 6).episodes()).isEqualTo(16);
        }
    }

    /** Errors 3/2, 0, 1/2, 1/2: the first one needs 36 episodes to be as well known as the last two. */
    @Test
    void spendsWhereTheErrorIsWidest() {
        try (SampledPayoffs samples = samples(3, 0, 1, 1)) {
            assertPlan(EpisodePlan.widest(samples, 8, 4), 0, 8);
            assertPlan(EpisodePlan.widest(samples, 32, 4), 0, 32);
            assertPlan(EpisodePlan.widest(samples, 44, 4), 0, 36, 2, 4, 3, 4);
            assertPlan(EpisodePlan.widest(samples, 3, 4), 0, 3);
        }
    }

    @Test
    void unknownComesFirstAndCertainNever() {
        try (SampledPayoffs samples = samples(0, 1, 0)) {
            assertPlan(EpisodePlan.widest(samples, 4, 2), 1, 2, 3, 2);
        }
        try (SampledPayoffs samples = samples(0, 0, 0, 0)) {
            assertPlan(EpisodePlan.widest(samples, 100, 2));
        }
    }

    @Test
    void inProportionToWeights() {
        double[] weights = {1, 0, 3, 4};
        assertPlan(EpisodePlan.proportional(weights, 16, 0), 0, 2, 2, 6, 3, 8);
        assertPlan(EpisodePlan.proportional(weights, 22, 2), 0, 4, 2, 8, 3, 10);
        assertPlan(EpisodePlan.proportional(weights, 6, 2), 0, 2, 2, 2, 3, 2);
        assertPlan(EpisodePlan.proportional(new double[4], 6, 2));
        assertThat(EpisodePlan.proportional(new double[] {0.1, 0.7, 0.2}, 1_000_003, 1)
                        .episodes())
                .isEqualTo(1_000_003);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpisodePlan.proportional(weights, 5, 2))
                .withMessageContaining("budget (5)");
    }

    /** Beyond the limit a joint policy would repeat its episodes; others take what it cannot. */
    @Test
    void noMoreEpisodesThanThereAre() {
        long limit = EpisodeDraws.EPISODE_LIMIT;
        double[] weights = {1, 0, 3, 4};
        assertPlan(
                EpisodePlan.proportional(weights, limit + 8, 0),
                0,
                limit / 8 + 1,
                2,
                limit / 8 * 3 + 3,
                3,
                limit / 2 + 4);
        assertPlan(EpisodePlan.proportional(weights, 2 * limit + limit / 2, 0), 0, limit / 2, 2, limit, 3, limit);
        assertPlan(EpisodePlan.proportional(weights, 5 * limit, 2), 0, limit, 2, limit, 3, limit);
        try (SampledPayoffs samples = samples(3, 0, 1, 1)) {
            double[] nothing = new double[2];
            samples.add(0, limit - 10, nothing, new double[] {0, 1e30});
            assertPlan(EpisodePlan.widest(samples, 10, 4), 0, 6, 2, 4);
            EpisodePlan.upTo(samples, limit).requireDistinct(samples);
            EpisodePlan seven = new EpisodePlan(new long[] {0}, new long[] {7});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seven.requireDistinct(samples))
                    .withMessage("episodes (4294967297) of joint action 0 must be from 0 to 4294967296: "
                            + "further ones would repeat them");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EpisodePlan.upTo(samples, limit + 1))
                    .withMessageStartingWith("episodes (4294967297) must be at most 4294967296");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EpisodePlan(new long[] {3}, new long[] {limit + 1}))
                .withMessageStartingWith("episodes (4294967297) of joint action 3");
    }
}
