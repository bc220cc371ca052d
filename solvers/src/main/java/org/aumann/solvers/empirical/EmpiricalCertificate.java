package org.aumann.solvers.empirical;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationCoefficients;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;

/**
 * What episodes say of the gains under a joint distribution that was chosen without them: estimates, standard
 * errors, and an interval for the largest gain that holds with a given confidence, whatever the number of episodes.
 *
 * <pre>{@code
 * gain_i = Σ_a c_i(a) · mean_p(a)        se_i² = Σ_a c_i(a)² · s_p²(a) / count(a),   s² = M2 / (count − 1)
 * width_i = se_i · √(2L) + 7/3 · L · R_p · max_a |c_i(a)| / √(count (count − 1)),   L = ln(3 rows / δ)
 * }</pre>
 *
 * <p>With probability {@code 1 − δ} at least, every true gain of every row is in {@code gain_i ± width_i}. That is
 * the empirical Bernstein bound of Maurer and Pontil 2009 (theorem 4), for cells of different size: Bernstein's
 * inequality for {@code Σ_a c(a) mean(a)}, whose episodes are independent and weigh {@code |c| R / count} at most,
 * once to each side, and for its variance V, {@code √V ≤ se + R √(2L) max |c| / √(count (count − 1))}, because
 * {@code Σ (c²/count) s²} is self-bounding with that factor (their theorem 7, cell by cell). Three events a row; the
 * union bound over rows gives L. R is the known width of the range of the returns.
 *
 * <p>The distribution must not depend on the episodes: one that a solver found on the same means looks better than
 * it is. {@link AdaptiveSampling} certifies on fresh ones. Time {@code O(J Σ A_p)}. Immutable.
 */
public final class EmpiricalCertificate {
    private static final double EVENTS_PER_ROW = 3;

    private final SolutionConcept concept;
    private final double confidence;
    private final double[][] gains;
    private final double[][] errors;
    private final double[][] widths;

    private EmpiricalCertificate(
            SolutionConcept concept, double confidence, double[][] gains, double[][] errors, double[][] widths) {
        this.concept = concept;
        this.confidence = confidence;
        this.gains = gains;
        this.errors = errors;
        this.widths = widths;
    }

    /**
     * Certifies a distribution.
     *
     * @param samples episodes that the distribution does not depend on
     * @param sigma the distribution
     * @param concept which deviations
     * @param returnRanges per player the width of an interval known to hold all returns
     * @param confidence {@code 1 − δ}, in (0, 1)
     * @return its certificate; what needs a joint action of fewer than two episodes is infinitely uncertain
     */
    public static EmpiricalCertificate of(
            SampledPayoffs samples,
            JointDistribution sigma,
            SolutionConcept concept,
            IntToDoubleFunction returnRanges,
            double confidence) {
        JointActionIndex index = samples.index();
        if (!index.equals(sigma.index())) {
            throw new IllegalArgumentException("shape of sigma " + sigma.index() + " must be " + index);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence (" + confidence + ") must be in (0, 1)");
        }
        double logarithm = logarithm(index, concept, 1 - confidence);
        int players = index.playerCount();
        double[][] gains = new double[players][];
        double[][] errors = new double[players][];
        double[][] widths = new double[players][];
        IntStream.range(0, players).parallel().forEach(p -> {
            Rows rows = new Rows(samples, sigma, concept, p);
            double range = returnRanges.applyAsDouble(p);
            gains[p] = rows.gain;
            errors[p] = Arrays.stream(rows.variance).map(Math::sqrt).toArray();
            widths[p] = new double[errors[p].length];
            Arrays.setAll(widths[p], i -> width(errors[p][i], rows.step[i], range, logarithm));
        });
        return new EmpiricalCertificate(concept, confidence, gains, errors, widths);
    }

