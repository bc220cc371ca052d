package org.aumann.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.aumann.core.Tolerances.assertClose;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.aumann.core.Seeds;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.junit.jupiter.api.Test;

class GameRolloutsTest {
    /** The lowest action at every infostate, and the uniform policy. */
    private static final List<InfostatePolicy> POLICIES =
            List.of((_, probability) -> probability[0] = 1, InfostatePolicy.uniform());

    private static SampledPayoffs play(Game game, long episodes) {
        SampledPayoffs samples = SampledPayoffs.allocate(JointActionIndex.of(2, 2), 0, 0);
        EpisodePlan plan = EpisodePlan.upTo(samples, episodes);
        new GameRollouts(game).play(List.of(POLICIES, POLICIES), Seeds.seed(), plan, samples);
        return samples;
    }

    /** Goofspiel with 13 cards has more than 10²⁰ histories. Nobody is ahead of an opponent with the same policy. */
    @Test
    void gamesWithoutATree() throws Exception {
        Game game = GameCatalogue.game("goofspiel(num_cards=13)");
        try (ForkJoinPool pool = new ForkJoinPool(3);
                SampledPayoffs samples = play(game, 300);
                SampledPayoffs again = pool.submit(() -> play(game, 300)).get()) {
            for (int a = 0; a < 4; a++) {
                assertThat(samples.count(a)).isEqualTo(300);
                assertThat(samples.mean(0, a)).isEqualTo(-samples.mean(1, a)).isEqualTo(again.mean(0, a));
                assertThat(samples.m2(0, a)).isEqualTo(samples.m2(1, a)).isEqualTo(again.m2(0, a));
            }
            assertThat(samples.mean(0, 0)).as("the same cards").isZero();
            assertClose("mean", samples.mean(0, 3), 0, 6 * samples.standardError(0, 3), 0);
            double other = Math.hypot(samples.standardError(0, 1), samples.standardError(0, 2));
            assertClose("mirrored", samples.mean(0, 1), -samples.mean(0, 2), 6 * other, 0);
        }
    }

    @Test
    void policiesOfATreeKnowTheirInfostates() {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        InfostatePolicy policy = InfostatePolicy.of(tree.sequenceForm(0), TabularPolicy.uniform(tree.sequenceForm(0)));
        double[] probability = new double[2];
        policy.probabilities(tree.sequenceForm(0).key(0), probability);
        assertThat(probability).containsExactly(0.5, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.probabilities("nowhere", probability))
                .withMessageContaining("(nowhere)");
    }
}
