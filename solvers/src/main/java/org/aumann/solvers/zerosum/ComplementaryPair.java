package org.aumann.solvers.zerosum;

import org.aumann.solvers.algebra.StepLength;
import org.jspecify.annotations.Nullable;

/** A variable that stays positive, its multiplier, and their changes. */
final class ComplementaryPair {
    private final double[] slack;
    private final double[] multiplier;
    private double[] slackChange = new double[0];
    private final double[] multiplierChange;

    ComplementaryPair(double[] slack, double[] multiplier) {
        this.slack = slack;
        this.multiplier = multiplier;
        this.multiplierChange = new double[slack.length];
    }

    /** What the multiplier would become if the slack stood still. */
    double[] target(double center, @Nullable ComplementaryPair predictor) {
        double[] target = new double[slack.length];
        for (int k = 0; k < target.length; k++) {
            double second = predictor == null ? 0 : predictor.slackChange[k] * predictor.multiplierChange[k];
            target[k] = (center - second) / slack[k] - multiplier[k];
        }
        return target;
    }

    void change(double[] slackChange, double[] target) {
        this.slackChange = slackChange;
        for (int k = 0; k < slack.length; k++) {
            multiplierChange[k] = target[k] - multiplier[k] / slack[k] * slackChange[k];
        }
    }

    double primalLength(double toBoundary) {
        return StepLength.of(slack, slackChange, toBoundary);
    }

    double dualLength(double toBoundary) {
        return StepLength.of(multiplier, multiplierChange, toBoundary);
    }

    double products(double t, double s) {
        double sum = 0;
        for (int k = 0; k < slack.length; k++) {
            double later = t == 0 ? slack[k] : slack[k] + t * slackChange[k];
            sum += later * (multiplier[k] + s * multiplierChange[k]);
        }
        return sum;
    }

    double[] slackAfter(double length) {
        return after(slack, length, slackChange);
    }

    double[] multiplierAfter(double length) {
        return after(multiplier, length, multiplierChange);
    }

    private static double[] after(double[] x, double length, double[] change) {
        double[] after = x.clone();
        for (int k = 0; k < after.length; k++) {
            after[k] += length * change[k];
        }
        return after;
    }
}
