package org.aumann.solvers.meta;

import java.util.Arrays;

/**
 * A linear program over joint distributions, in rows scaled with the payoff ranges and units of the objective's
 * range.
 *
 * <pre>{@code
 * maximise Σ_p w_p G_p(σ) − penalty · s   subject to   Aσ / Δ − unit · s ≤ offset,   leastSlack ≤ s ≤ greatestSlack
 * }</pre>
 *
 * <p>s is the ε that is minimised, or the violation that all rows are allowed, of which there may be none. For every β ≥ 0 with
 * {@code unitᵀβ ≤ penalty} (equal to it where s is free) the optimum is at most
 * {@code max_a (c − Aᵀα)(a) + offsetᵀβ}. Owns its arrays; they are not to be modified.
 */
final class LinearForm {
    private final double[] weights;
    private final double[] offsets;
    private final double[] units;
    private final double penalty;
    private final double leastSlack;
    private final double greatestSlack;
    private final double range;

    private LinearForm(
            double[] weights,
            double[] offsets,
            double[] units,
            double penalty,
            double leastSlack,
            double greatestSlack,
            double range) {
        this.weights = weights;
        this.offsets = offsets;
        this.units = units;
        this.penalty = penalty;
        this.leastSlack = leastSlack;
        this.greatestSlack = greatestSlack;
        this.range = range;
    }

    /** The greatest objective of a selection at its ε, without any violation. */
    static LinearForm greatestObjective(SelectionProblem selection, DualProblem problem) {
        double range = selection.objectiveRange() > 0 ? selection.objectiveRange() : 1;
        double[] weights =
                Arrays.stream(selection.payoffWeights()).map(w -> w / range).toArray();
        double[] units = new double[problem.rowCount()];
        Arrays.setAll(units, i -> problem.isActiveRow(i) ? 1 : 0);
        return new LinearForm(weights, problem.offsets(), units, 0, 0, 0, range);
    }

    /** The smallest ε: player p may gain {@code ε · gainUnits[p]}. */
    static LinearForm leastEpsilon(SelectionProblem selection, DualProblem problem, double[] gainUnits) {
        double range = 0;
        for (int p = 0; p < gainUnits.length; p++) {
            range = Math.max(range, selection.ranges()[p] / gainUnits[p]);
        }
        double unit = range > 0 ? range : 1;
        double[] units = problem.scaled(gainUnits);
        Arrays.setAll(units, i -> unit * units[i]);
        return new LinearForm(
                new double[gainUnits.length],
                new double[problem.rowCount()],
                units,
                1,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                unit);
    }

    /** The same, but rows may be violated at a price. */
    LinearForm withPenalty(double penalty) {
        return new LinearForm(weights, offsets, units, penalty, leastSlack, Double.POSITIVE_INFINITY, range);
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
        return leastSlack < 0;
    }

    /** {@code offsetᵀβ}. */
    double offset(double[] beta) {
        return dot(offsets, beta);
    }

    /** β as the bound needs it: {@code unitᵀβ} is the penalty where s is free. */
    double[] dual(double[] beta) {
        if (!isLeastEpsilon()) {
            return beta;
        }
        double sum = dot(units, beta);
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
