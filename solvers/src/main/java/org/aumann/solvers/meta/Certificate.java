package org.aumann.solvers.meta;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.Deviations;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffSpread;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/**
 * What can be said of a joint distribution, recomputed in float64 from the stored payoffs by code that
 * shares nothing with any solver or kernel. Immutable.
 */
public final class Certificate {
    private final Deviations deviations;

    /** What the gains of every player are compared with. */
    private final double[] units;

    private final double[] values;
    private final EquilibriumGap ce;
    private final EquilibriumGap cce;
    private final double entropy;
    private final double gini;
    private final long support;

    private Certificate(PayoffTensor payoffs, JointDistribution sigma, double[] units) {
        this.units = units;
        deviations = Deviations.of(payoffs, sigma);
        values = deviations.values();
        ce = deviations.gap(SolutionConcept.CE);
        cce = deviations.gap(SolutionConcept.CCE);
        entropy = sigma.entropy();
        gini = sigma.gini();
        support = sigma.support();
    }

    private Certificate(SymmetricGame game, JointDistribution x, double[] units) {
        this.units = units;
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
     * Certifies a distribution.
     *
     * @param game the game
     * @param sigma a distribution over its outcomes
     * @return its certificate
     */
    public static Certificate of(MetaGame game, JointDistribution sigma) {
        return of(game, sigma, units(game::spread, game.index().playerCount()));
    }

    /**
     * Certifies a distribution over joint actions.
     *
     * @param payoffs the payoffs
     * @param sigma a distribution over their joint actions
     * @return its certificate
     */
    public static Certificate of(PayoffTensor payoffs, JointDistribution sigma) {
        return new Certificate(payoffs, sigma, units(payoffs::spread, payoffs.playerCount()));
    }

    /** Certifies a distribution over a game whose units are known. */
    static Certificate of(MetaGame game, JointDistribution sigma, GainUnits units) {
        return of(game, sigma, units(units::spread, game.index().playerCount()));
    }

    private static Certificate of(MetaGame game, JointDistribution sigma, double[] units) {
        return switch (game) {
            case TensorGame tensor -> new Certificate(tensor.payoffs(), sigma, units);
            case SymmetricGame symmetric -> new Certificate(symmetric, sigma, units);
        };
    }

    private static double[] units(IntFunction<PayoffSpread> spread, int players) {
        return IntStream.range(0, players)
                .mapToDouble(p -> spread.apply(p).unit())
                .toArray();
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
     * The largest gain of any deviation, relative to what the gains of its player are compared with: the same for a game
     * whose payoffs are scaled, or have something added that does not depend on the player's own action.
     *
     * @param concept CE or CCE
     * @return at most 0 for an equilibrium; 0 for players whose choices do not matter
     */
    public double relativeGain(SolutionConcept concept) {
        double[] gains = deviations.gap(concept).largestGainPerPlayer();
        return IntStream.range(0, gains.length)
                .mapToDouble(p -> units[p] > 0 ? gains[p] / units[p] : 0)
                .max()
                .orElse(0);
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

    /** The same if rounding has hidden as much of the gains as it may have; per player one number a row. */
    double excessWith(double[][] roundings, SolutionConcept concept, double[] epsilon, GainUnits units) {
        return deviations.excessWith(roundings, concept, epsilon, units);
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
