package org.aumann.kernels.cpu.tree;

import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;

/** K1x and K4 as plain loops over terminals. */
public final class ScalarTree implements TreeOperator {
    private final GameTree tree;

    /**
     * The operator of a game.
     *
     * @param tree the game
     */
    public ScalarTree(GameTree tree) {
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
