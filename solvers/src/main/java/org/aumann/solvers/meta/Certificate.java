package org.aumann.solvers.meta;

import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.Deviations;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/**
 * What can be said of a joint distribution, recomputed in float64 from the stored payoffs by code that
 * shares nothing with any solver or kernel. Immutable.
 */
public final class Certificate {
    private final Deviations deviations;
    private final double[] values;
    private final EquilibriumGap ce;
    private final EquilibriumGap cce;
    private final double entropy;
    private final double gini;
    private final long support;

    private Certificate(PayoffTensor payoffs, JointDistribution sigma) {
        deviations = Deviations.of(payoffs, sigma);
        values = deviations.values();
        ce = deviations.gap(SolutionConcept.CE);
        cce = deviations.gap(SolutionConcept.CCE);
        entropy = sigma.entropy();
        gini = sigma.gini();
        support = sigma.support();
    }

    private Certificate(SymmetricGame game, JointDistribution x) {
        int players = game.profiles().players();
        deviations = Deviations.of(game, x);
        values = copies(deviations.values()[0], players);
        ce = ofAll(deviations.gap(SolutionConcept.CE), players);
        cce = ofAll(deviations.gap(SolutionConcept.CCE), players);
        double jointActions = Math.pow(game.profiles().actions(), players);
        double nats = 0;
        double squares = 0;
        long supported = 0;
        for (long c = 0; c < game.profiles().count(); c++) {
            double probability = x.probability(c) / game.multiplicity(c);
            if (probability > 0) {
                nats -= x.probability(c) * Math.log(probability);
                squares += x.probability(c) * probability;
                supported += probability > JointDistribution.SUPPORT_THRESHOLD / jointActions ? 1 : 0;
            }
        }
        entropy = nats;
        gini = 1 - squares;
        support = supported;
    }

    private static double[] copies(double value, int count) {
        double[] copies = new double[count];
        Arrays.fill(copies, value);
        return copies;
    }

    private static EquilibriumGap ofAll(EquilibriumGap ofOne, int players) {
        return EquilibriumGap.measured(
                copies(ofOne.perPlayer()[0], players), copies(ofOne.largestGainPerPlayer()[0], players));
    }

    /**
     * Certifies a distribution over the outcomes of a game.
     *
     * <p>A symmetric game is certified for all its players, over joint actions: entropy and Gini impurity are those
     * of {@code σ(a) = x(c) / M(c)}, the support is in profiles.
     *
     * @param game the game
     * @param sigma the distribution
     * @return its certificate
     */
    public static Certificate of(MetaGame game, JointDistribution sigma) {
        return switch (game) {
            case TensorGame tensor -> of(tensor.payoffs(), sigma);
            case SymmetricGame symmetric -> new Certificate(symmetric, sigma);
        };
    }

    /**
     * Certifies a distribution over joint actions.
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
     * By how much the gains exceed ε, where that is most.
     *
     * @param concept CE or CCE
     * @param epsilon what each player may gain, payoff units. Not modified.
     * @param units what the gains of the concept are compared with
     * @return a number of units, at most 0 for an ε-equilibrium; −∞ if nobody can gain anything
     */
    public double excess(SolutionConcept concept, double[] epsilon, GainUnits units) {
        return deviations.excess(concept, epsilon, units);
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
