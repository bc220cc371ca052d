package org.aumann.kernels.cpu.rollout;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.DrawTable;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.core.rollout.RolloutTree;
import org.aumann.kernels.RolloutOperator;

/**
 * K1 on all cores: blocks of episodes of one joint policy advance together, four draws at a time.
 *
 * <p>Blocks are independent and their sums are added in the order of the plan.
 */
public final class VectorRollouts implements RolloutOperator {
    /** Episodes of a block: its draws and nodes stay in the first-level cache. */
    static final int BLOCK = 256;

    private final RolloutTree tree;

    /**
     * The operator of a game.
     *
     * @param tree the game
     */
    public VectorRollouts(GameTree tree) {
        this.tree = new RolloutTree(tree);
    }

    @Override
    public void play(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        plan.requireDistinct(samples);
        int players = populations.size();
        DrawTable table = new DrawTable(tree, populations);
        double[] returns = tree.returns(samples);
        int[] firstBlock = new int[plan.size() + 1];
        for (int k = 0; k < plan.size(); k++) {
            firstBlock[k + 1] = Math.toIntExact(firstBlock[k] + (plan.episodes(k) + BLOCK - 1) / BLOCK);
        }
        int blocks = firstBlock[plan.size()];
        double[] sums = new double[Math.multiplyExact(blocks, 2 * players)];
        int tasks = Math.min(blocks, 8 * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, tasks).parallel().forEach(task -> {
            EpisodeBlock block = new EpisodeBlock(tree, table, returns, seed, players);
            int end = (int) ((long) blocks * (task + 1) / tasks);
            int k = 0;
            for (int b = (int) ((long) blocks * task / tasks); b < end; b++) {
                while (firstBlock[k + 1] <= b) {
                    k++;
                }
                int[] joint = samples.index().actions(plan.jointAction(k));
                long offset = (long) (b - firstBlock[k]) * BLOCK;
                long first = samples.count(plan.jointAction(k)) + offset;
                int length = (int) Math.min(BLOCK, plan.episodes(k) - offset);
                block.play(EpisodeDraws.cell(joint), table.starts(joint), first, length, sums, 2 * players * b);
            }
        });
        double[] sum = new double[players];
        double[] square = new double[players];
        for (int k = 0; k < plan.size(); k++) {
            for (int p = 0; p < players; p++) {
                sum[p] = 0;
                square[p] = 0;
                for (int b = firstBlock[k]; b < firstBlock[k + 1]; b++) {
                    sum[p] += sums[2 * players * b + p];
                    square[p] += sums[2 * players * b + players + p];
                }
            }
            samples.add(plan.jointAction(k), plan.episodes(k), sum, square);
        }
    }

    @Override
    public void close() {}
}
