package org.aumann.solvers.empirical;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.RolloutOperator;

/** Rollouts of a compiled game over a set of policies. */
public final class TreeEpisodes implements EpisodeSource {
    private final GameTree tree;
    private final RolloutOperator operator;
    private final List<List<TabularPolicy>> populations;

    /**
     * Rollouts of policies.
     *
     * @param tree the game
     * @param operator the same game on a back end, not owned
     * @param populations per player the policies, at least one each
     */
    public TreeEpisodes(GameTree tree, RolloutOperator operator, List<List<TabularPolicy>> populations) {
        this.tree = tree;
        this.operator = operator;
        this.populations = populations.stream().map(List::copyOf).toList();
    }

    @Override
    public SampledPayoffs allocate() {
        double[] origin = IntStream.range(0, tree.playerCount())
                .mapToDouble(tree::payoffCentre)
                .toArray();
        int[] sizes = populations.stream().mapToInt(List::size).toArray();
        return SampledPayoffs.allocate(JointActionIndex.of(sizes), origin);
    }

    @Override
    public double returnRange(int player) {
        return tree.payoffRange(player);
    }

    @Override
    public void play(long seed, EpisodePlan plan, SampledPayoffs samples) {
        operator.play(populations, seed, plan, samples);
    }
}
