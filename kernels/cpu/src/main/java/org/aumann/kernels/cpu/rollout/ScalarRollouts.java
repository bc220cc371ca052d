package org.aumann.kernels.cpu.rollout;

import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.RolloutOperator;

/** K1 one episode after the other, node by node. */
public final class ScalarRollouts implements RolloutOperator {
    private final GameTree tree;

    /**
     * The operator of a game.
     *
     * @param tree the game
     */
    public ScalarRollouts(GameTree tree) {
        this.tree = tree;
    }

    @Override
    public void play(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        plan.requireDistinct(samples);
        EpisodeDraws draws = new EpisodeDraws(seed);
        for (int k = 0; k < plan.size(); k++) {
            int[] joint = samples.index().actions(plan.jointAction(k));
            double[] sum = new double[joint.length];
            double[] square = new double[joint.length];
            long first = samples.count(plan.jointAction(k));
            for (long episode = first; episode < first + plan.episodes(k); episode++) {
                draws.begin(EpisodeDraws.cell(joint), episode);
                int terminal = terminal(populations, joint, draws);
                for (int p = 0; p < sum.length; p++) {
                    double difference = tree.payoff(p, terminal) - samples.origin(p);
                    sum[p] += difference;
                    square[p] += difference * difference;
                }
            }
            samples.add(plan.jointAction(k), plan.episodes(k), sum, square);
        }
    }

    /** The terminal in which an episode ends. */
    private int terminal(List<List<TabularPolicy>> populations, int[] joint, EpisodeDraws draws) {
        int node = 0;
        while (tree.actor(node) != GameTree.TERMINAL) {
            int actor = tree.actor(node);
            double[] probability = new double[tree.childCount(node)];
            for (int a = 0; a < probability.length; a++) {
                probability[a] = actor == GameTree.CHANCE
                        ? tree.edgeProbability(tree.firstChild(node) + a)
                        : populations
                                .get(actor)
                                .get(joint[actor])
                                .probability(tree.sequenceForm(actor).firstSequence(tree.infostate(node)) + a);
            }
            node = tree.firstChild(node) + EpisodeDraws.action(draws.next(), probability, probability.length);
        }
        return tree.terminal(node);
    }

    @Override
    public void close() {}
}
