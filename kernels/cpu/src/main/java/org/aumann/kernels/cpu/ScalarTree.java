package org.aumann.kernels.cpu;

import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;

/** K1 node by node, K1x and K4 as plain loops over terminals. */
final class ScalarTree implements TreeOperator {
    private final GameTree tree;

    ScalarTree(GameTree tree) {
        this.tree = tree;
    }

    @Override
    public long payoffs(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
        JointActionIndex index = payoffs.index();
        long evaluated = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            int[] joint = index.actions(a);
            if (isKnown(joint, known)) {
                continue;
            }
            evaluated++;
            double[] payoff = new double[tree.playerCount()];
            for (int z = 0; z < tree.terminalCount(); z++) {
                double reach = tree.chance(z);
                for (int q = 0; q < joint.length; q++) {
                    reach *= populations.get(q).get(joint[q]).plan(tree.sequence(q, z));
                }
                for (int p = 0; p < payoff.length; p++) {
                    payoff[p] += reach * tree.payoff(p, z);
                }
            }
            for (int p = 0; p < payoff.length; p++) {
                payoffs.set(p, a, payoff[p]);
            }
        }
        return evaluated;
    }

    private static boolean isKnown(int[] joint, int[] known) {
        for (int q = 0; q < joint.length; q++) {
            if (joint[q] >= known[q]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void rollouts(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        plan.requireDistinct(samples);
        EpisodeDraws draws = new EpisodeDraws(seed);
        for (int k = 0; k < plan.size(); k++) {
            int[] joint = samples.index().actions(plan.jointAction(k));
            double[] sum = new double[joint.length];
            double[] square = new double[joint.length];
            long first = samples.count(plan.jointAction(k));
            for (long episode = first; episode < first + plan.episodes(k); episode++) {
                draws.begin(EpisodeDraws.cell(joint), episode);
                int terminal = play(populations, joint, draws);
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
    private int play(List<List<TabularPolicy>> populations, int[] joint, EpisodeDraws draws) {
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
    public double[] terminalWeights(List<List<TabularPolicy>> populations, int player, double[] mixture) {
        int[] counts = populations.stream().mapToInt(List::size).toArray();
        counts[player] = 1; // the responder's own policy plays no part
        JointActionIndex others = JointActionIndex.of(counts);
        double[] weights = new double[tree.terminalCount()];
        for (int k = 0; k < mixture.length; k++) {
            if (mixture[k] == 0) {
                continue;
            }
            int[] joint = others.actions(k);
            for (int z = 0; z < weights.length; z++) {
                double reach = mixture[k] * tree.chance(z);
                for (int q = 0; q < joint.length; q++) {
                    if (q != player) {
                        reach *= populations.get(q).get(joint[q]).plan(tree.sequence(q, z));
                    }
                }
                weights[z] += reach;
            }
        }
        return weights;
    }

    @Override
    public SequenceValues bestResponse(int player, double[] weights) {
        return InfostateSweep.bestResponse(tree, player, weights);
    }

    @Override
    public void close() {}
}
