package org.aumann.core.equilibrium;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Everything that the payoffs say of a joint distribution: expected payoffs, and the gains of the deviations of both
 * concepts. Immutable.
 */
public final class Deviations {
    private final PayoffTensor payoffs;
    private final double[] values;
    private final double[][] ofCe;
    private final double[][] ofCce;

    Deviations(PayoffTensor payoffs, double[] values, double[][] ofCe, double[][] ofCce) {
        this.payoffs = payoffs;
        this.values = values;
        this.ofCe = ofCe;
        this.ofCce = ofCce;
    }

    /**
     * Measures a distribution, by the reference and with one read of the payoffs.
     *
     * <p>Time {@code O(J Σ A_p)}; players in parallel.
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @return what was measured
     */
    public static Deviations of(PayoffTensor payoffs, JointDistribution sigma) {
        return DeviationGains.all(payoffs, sigma);
    }

    /**
     * Expected payoff of every player.
     *
     * @return a copy, payoff units
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The gap for a concept.
     *
     * @param concept CE or CCE
     * @return the gap
     */
    public EquilibriumGap gap(SolutionConcept concept) {
        return EquilibriumGap.of(payoffs.index(), concept == SolutionConcept.CE ? ofCe : ofCce, concept);
    }
}
