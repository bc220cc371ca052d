package org.aumann.core.rollout;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.policy.TabularPolicy;

/**
 * The {@linkplain EpisodeDraws#lastDraws last draws} of all distributions of a game and of populations in one
 * array: those of chance first, then policy after policy, each in the order of its player's sequences.
 *
 * <p>A node says where its distribution is from the start of its actor's part on, see {@link RolloutTree}.
 * Immutable and safe for use by several threads.
 */
public final class DrawTable {
    private final int[] lastDraws;
    private final int[][] starts;

    /**
     * The table of populations.
     *
     * @param nodes the game
     * @param populations per player the policies. Not modified.
     */
    public DrawTable(RolloutTree nodes, List<List<TabularPolicy>> populations) {
        GameTree tree = nodes.tree();
        long size = nodes.chance().length;
        this.starts = new int[populations.size()][];
        for (int p = 0; p < starts.length; p++) {
            int sequences = tree.sequenceForm(p).sequenceCount();
            starts[p] = new int[populations.get(p).size()];
            for (int k = 0; k < starts[p].length; k++) {
                starts[p][k] = Math.toIntExact(size);
                size += sequences;
            }
        }
        this.lastDraws = new int[Math.toIntExact(size + 1)]; // walks may look at two entries of one action
        System.arraycopy(nodes.chance(), 0, lastDraws, 0, nodes.chance().length);
        for (int p = 0; p < starts.length; p++) {
            int player = p;
            IntStream.range(0, starts[p].length)
                    .parallel()
                    .forEach(k -> write(
                            tree.sequenceForm(player), populations.get(player).get(k), starts[player][k]));
        }
    }

    private void write(SequenceForm form, TabularPolicy policy, int start) {
        double[] probability = new double[form.sequenceCount()];
        for (int s = 1; s < probability.length; s++) {
            probability[s] = policy.probability(s);
        }
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            EpisodeDraws.lastDraws(probability, first, form.actionCount(i), lastDraws, start + first);
        }
    }

    /**
     * All entries, and one more that no distribution has.
     *
     * @return not a copy, not to be modified
     */
    public int[] lastDraws() {
        return lastDraws;
    }

    /**
     * Where the parts of the actors start for a joint policy.
     *
     * @param jointPolicy one policy per player. Not modified.
     * @return by {@link RolloutTree#ACTOR}
     */
    public int[] starts(int... jointPolicy) {
        int[] selected = new int[jointPolicy.length + 1];
        for (int p = 0; p < jointPolicy.length; p++) {
            selected[p + 1] = starts[p][jointPolicy[p]];
        }
        return selected;
    }
}
