package org.aumann.core.payoff;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.aumann.core.distribution.JointDistribution;

/** Random payoffs, distributions and repeat counts for tests. */
public final class RandomGames {
    /** The size of {@link #huge} payoffs. */
    public static final double HUGE = 1e9;

    private RandomGames() {}

    /**
     * Independent N(0, 1) payoffs.
     *
     * @param index the joint actions
     * @param precision how payoffs are stored
     * @param random source of the draws
     * @return a tensor that the caller closes
     */
    public static PayoffTensor gaussian(JointActionIndex index, Precision precision, RandomGenerator random) {
        PayoffTensor payoffs = PayoffTensor.allocate(index, precision);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                payoffs.set(p, a, random.nextGaussian());
            }
        }
        return payoffs;
    }

    /**
     * Payoffs of ±1e9 that depend on the co-players alone, plus N(0, 1): every deviation gain is the tiny
     * difference of huge numbers.
     *
     * @param index the joint actions
     * @param precision how payoffs are stored
     * @param random source of the draws
     * @return a tensor that the caller closes
     */
    public static PayoffTensor huge(JointActionIndex index, Precision precision, RandomGenerator random) {
        PayoffTensor payoffs = PayoffTensor.allocate(index, precision);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                double sign = index.base(a, p) % 3 == 0 ? -1 : 1;
                payoffs.set(p, a, sign * HUGE + random.nextGaussian());
            }
        }
        return payoffs;
    }

    /**
     * The same payoff for every player and joint action.
     *
     * @param index the joint actions
     * @param precision how payoffs are stored
     * @param payoff payoff units
     * @return a tensor that the caller closes
     */
    public static PayoffTensor constant(JointActionIndex index, Precision precision, double payoff) {
        PayoffTensor payoffs = PayoffTensor.allocate(index, precision);
        for (int p = 0; p < index.playerCount(); p++) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                payoffs.set(p, a, payoff);
            }
        }
        return payoffs;
    }

    /**
     * A random distribution; a third of the joint actions has no probability.
     *
     * @param index the joint actions
     * @param random source of the draws
     * @return the distribution
     */
    public static JointDistribution distribution(JointActionIndex index, RandomGenerator random) {
        double[] weights = new double[Math.toIntExact(index.jointActionCount())];
        Arrays.setAll(weights, a -> a % 3 == 1 ? 0 : random.nextDouble());
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, a -> weights[a] / sum);
        return JointDistribution.of(index, weights);
    }

    /**
     * Random repeat counts from 1 to 4.
     *
     * @param index the joint actions
     * @param random source of the draws
     * @return one count per player and action
     */
    public static int[][] repeats(JointActionIndex index, RandomGenerator random) {
        int[][] repeats = new int[index.playerCount()][];
        for (int p = 0; p < repeats.length; p++) {
            repeats[p] = random.ints(index.actionCount(p), 1, 5).toArray();
        }
        return repeats;
    }
}
