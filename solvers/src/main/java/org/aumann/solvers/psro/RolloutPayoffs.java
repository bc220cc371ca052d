package org.aumann.solvers.psro;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.RolloutOperator;
import org.aumann.solvers.loop.PayoffSource;
import org.jspecify.annotations.Nullable;

/**
 * Mean returns of so many episodes of every joint policy. An episode depends on the seed, the joint policy and its number
 * alone, so that a joint policy is worth the same whenever it is played.
 */
public final class RolloutPayoffs implements PayoffSource<TabularPolicy> {
    private final RolloutOperator operator;
    private final long episodes;
    private final long seed;
    private final double[] origin;
    private @Nullable SampledPayoffs samples;

    /**
     * Payoffs of a game.
     *
     * @param tree the game
     * @param operator its rollouts, not owned
     * @param episodes of every joint policy, at least 1
     * @param seed chooses the episodes
     */
    public RolloutPayoffs(GameTree tree, RolloutOperator operator, long episodes, long seed) {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes (" + episodes + ") must be at least 1");
        }
        this.operator = operator;
        this.episodes = episodes;
        this.seed = seed;
        this.origin = IntStream.range(0, tree.playerCount())
                .mapToDouble(tree::payoffCentre)
                .toArray();
    }

    @Override
    public long extend(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
        SampledPayoffs played = grown(payoffs.index());
        EpisodePlan plan = EpisodePlan.upTo(played, episodes);
        operator.play(populations, seed, plan, played);
        for (int k = 0; k < plan.size(); k++) {
            for (int p = 0; p < payoffs.playerCount(); p++) {
                payoffs.set(p, plan.jointAction(k), played.mean(p, plan.jointAction(k)));
            }
        }
        return plan.size();
    }

    private SampledPayoffs grown(JointActionIndex index) {
        SampledPayoffs before = samples;
        if (before != null && before.index().equals(index)) {
            return before;
        }
        SampledPayoffs grown =
                before == null ? SampledPayoffs.allocate(index, origin) : before.grown(index.actionCounts());
        close();
        samples = grown;
        return grown;
    }

    @Override
    public void close() {
        if (samples != null) {
            samples.close();
        }
    }
}
