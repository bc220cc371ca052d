package org.aumann.kernels.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;
import org.jspecify.annotations.Nullable;

/**
 * K1x and K4 in blocks of terminals; K1 in {@link Rollouts}.
 *
 * <p>Exact payoffs are a weighted Khatri–Rao product: in a block of terminals the reach {@code X_q[k, z]} of
 * every policy is gathered once, then the joint policies of all players but the last are walked like an
 * odometer, one factor a level; the policies of the last one are a matrix product for each. Rows that vanish
 * (deterministic policies that never reach the block) end a whole subtree. Blocks are spread over the cores in a fixed order of
 * summation.
 */
final class VectorTree implements TreeOperator {
    /** Terminals of a block: its rows stay in the first-level cache. */
    private static final int BLOCK = 512;

    /** Groups of blocks whose partial sums are added in order, whatever the number of threads. */
    private static final int GROUPS = 8;

    private final GameTree tree;
    private final int blocks;
    private @Nullable Rollouts rollouts;

    VectorTree(GameTree tree) {
        this.tree = tree;
        this.blocks = (tree.terminalCount() + BLOCK - 1) / BLOCK;
    }

    @Override
    public long payoffs(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
        JointActionIndex index = payoffs.index();
        long evaluated = 0;
        for (int q = 0; q < index.playerCount(); q++) {
            // Cells in which q is the first player with a new policy: a box of their own.
            int[] from = new int[index.playerCount()];
            int[] to = index.actionCounts();
            System.arraycopy(known, 0, to, 0, q);
            from[q] = known[q];
            evaluated += fill(populations, from, to, payoffs);
        }
        return evaluated;
    }

    /** Evaluates the box {@code from ≤ a < to}. */
    private long fill(List<List<TabularPolicy>> populations, int[] from, int[] to, PayoffTensor payoffs) {
        int[] sizes = new int[from.length];
        for (int q = 0; q < sizes.length; q++) {
            sizes[q] = to[q] - from[q];
            if (sizes[q] == 0) {
                return 0;
            }
        }
        JointActionIndex box = JointActionIndex.of(sizes);
        int cells = Math.toIntExact(box.jointActionCount());
        int players = sizes.length;
        int groups = Math.min(GROUPS, blocks);
        double[][] sums = new double[groups][];
        IntStream.range(0, groups).parallel().forEach(group -> {
            KhatriRao product = new KhatriRao(tree, populations, from, box);
            for (int block = blocks * group / groups; block < blocks * (group + 1) / groups; block++) {
                product.add(block * BLOCK, Math.min(BLOCK, tree.terminalCount() - block * BLOCK));
            }
            sums[group] = product.sums();
        });
        for (int cell = 0; cell < cells; cell++) {
            long a = payoffs.index().jointAction(shifted(box.actions(cell), from));
            for (int p = 0; p < players; p++) {
                double sum = 0;
                for (double[] partial : sums) {
                    sum += partial[p * cells + cell];
                }
                payoffs.set(p, a, sum);
            }
        }
        return cells;
    }

    private static int[] shifted(int[] actions, int[] from) {
        Arrays.setAll(actions, q -> actions[q] + from[q]);
        return actions;
    }

    @Override
    public void rollouts(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        if (rollouts == null) {
            rollouts = new Rollouts(tree);
        }
        rollouts.play(populations, seed, plan, samples);
    }

    @Override
    public double[] terminalWeights(List<List<TabularPolicy>> populations, int player, double[] mixture) {
        double[] weights = new double[tree.terminalCount()];
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int first = block * BLOCK;
            int length = Math.min(BLOCK, weights.length - first);
            new OpponentReach(tree, populations, player, mixture).write(first, length, weights);
        });
        return weights;
    }

    @Override
    public SequenceValues bestResponse(int player, double[] weights) {
        return InfostateSweep.bestResponse(tree, player, weights);
    }

    @Override
    public void close() {}
}
