package org.aumann.solvers.meta.linear;

import java.util.Arrays;
import org.aumann.solvers.meta.dual.DualProblem;
import org.aumann.solvers.meta.program.SelectionProblem;

/**
 * A linear program over joint distributions, in rows scaled with the units of their gains, and units of the objective.
 *
 * <pre>{@code
 * maximise c(σ) − penalty · s   subject to   Aσ / u − unit · s ≤ offset,   leastSlack ≤ s ≤ greatestSlack
 * }</pre>
 *
 * <p>c is {@code Σ_p w_p G_p} and the weighted tilt, if there is one. s is the ε that is minimised, or the violation that all rows are allowed, of which there may be none. For
 * every β ≥ 0 with {@code unitᵀβ ≤ penalty} (equal to it where s is minimised) the optimum is at most
 * {@code max_a (c − Aᵀα)(a) + offsetᵀβ}. Owns its arrays; they are not to be modified.
 */
final class LinearForm {
    /** Ranges of players further apart than this cannot be compared: the smallest ε is then 0. */
    private static final double GREATEST_UNIT = 1e8;

    private final double[] weights;
    private final double[] offsets;
    private final double[] units;
    private final double penalty;
    private final double leastSlack;
    private final double greatestSlack;
    private final double range;
    private final boolean isLeastEpsilon;

    private LinearForm(
            double[] weights,
            double[] offsets,
            double[] units,
            double penalty,
            double leastSlack,
            double greatestSlack,
            double range,
            boolean isLeastEpsilon) {
        this.weights = weights;
        this.offsets = offsets;
        this.units = units;
        this.penalty = penalty;
        this.leastSlack = leastSlack;
        this.greatestSlack = greatestSlack;
        this.range = range;
        this.isLeastEpsilon = isLeastEpsilon;
    }

    /** The greatest objective of a selection at its ε, without any violation. */
    static LinearForm greatestObjective(SelectionProblem selection, DualProblem problem) {
        double range = selection.objectiveUnit() > 0 ? selection.objectiveUnit() : 1;
        double[] weights =
                Arrays.stream(selection.payoffWeights()).map(w -> w / range).toArray();
        double[] units = new double[problem.rowCount()];
        Arrays.setAll(units, i -> problem.isActiveRow(i) ? 1 : 0);
        return new LinearForm(weights, problem.offsets(), units, 0, 0, 0, range, false);
    }

    /**
     * The smallest ε: player p may gain {@code ε · gainUnits[p]}. It is never more than 0, where there is an
     * equilibrium, and no player can lose more than its range by every deviation.
     */
    static LinearForm leastEpsilon(SelectionProblem selection, DualProblem problem, double[] gainUnits) {
        double greatest = 0;
        double least = Double.POSITIVE_INFINITY;
        double[] rowUnits = selection.units().ofRows();
        for (int p = 0, i = 0; p < gainUnits.length; p++) {
            double loss = selection.units().spread(p).largestDifference() / gainUnits[p];
            for (int end = i + selection.concept().rowCount(selection.game().index(), p); i < end; i++) {
                greatest = Math.max(greatest, rowUnits[i] / gainUnits[p]);
            }
            least = selection.game().index().actionCount(p) > 1 ? Math.min(least, loss) : least;
            least = selection.units().isIdle(p) ? 0 : least;
        }
        double unit = greatest > 0 ? greatest : 1;
        double[] units = problem.scaled(gainUnits);
        Arrays.setAll(units, i -> Math.min(GREATEST_UNIT, unit * units[i]));
        double leastSlack = Double.isInfinite(least) ? 0 : -least / unit;
        return new LinearForm(
                new double[gainUnits.length],
                new double[problem.rowCount()],
                units,
                1,
                leastSlack < -1 / GREATEST_UNIT ? leastSlack : 0,
                Double.POSITIVE_INFINITY,
                unit,
                true);
    }

    /** The same, but rows may be violated at a price. */
    LinearForm withPenalty(double penalty) {
        return new LinearForm(weights, offsets, units, penalty, leastSlack, Double.POSITIVE_INFINITY, range, false);
    }

    /** w, in units of the objective's range. */
    double[] weights() {
        return weights;
    }

    double[] offsets() {
        return offsets;
    }

    /** 0 for rows that are no deviation. */
    double[] units() {
        return units;
    }

    double penalty() {
        return penalty;
    }

    double leastSlack() {
        return leastSlack;
    }

    double greatestSlack() {
        return greatestSlack;
    }

    /** Whether there is any deviation at all; without one every ε will do. */
    boolean hasDeviations() {
        return Arrays.stream(units).anyMatch(unit -> unit > 0);
    }

    /** What an objective of 1 is, in payoff units. */
    double range() {
        return range;
    }

    /** Whether s is what is minimised. */
    boolean isLeastEpsilon() {
        return isLeastEpsilon;
    }

    /** {@code offsetᵀβ}. */
    double offset(double[] beta) {
        return dot(offsets, beta);
    }

    /** β as the bound needs it, {@code unitᵀβ} the penalty, or at most that where s cannot be negative. */
    double[] dual(double[] beta) {
        if (!isLeastEpsilon()) {
            return beta;
        }
        double sum = dot(units, beta);
        if (leastSlack == 0) {
            double factor = Math.min(1, penalty / Math.max(sum, Double.MIN_NORMAL));
            return Arrays.stream(beta).map(b -> factor * b).toArray();
        }
        if (sum == 0) {
            // Nothing is known: all rows alike
            double equal = penalty / Arrays.stream(units).sum();
            return Arrays.stream(units).map(unit -> unit > 0 ? equal : 0).toArray();
        }
        return Arrays.stream(beta).map(b -> penalty / sum * b).toArray();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
