package org.aumann.solvers.meta.dual;

import java.util.Arrays;
import org.aumann.core.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a {@link DualModel} plus {@code ½ μ ‖d‖²} over {@code β + d ≥ 0} by Newton's method: each step is a
 * quadratic program over the bounds, then a search along it. The search costs one pass over the logits of the
 * sample a trial.
 */
final class ProximalNewton {
    private static final int STEPS = 60;
    private static final int SEARCHES = 20;
    private static final int RIDGES = 20;

    /** Part of the slope that a step must keep (Armijo). */
    private static final double SUFFICIENT = 1e-4;

    /** A decrease below this part of the value is rounding: the step is taken on trust and is the last. */
    private static final double ROUNDING = 1e-14;

    /** Least ridge, relative to the greatest curvature, if the quadratic program needs one. */
    private static final double LEAST_RIDGE = 1e-13;

    private final DualModel model;
    private final int[] rows;
    private final double[] beta;
    private final double proximity;
    private final double[] displacement;
    private final double firstConjugate;
    private double[] logit;
    private double conjugate;
    private double ridge;

    /**
     * @param rows those that may move, ascending. Not modified.
     * @param beta multipliers at d = 0, one per row. Not modified.
     * @param proximity μ
     */
    ProximalNewton(DualModel model, int[] rows, double[] beta, double proximity) {
        this.model = model;
        this.rows = rows;
        this.beta = beta;
        this.proximity = proximity;
        this.displacement = new double[beta.length];
        this.logit = model.logits();
        this.firstConjugate = model.conjugate(logit);
        this.conjugate = firstConjugate;
    }

    /**
     * Moves to the minimum, or to where the first-order residual is small enough.
     *
     * @param target of the {@link Optimality#residual}
     * @param objectiveScale what the duality gap is compared with
     * @param deadline when to stop
     * @return the multipliers there, no less than 0
     */
    double[] minimise(double target, double objectiveScale, Deadline deadline) {
        for (int step = 0; step < STEPS && !deadline.isOver(); step++) {
            double[] here = multipliers();
            double[] gradient = gradient();
            if (Optimality.residual(here, gradient, objectiveScale) <= target || !move(here, gradient, deadline)) {
                break;
            }
        }
        return multipliers();
    }

    /** 0 for the rows that may not move. */
    private double[] gradient() {
        double[] ofModel = model.gradient();
        double[] gradient = new double[beta.length];
        for (int row : rows) {
            gradient[row] = ofModel[row] + proximity * displacement[row];
        }
        return gradient;
    }

    /** By how much the model without the proximal term has fallen. */
    double decrease() {
        return firstConjugate - conjugate - model.linear(displacement);
    }

    private double[] multipliers() {
        double[] multipliers = beta.clone();
        for (int row : rows) {
            multipliers[row] = Math.max(0, beta[row] + displacement[row]);
        }
        return multipliers;
    }

    /** One step; false if there is nothing more to gain. */
    private boolean move(double[] here, double[] gradient, Deadline deadline) {
        double[] newton = newtonStep(here, gradient, deadline);
        if (newton == null) {
            return false;
        }
        double[] direction = new double[beta.length];
        double slope = 0;
        double along = 0;
        double length = 0;
        for (int i = 0; i < rows.length; i++) {
            direction[rows[i]] = newton[i];
            slope += newton[i] * gradient[rows[i]];
            along += newton[i] * displacement[rows[i]];
            length += newton[i] * newton[i];
        }
        if (!(slope < 0)) {
            return false;
        }
        double linear = model.linear(direction);
        double[] fall = model.fall(direction);
        boolean isRounding = -slope <= ROUNDING * Math.max(1, Math.abs(conjugate));
        double t = 1;
        for (int search = 0; search < SEARCHES; search++) {
            double[] trial = new double[logit.length];
            for (int k = 0; k < trial.length; k++) {
                trial[k] = logit[k] - t * fall[k];
            }
            double trialConjugate = model.conjugate(trial);
            double change = trialConjugate - conjugate + t * linear + proximity * (t * along + 0.5 * t * t * length);
            if (isRounding || change <= SUFFICIENT * t * slope) {
                for (int i = 0; i < rows.length; i++) {
                    displacement[rows[i]] += t * newton[i];
                }
                logit = trial;
                conjugate = trialConjugate;
                return !isRounding;
            }
            t = Math.clamp(-slope * t * t / (2 * (change - slope * t)), 0.1 * t, 0.5 * t);
        }
        conjugate = model.conjugate(logit);
        return false;
    }

    private double @Nullable [] newtonStep(double[] here, double[] gradient, Deadline deadline) {
        int m = rows.length;
        double[] hessian = model.hessian(rows, deadline);
        double[] linear = new double[m];
        double[] lower = new double[m];
        double unit = Double.MIN_NORMAL;
        for (int i = 0; i < m; i++) {
            linear[i] = gradient[rows[i]];
            lower[i] = -here[rows[i]];
            unit = Math.max(unit, hessian[i * m + i]);
        }
        ridge *= 0.1;
        for (int tries = 0; tries < RIDGES && !deadline.isOver(); tries++) {
            double[] damped = hessian.clone();
            boolean[] free = new boolean[m];
            for (int i = 0; i < m; i++) {
                damped[i * m + i] += proximity + ridge * unit;
                free[i] = lower[i] < 0 || linear[i] < 0;
            }
            double[] step = BoxQuadraticProgram.minimise(damped, linear, lower, free, deadline);
            if (step != null && Arrays.stream(step).allMatch(Double::isFinite)) {
                return step;
            }
            ridge = Math.max(LEAST_RIDGE, 10 * ridge);
        }
        return null;
    }
}
