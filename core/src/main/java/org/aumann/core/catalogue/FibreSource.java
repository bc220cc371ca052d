package org.aumann.core.catalogue;

import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Computes the payoffs of a generated game along one fibre of the last player at a time.
 *
 * <p>What the fibre's joint actions share is computed once. A payoff depends on nothing but the joint
 * action and the seed, so the game is the same however the fibres are spread over threads. An instance may
 * keep scratch memory and serves one thread.
 */
interface FibreSource {
    /** Joint actions per task: large enough to hide the cost of a task, small enough to share out evenly. */
    long TASK_SIZE = 1 << 16;

    /**
     * Computes the payoffs of all players on a fibre.
     *
     * @param jointAction the first joint action of the fibre
     * @param actions its actions; the last player's is 0. Not modified.
     * @param payoffs per player and action of the last player. Modified: every entry is set.
     */
    void fill(long jointAction, int[] actions, double[][] payoffs);

    /**
     * Fills a tensor, fibre by fibre, on all processors.
     *
     * @param tensor Modified: every payoff is set.
     * @param sources makes one source per task
     */
    static void fill(PayoffTensor tensor, Supplier<FibreSource> sources) {
        JointActionIndex index = tensor.index();
        int length = index.actionCount(index.playerCount() - 1);
        long fibres = index.jointActionCount() / length;
        long perTask = Math.max(1, TASK_SIZE / length);
        LongStream.range(0, Math.ceilDiv(fibres, perTask)).parallel().forEach(task -> {
            long first = task * perTask;
            fill(tensor, sources.get(), first * length, Math.min(fibres, first + perTask) * length);
        });
    }

    private static void fill(PayoffTensor tensor, FibreSource source, long from, long to) {
        JointActionIndex index = tensor.index();
        int players = index.playerCount();
        int length = index.actionCount(players - 1);
        double[][] payoffs = new double[players][length];
        int[] actions = index.actions(from);
        for (long jointAction = from; jointAction < to; jointAction += length) {
            source.fill(jointAction, actions, payoffs);
            for (int p = 0; p < players; p++) {
                for (int last = 0; last < length; last++) {
                    tensor.set(p, jointAction + last, payoffs[p][last]);
                }
            }
            nextFibre(index, actions);
        }
    }

    /** Counts up all digits but the last one. */
    private static void nextFibre(JointActionIndex index, int[] actions) {
        for (int p = actions.length - 2; p >= 0; p--) {
            actions[p]++;
            if (actions[p] < index.actionCount(p)) {
                return;
            }
            actions[p] = 0;
        }
    }
}
