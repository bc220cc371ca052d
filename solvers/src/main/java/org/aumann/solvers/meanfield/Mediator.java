package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A mediator: draws a mixture ν with probability ρ(ν), and every player a policy from it.
 *
 * <p>A mixture has one weight per policy, those of population 0 first; the weights of a population sum to 1. Immutable.
 * Muller et al. 2021, section 2.1.
 */
public final class Mediator {
    private final List<double[]> mixtures;
    private final double[] probabilities;

    private Mediator(List<double[]> mixtures, double[] probabilities) {
        this.mixtures = mixtures;
        this.probabilities = probabilities;
    }

    /**
     * A mediator, without what it never draws.
     *
     * @param mixtures one ν per draw. Not modified.
     * @param probabilities ρ, sums to 1. Not modified.
     * @return the mediator
     */
    public static Mediator of(List<double[]> mixtures, double[] probabilities) {
        List<double[]> drawn = new ArrayList<>();
        for (int t = 0; t < probabilities.length; t++) {
            if (probabilities[t] > 0) {
                drawn.add(mixtures.get(t).clone());
            }
        }
        double[] positive = IntStream.range(0, probabilities.length)
                .mapToDouble(t -> probabilities[t])
                .filter(rho -> rho > 0)
                .toArray();
        return new Mediator(List.copyOf(drawn), positive);
    }

    /**
     * The mediator that always draws the same mixture.
     *
     * @param mixture ν. Not modified.
     * @return the mediator
     */
    public static Mediator certain(double[] mixture) {
        return of(List.of(mixture), new double[] {1});
    }

    /**
     * Number of mixtures that are drawn.
     *
     * @return at least 1
     */
    public int size() {
        return probabilities.length;
    }

    /**
     * How likely a mixture is.
     *
     * @param draw from 0
     * @return ρ, in (0, 1]
     */
    public double probability(int draw) {
        return probabilities[draw];
    }

    /**
     * A mixture.
     *
     * @param draw from 0
     * @return a copy of ν
     */
    public double[] mixture(int draw) {
        return mixtures.get(draw).clone();
    }

    /** The weight of a policy in a mixture. */
    double weight(int draw, int policy) {
        return mixtures.get(draw)[policy];
    }

    /**
     * All mixtures, one after the other.
     *
     * @return {@code [draw][policy]}
     */
    double[] mixtures() {
        return mixtures.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** ρ, a copy. */
    double[] probabilities() {
        return probabilities.clone();
    }

    /**
     * How likely each policy is recommended to a player of its population.
     *
     * @return {@code ρ(π_k) = Σ_ν ρ(ν) ν_k}, one per policy: the average mixture
     */
    public double[] recommendations() {
        double[] average = new double[mixtures.getFirst().length];
        for (int t = 0; t < probabilities.length; t++) {
            for (int k = 0; k < average.length; k++) {
                average[k] += probabilities[t] * mixtures.get(t)[k];
            }
        }
        return average;
    }
}