    /** L. */
    static double logarithm(JointActionIndex index, SolutionConcept concept, double risk) {
        int rows = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            rows += concept == SolutionConcept.CE ? actions * (actions - 1) : actions;
        }
        return Math.log(EVENTS_PER_ROW * Math.max(1, rows) / risk);
    }

    private static double width(double error, double step, double range, double logarithm) {
        double remainder = range == 0 ? 0 : 7.0 / 3 * logarithm * range * step;
        return error * Math.sqrt(2 * logarithm) + remainder;
    }

    /** The sums of one player's rows. */
    private static final class Rows {
        private final double[] gain;
        private final double[] variance;

        /** {@code max |c| / √(count (count − 1))}. */
        private final double[] step;

        Rows(SampledPayoffs samples, JointDistribution sigma, SolutionConcept concept, int player) {
            int rows = concept.rowCount(samples.index(), player);
            gain = new double[rows];
            variance = new double[rows];
            step = new double[rows];
            DeviationCoefficients.forEach(sigma, concept, player, (row, jointAction, coefficient) -> {
                double count = samples.count(jointAction);
                if (count < 2) {
                    variance[row] = Double.POSITIVE_INFINITY;
                    step[row] = Double.POSITIVE_INFINITY;
                    return;
                }
                double error = coefficient * samples.standardError(player, jointAction);
                gain[row] += coefficient * samples.mean(player, jointAction);
                variance[row] += error * error;
                step[row] = Math.max(step[row], Math.abs(coefficient) / Math.sqrt(count * (count - 1)));
            });
        }
    }

    /**
     * The concept whose deviations were looked at.
     *
     * @return CE or CCE
     */
    public SolutionConcept concept() {
        return concept;
    }

    /**
     * How sure the interval is.
     *
     * @return {@code 1 − δ}
     */
    public double confidence() {
        return confidence;
    }

    /**
     * Estimated gains of a player.
     *
     * @param player player from 0
     * @return a copy, payoff units; the rows of {@link SolutionConcept}
     */
    public double[] gains(int player) {
        return gains[player].clone();
    }

    /**
     * Standard errors of the gains of a player.
     *
     * @param player player from 0
     * @return a copy, payoff units
     */
    public double[] standardErrors(int player) {
        return errors[player].clone();
    }

    /**
     * How far from the estimates the true gains of a player may be, all at once and with the confidence.
     *
     * @param player player from 0
     * @return a copy, payoff units
     */
    public double[] widths(int player) {
        return widths[player].clone();
    }

    /**
     * The largest estimated gain, with its sign.
     *
     * @return payoff units
     */
    public double largestGain() {
        return largest(0);
    }

    /**
     * The largest standard error of a gain.
     *
     * @return payoff units
     */
    public double largestStandardError() {
        return Arrays.stream(errors).flatMapToDouble(Arrays::stream).max().orElse(0);
    }

    /**
     * No true gain is larger, with the confidence.
     *
     * @return payoff units
     */
    public double upperBound() {
        return largest(1);
    }

    /**
     * Some true gain is at least as large, with the confidence, the same as that of the upper bound.
     *
     * @return payoff units; minus infinity where nothing is known
     */
    public double lowerBound() {
        return largest(-1);
    }

    /**
     * The statistical slack: by how much the upper bound exceeds the estimate.
     *
     * @return payoff units, at least 0
     */
    public double slack() {
        return upperBound() - largestGain();
    }

    private double largest(double widthFactor) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < gains.length; p++) {
            int actions = concept == SolutionConcept.CE ? (int) Math.round(Math.sqrt(gains[p].length)) : 0;
            for (int i = 0; i < gains[p].length; i++) {
                boolean isDiagonal = actions > 1 && i / actions == i % actions;
                if (!isDiagonal) {
                    double margin = widthFactor == 0 ? 0 : widthFactor * widths[p][i];
                    largest = Math.max(largest, gains[p][i] + margin);
                }
            }
        }
        return largest;
    }
}
