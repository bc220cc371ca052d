package org.aumann.solvers.meta;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Iterated elimination of actions that another pure action strictly dominates.
 *
 * <p>Exact for CE at ε = 0 only: a dominated action can be in the support of a CCE. Immutable.
 */
final class StrictDominance {
    private final JointActionIndex index;
    private final int[][] surviving;

    private StrictDominance(JointActionIndex index, int[][] surviving) {
        this.index = index;
        this.surviving = surviving;
    }

    static StrictDominance of(PayoffTensor payoffs) {
        JointActionIndex index = payoffs.index();
        int[][] surviving = new int[index.playerCount()][];
        for (int p = 0; p < surviving.length; p++) {
            surviving[p] = IntStream.range(0, index.actionCount(p)).toArray();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int p = 0; p < surviving.length; p++) {
                int player = p;
                int[] kept = Arrays.stream(surviving[p])
                        .filter(a -> !isDominated(payoffs, surviving, player, a))
                        .toArray();
                changed |= kept.length < surviving[p].length;
                surviving[p] = kept;
            }
        }
        return new StrictDominance(index, surviving);
    }

    private static boolean isDominated(PayoffTensor payoffs, int[][] surviving, int player, int action) {
        return Arrays.stream(surviving[player])
                .anyMatch(other -> other != action && dominates(payoffs, surviving, player, other, action));
    }

    private static boolean dominates(PayoffTensor payoffs, int[][] surviving, int player, int better, int worse) {
        JointActionIndex index = payoffs.index();
        int[] counts = Arrays.stream(surviving).mapToInt(s -> s.length).toArray();
        counts[player] = 1;
        JointActionIndex others = JointActionIndex.of(counts);
        for (long k = 0; k < others.jointActionCount(); k++) {
            long base = 0;
            for (int q = 0; q < counts.length; q++) {
                if (q != player) {
                    base += surviving[q][others.action(k, q)] * index.stride(q);
                }
            }
            double gain = payoffs.get(player, base + better * index.stride(player))
                    - payoffs.get(player, base + worse * index.stride(player));
            if (!(gain > 0)) {
                return false;
            }
        }
        return true;
    }

    boolean eliminatesAny() {
        return eliminatedCount() > 0;
    }

    int eliminatedCount() {
        return index.actionCountSum()
                - Arrays.stream(surviving).mapToInt(s -> s.length).sum();
    }

    /** The game of the surviving actions; owns its tensor. */
    Reduction reduce(MetaGame game) {
        JointActionIndex small = JointActionIndex.of(
                Arrays.stream(surviving).mapToInt(s -> s.length).toArray());
        PayoffTensor payoffs = PayoffTensor.allocate(small, game.payoffs().precision());
        int[][] repeats = new int[surviving.length][];
        for (int p = 0; p < surviving.length; p++) {
            int player = p;
            repeats[p] = Arrays.stream(surviving[p])
                    .map(a -> game.repeats(player, a))
                    .toArray();
            for (long k = 0; k < small.jointActionCount(); k++) {
                payoffs.set(p, k, game.payoffs().get(p, original(small, k)));
            }
        }
        return new Reduction(this, small, payoffs, MetaGame.of(payoffs, repeats));
    }

    private long original(JointActionIndex small, long jointAction) {
        long original = 0;
        for (int p = 0; p < surviving.length; p++) {
            original += surviving[p][small.action(jointAction, p)] * index.stride(p);
        }
        return original;
    }

    /** The reduced game and the way back. */
    record Reduction(StrictDominance dominance, JointActionIndex index, PayoffTensor payoffs, MetaGame game)
            implements AutoCloseable {
        /** The original joint action. */
        long original(long jointAction) {
            return dominance.original(index, jointAction);
        }

        /** The same distribution over the original joint actions. */
        JointDistribution widen(JointDistribution sigma) {
            double[] wide = new double[Math.toIntExact(dominance.index.jointActionCount())];
            for (long k = 0; k < index.jointActionCount(); k++) {
                wide[(int) original(k)] = sigma.probability(k);
            }
            return JointDistribution.of(dominance.index, wide);
        }

        @Override
        public void close() {
            payoffs.close();
        }
    }
}
