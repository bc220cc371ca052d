package org.aumann.solvers.meta;

import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.exact.ExactCertificate;
import org.aumann.core.exact.ExactDistribution;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.Fraction;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;

/**
 * By how much the gains of a distribution exceed ε for certain: what the gate of {@link SolveContext} compares with the
 * tolerance.
 *
 * <p>Float64 leaves 10⁻¹⁶ of the terms of a gain open, which is nothing beside the largest difference of a player. Where the
 * unit is a smaller one it may be all of the tolerance: there what rounding may have hidden is added and, in small games
 * that do not pass with it, gains are fractions. Immutable.
 */
public final class CertifiedExcess {
    /** What rounding of a certificate may be off by, in units of the gains. */
    private static final double ROUNDING = 1e-12;

    /** Joint actions times actions whose fractions take some milliseconds. */
    private static final long SMALL = 20_000;

    private final MetaGame game;
    private final GainUnits units;

    /**
     * The excess of distributions over a game.
     *
     * @param game the game
     * @param units what its gains are compared with
     */
    public CertifiedExcess(MetaGame game, GainUnits units) {
        this.game = game;
        this.units = units;
    }

    /**
     * The gate itself: whether an excess is one that a tolerance, and the rounding of a certificate, let pass.
     *
     * @param excess a number of units
     * @param tolerance likewise
     * @return false for what is not a number
     */
    public static boolean isWithin(double excess, double tolerance) {
        return excess <= tolerance + ROUNDING;
    }

    /**
     * The excess of a distribution.
     *
     * @param sigma the distribution
     * @param certificate its certificate
     * @param epsilon per player, payoff units. Not modified.
     * @param tolerance what will do, in units
     * @return a number of units
     */
    public double of(JointDistribution sigma, Certificate certificate, double[] epsilon, double tolerance) {
        double excess = certificate.excess(units.concept(), epsilon, units);
        if (!isWithin(excess, tolerance) || !units.isUneven() || !(game instanceof TensorGame tensor)) {
            return excess;
        }
        double[][] roundings = DeviationGains.roundings(tensor.payoffs(), sigma, units.concept());
        double atMost = certificate.excessWith(roundings, units.concept(), epsilon, units);
        boolean isSmall =
                (double) tensor.index().jointActionCount() * tensor.index().actionCountSum() <= SMALL;
        return !isWithin(atMost, tolerance) && isSmall ? exact(tensor.payoffs(), sigma, epsilon) : atMost;
    }

    private double exact(PayoffTensor payoffs, JointDistribution sigma, double[] epsilon) {
        List<Fraction> gains = ExactCertificate.of(ExactPayoffs.of(payoffs), ExactDistribution.of(sigma))
                .gap(units.concept())
                .largestGainPerPlayer();
        double excess = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < epsilon.length; p++) {
            double scale = Math.max(units.ofPlayer(p), Math.abs(epsilon[p]));
            double over = gains.get(p).minus(Fraction.of(epsilon[p])).toDouble();
            excess = units.ofPlayer(p) > 0 ? Math.max(excess, over / scale) : excess;
        }
        return excess;
    }
}
