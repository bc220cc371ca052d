package org.aumann.kernels.cpu.tree;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;
import org.aumann.kernels.host.CellBox;

/**
 * K1x and K4 in blocks of terminals.
 *
 * <p>Exact payoffs are a weighted Khatri–Rao product: in a block of terminals the reach {@code X_q[k, z]} of
 * every policy is gathered once, then the joint policies of all players but the last are walked like an
 * odometer, one factor a level; the policies of the last one are a matrix product for each. Rows that vanish
 * (deterministic policies that never reach the block) end a whole subtree. Blocks are spread over the cores in a fixed order of
 * summation. Many cells are evaluated in parts, so that the sums of all groups stay small; a cell's bits do not depend on its
 * part.
 */
public final class VectorTree implements TreeOperator {
    /** Terminals of a block: its rows stay in the first-level cache. */
    private static final int BLOCK = 512;

    /** Groups of blocks whose partial sums are added in order, whatever the number of threads. */
    private static final int GROUPS = 8;

    /** Payoffs that are summed at a time: 64 MiB in all groups. */
    private static final long GREATEST_SUMS = 1 << 20;

    private final GameTree tree;
    private final int blocks;
    private final long greatestSums;

    /**
     * The operator of a game.
     *
     * @param tree the game
     */
    public VectorTree(GameTree tree) {
        this(tree, GREATEST_SUMS);
    }

    /** For tests: with other parts. */
    VectorTree(GameTree tree, long greatestSums) {
        this.tree = tree;
        this.greatestSums = greatestSums;
        this.blocks = (tree.terminalCount() + BLOCK - 1) / BLOCK;
    }

    @Override
    public long payoffs(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
        long[] evaluated = new long[1];
        CellBox.forEachNew(known, payoffs.index().actionCounts(), box -> {
            box.forEachPart(greatestSums / known.length, part -> fill(populations, part, payoffs));
            evaluated[0] += box.cells().jointActionCount();
        });
        return evaluated[0];
    }

    private void fill(List<List<TabularPolicy>> populations, CellBox box, PayoffTensor payoffs) {
        int cells = Math.toIntExact(box.cells().jointActionCount());
        int groups = Math.min(GROUPS, blocks);
        double[][] sums = new double[groups][];
        IntStream.range(0, groups).parallel().forEach(group -> {
            KhatriRao product = new KhatriRao(tree, populations, box);
            for (int block = blocks * group / groups; block < blocks * (group + 1) / groups; block++) {
                product.add(block * BLOCK, Math.min(BLOCK, tree.terminalCount() - block * BLOCK));
            }
            sums[group] = product.sums();
        });
        for (int cell = 0; cell < cells; cell++) {
            long a = payoffs.index().jointAction(box.jointPolicy(cell));
            for (int p = 0; p < payoffs.playerCount(); p++) {
                double sum = 0;
                for (double[] partial : sums) {
                    sum += partial[p * cells + cell];
                }
                payoffs.set(p, a, sum);
            }
        }
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
