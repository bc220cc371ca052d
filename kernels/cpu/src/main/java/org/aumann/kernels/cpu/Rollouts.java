package org.aumann.kernels.cpu;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;

/**
 * K1 on all cores: blocks of episodes of one joint policy advance together, four draws at a time.
 *
 * <p>All distributions lie in one table of last draws: those of chance first, then policy after policy, each in
 * the order of its player's sequences. A node says where its distribution lies from the start of its actor's
 * part. Blocks are independent and their sums are added in the order of the plan.
 */
final class Rollouts {
    /** Episodes of a block: its draws and nodes stay in the first-level cache. */
    static final int BLOCK = 256;

    private final GameTree tree;
    private final NodeTable nodes;

    Rollouts(GameTree tree) {
        this.tree = tree;
        this.nodes = new NodeTable(tree);
    }

    void play(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        int players = tree.playerCount();
        int[][] starts = new int[players][];
        int[] last = table(populations, starts);
        double[] returns = nodes.returns(samples);
        int[] firstBlock = new int[plan.size() + 1];
        for (int k = 0; k < plan.size(); k++) {
            firstBlock[k + 1] = Math.toIntExact(firstBlock[k] + (plan.episodes(k) + BLOCK - 1) / BLOCK);
        }
        int blocks = firstBlock[plan.size()];
        double[] sums = new double[Math.multiplyExact(blocks, 2 * players)];
        int tasks = Math.min(blocks, 8 * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, tasks).parallel().forEach(task -> {
            EpisodeBlock block = new EpisodeBlock(nodes, last, returns, seed, players);
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
                block.play(EpisodeDraws.cell(joint), nodes.starts(starts, joint), first, length, sums, 2 * players * b);
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

    /** The table of last draws; {@code starts[p][k]} becomes the start of policy k of player p. */
    private int[] table(List<List<TabularPolicy>> populations, int[][] starts) {
        long size = nodes.chanceLength();
        for (int p = 0; p < starts.length; p++) {
            int sequences = tree.sequenceForm(p).sequenceCount();
            starts[p] = new int[populations.get(p).size()];
            for (int k = 0; k < starts[p].length; k++) {
                starts[p][k] = Math.toIntExact(size);
                size += sequences;
            }
        }
        int[] last = new int[Math.toIntExact(size + 1)]; // a node with one action looks at two entries
        nodes.copyChance(last);
        for (int p = 0; p < starts.length; p++) {
            int player = p;
            SequenceForm form = tree.sequenceForm(p);
            IntStream.range(0, starts[p].length)
                    .parallel()
                    .forEach(k -> write(form, populations.get(player).get(k), last, starts[player][k]));
        }
        return last;
    }

    private static void write(SequenceForm form, TabularPolicy policy, int[] last, int start) {
        double[] probability = new double[form.sequenceCount()];
        for (int s = 1; s < probability.length; s++) {
            probability[s] = policy.probability(s);
        }
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            EpisodeDraws.lastDraws(probability, first, form.actionCount(i), last, start + first);
        }
    }
}
