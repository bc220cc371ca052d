package org.aumann.solvers.meta;

import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.Deviations;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.PayoffTensor;

/**
 * What can be said of a joint distribution, recomputed in float64 from the stored payoffs by code that
 * shares nothing with any solver or kernel. Immutable.
 */
public final class Certificate {
    private final double[] values;
    private final EquilibriumGap ce;
    private final EquilibriumGap cce;
    private final double entropy;
    private final double gini;
    private final long support;

    private Certificate(PayoffTensor payoffs, JointDistribution sigma) {
        Deviations deviations = Deviations.of(payoffs, sigma);
        values = deviations.values();
        ce = deviations.gap(SolutionConcept.CE);
        cce = deviations.gap(SolutionConcept.CCE);
        entropy = sigma.entropy();
        gini = sigma.gini();
        support = sigma.support();
    }

    /**
     * Certifies a distribution.
     *
     * <p>Time {@code O(J Σ A_p)}, one read of the payoffs.
     *
     * @param payoffs the payoffs
     * @param sigma the distribution
     * @return its certificate
     */
    public static Certificate of(PayoffTensor payoffs, JointDistribution sigma) {
        return new Certificate(payoffs, sigma);
    }

    /**
     * Expected payoff per player.
     *
     * @return a copy, payoff units
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * Sum of the expected payoffs.
     *
     * @return payoff units
     */
    public double welfare() {
        return Arrays.stream(values).sum();
    }

    /**
     * The gap for a concept.
     *
     * @param concept CE or CCE
     * @return the gap
     */
    public EquilibriumGap gap(SolutionConcept concept) {
        return concept == SolutionConcept.CE ? ce : cce;
    }

    /**
     * Shannon entropy.
     *
     * @return nats
     */
    public double entropy() {
        return entropy;
    }

    /**
     * Gini impurity {@code 1 − σᵀσ}.
     *
     * @return a number in [0, 1)
     */
    public double gini() {
        return gini;
    }

    /**
     * Number of joint actions with more than a millionth of the uniform probability.
     *
     * @return at least 1
     */
    public long support() {
        return support;
    }
}
