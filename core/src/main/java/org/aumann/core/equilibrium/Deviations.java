package org.aumann.core.equilibrium;

import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/**
 * Everything that the payoffs say of a joint distribution: expected payoffs, and the gains of the deviations of both
 * concepts. Immutable.
 */
public final class Deviations {
    private final JointActionIndex index;
    private final double[] values;
    private final double[][] ofCe;
    private final double[][] ofCce;

    Deviations(JointActionIndex index, double[] values, double[][] ofCe, double[][] ofCce) {
        this.index = index;
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
     * Measures a distribution over the outcomes of a game, by the reference.
     *
     * @param game the game
     * @param sigma a distribution over its outcomes
     * @return what was measured; of players that are alike, for one of them
     */
    public static Deviations of(MetaGame game, JointDistribution sigma) {
        return switch (game) {
            case TensorGame tensor -> of(tensor.payoffs(), sigma);
            case SymmetricGame symmetric ->
                new Deviations(
                        game.index(),
                        new double[] {DeviationGains.value(symmetric, sigma)},
                        new double[][] {DeviationGains.gains(symmetric, sigma, SolutionConcept.CE)},
                        new double[][] {DeviationGains.gains(symmetric, sigma, SolutionConcept.CCE)});
        };
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
        return EquilibriumGap.of(index, gains(concept), concept);
    }

    /**
     * By how much the gains exceed ε, where that is most: at most 0 for an ε-equilibrium.
     *
     * <pre>{@code max_i (gain_i − ε_p) / max(unit_i, |ε_p|)}</pre>
     *
     * @param concept CE or CCE
     * @param epsilon what each player may gain, payoff units. Not modified.
     * @param units what the gains of the concept are compared with
     * @return a number of units; −∞ if no deviation changes anything, +∞ if one of them does not, but has an ε below 0
     */
    public double excess(SolutionConcept concept, double[] epsilon, GainUnits units) {
        return excess(gains(concept), epsilon, units);
    }

    /**
     * The same if rounding has hidden as much of the gains as it may have.
     *
     * @param roundings per player the rows of the concept, as {@link DeviationGains#roundings} gives them. Not modified.
     * @param concept CE or CCE
     * @param epsilon what each player may gain, payoff units. Not modified.
     * @param units what the gains of the concept are compared with
     * @return a number of units, at least that without rounding
     */
    public double excessWith(double[][] roundings, SolutionConcept concept, double[] epsilon, GainUnits units) {
        double[][] gains = gains(concept);
        double[][] atMost = new double[gains.length][];
        for (int p = 0; p < gains.length; p++) {
            double[] own = gains[p];
            double[] rounding = roundings[p];
            atMost[p] = new double[own.length];
            Arrays.setAll(atMost[p], i -> own[i] + rounding[i]);
        }
        return excess(atMost, epsilon, units);
    }

    private static double excess(double[][] gains, double[] epsilon, GainUnits units) {
        double[] rows = units.ofRows();
        double excess = Double.NEGATIVE_INFINITY;
        for (int p = 0, i = 0; p < gains.length; p++) {
            excess = units.isIdle(p) && epsilon[p] < 0 ? Double.POSITIVE_INFINITY : excess;
            for (double gain : gains[p]) {
                double unit = rows[i++];
                double scale = Math.max(unit, Math.abs(epsilon[p]));
                excess = unit > 0 ? Math.max(excess, (gain - epsilon[p]) / scale) : excess;
            }
        }
        return excess;
    }

    /** Per player the rows of a concept. */
    private double[][] gains(SolutionConcept concept) {
        return concept == SolutionConcept.CE ? ofCe : ofCce;
    }
}
