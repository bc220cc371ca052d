package org.aumann.solvers.meta.equilibrium;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** What repeat counts abbreviate: a game in which every action stands as often as it counts. */
final class PhysicalCopies {
    private PhysicalCopies() {}

    /** The game with copies, those of an action next to each other. */
    static PayoffTensor of(PayoffTensor payoffs, int[][] repeats) {
        int[][] originals = originals(repeats);
        JointActionIndex wide = JointActionIndex.of(
                Arrays.stream(originals).mapToInt(o -> o.length).toArray());
        PayoffTensor copies = PayoffTensor.allocate(wide, payoffs.precision());
        for (long a = 0; a < wide.jointActionCount(); a++) {
            long original = original(wide, a, originals, payoffs.index());
            for (int p = 0; p < originals.length; p++) {
                copies.set(p, a, payoffs.get(p, original));
            }
        }
        return copies;
    }

    /** The distribution over the originals: the mass of all copies together. */
    static double[] merge(JointDistribution sigma, int[][] repeats, JointActionIndex index) {
        int[][] originals = originals(repeats);
        double[] merged = new double[(int) index.jointActionCount()];
        for (long a = 0; a < sigma.index().jointActionCount(); a++) {
            merged[(int) original(sigma.index(), a, originals, index)] += sigma.probability(a);
        }
        return merged;
    }

    private static int[][] originals(int[][] repeats) {
        return Arrays.stream(repeats)
                .map(counts -> IntStream.range(0, counts.length)
                        .flatMap(action -> IntStream.generate(() -> action).limit(counts[action]))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static long original(JointActionIndex wide, long jointAction, int[][] originals, JointActionIndex index) {
        long original = 0;
        for (int p = 0; p < originals.length; p++) {
            original += originals[p][wide.action(jointAction, p)] * index.stride(p);
        }
        return original;
    }
}
