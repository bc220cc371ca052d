package org.aumann.solvers.meta.dual;

import java.util.Arrays;
import org.aumann.core.Deadline;
import org.aumann.kernels.Regulariser;
import org.jspecify.annotations.Nullable;

/**
 * A dual problem over few joint actions that stand for all of them, in displacements d from the multipliers
 * at which it was made.
 *
 * <pre>{@code
 * f(d) = Ω*(ℓ − Xᵀd) + correctionᵀd,   Ω* = log Σ w exp ℓ   or   min_τ τ + ½ Σ w max(0, ℓ − τ)²
 * }</pre>
 *
 * <p>The correction is what makes the gradient at d = 0 that of the whole problem; the curvature, and how it
 * changes on the way, is that of the sample. If the joint actions are all there are, it is the problem.
 */
final class DualModel {
    private final Regulariser regulariser;
    private final JointColumns columns;
    private final double[] weights;
    private final double[] logits;
    private final double[] correction;
    private final double[] sigma;
    private final double[] curvature;

    /** Of the last Hessian. */
    private @Nullable Covariance covariance;

    private int[] covarianceRows = new int[0];
    private final double[] covarianceWeights;

    /**
     * @param weights w, how many joint actions each one stands for, up to a factor for the entropy. Kept, not modified.
     * @param logits ℓ at d = 0. Owned.
     * @param gradient of the whole problem at d = 0, one per row. Not modified.
     */
    DualModel(Regulariser regulariser, JointColumns columns, double[] weights, double[] logits, double[] gradient) {
        this.regulariser = regulariser;
        this.columns = columns;
        this.weights = weights;
        this.logits = logits;
        this.sigma = new double[weights.length];
        this.curvature = new double[weights.length];
        this.covarianceWeights = new double[weights.length];
        this.correction = new double[gradient.length];
        conjugate(logits);
        double[] own = gradient();
        Arrays.setAll(correction, i -> gradient[i] - own[i]);
    }

    /** ℓ at d = 0, a copy. */
    double[] logits() {
        return logits.clone();
    }

    /** How the logits fall along a direction, {@code Xᵀ direction}. */
    double[] fall(double[] direction) {
        return columns.products(direction);
    }

    /** {@code correctionᵀ direction}. */
    double linear(double[] direction) {
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += correction[i] * direction[i];
        }
        return sum;
    }

    /** Ω* of given logits; {@link #gradient} and {@link #hessian} are those there from now on. */
    double conjugate(double[] logit) {
        double greatest = Arrays.stream(logit).max().orElseThrow();
        return switch (regulariser) {
            case ENTROPY -> greatest + softmax(logit, greatest);
            case GINI -> greatest + sparsemax(logit, greatest);
        };
    }

    private double softmax(double[] logit, double greatest) {
        double sum = 0;
        for (int k = 0; k < logit.length; k++) {
            sigma[k] = weights[k] * Math.exp(logit[k] - greatest);
            sum += sigma[k];
        }
        for (int k = 0; k < logit.length; k++) {
            sigma[k] /= sum;
            curvature[k] = sigma[k];
        }
        return Math.log(sum);
    }

    /** By Newton's method from the left, as on the device. */
    private double sparsemax(double[] logit, double greatest) {
        double threshold = -1;
        while (true) {
            double mass = 0;
            double weight = 0;
            for (int k = 0; k < logit.length; k++) {
                double above = logit[k] - greatest - threshold;
                if (above > 0) {
                    mass += weights[k] * above;
                    weight += weights[k];
                }
            }
            double next = threshold + (mass - 1) / weight;
            if (!(next > threshold)) {
                break;
            }
            threshold = next;
        }
        double squares = 0;
        for (int k = 0; k < logit.length; k++) {
            double above = Math.max(0, logit[k] - greatest - threshold);
            sigma[k] = weights[k] * above;
            curvature[k] = above > 0 ? weights[k] : 0;
            squares += sigma[k] * above;
        }
        return threshold + 0.5 * squares;
    }

    /** The gradient at the last logits, one per row. */
    double[] gradient() {
        double[] gradient = columns.combination(sigma);
        Arrays.setAll(gradient, i -> correction[i] - gradient[i]);
        return gradient;
    }

    /**
     * The Hessian at the last logits over some rows, row-major. If it was that of nearly the same support
     * before, only what has changed is summed up.
     *
     * @param rows ascending. Not modified.
     * @param deadline when to stop: after it the matrix is not worth anything
     */
    double[] hessian(int[] rows, Deadline deadline) {
        double[] change = new double[curvature.length];
        int changed = 0;
        int curved = 0;
        for (int k = 0; k < change.length; k++) {
            change[k] = curvature[k] - covarianceWeights[k];
            changed += change[k] != 0 ? 1 : 0;
            curved += curvature[k] != 0 ? 1 : 0;
        }
        if (covariance != null && Arrays.equals(covarianceRows, rows) && 2 * changed < curved) {
            covariance.plus(columns.covariance(change, rows, deadline));
        } else {
            covariance = columns.covariance(curvature, rows, deadline);
        }
        covarianceRows = rows.clone();
        System.arraycopy(curvature, 0, covarianceWeights, 0, curvature.length);
        return covariance.toMatrix();
    }
}
