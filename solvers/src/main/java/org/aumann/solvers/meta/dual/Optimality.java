package org.aumann.solvers.meta.dual;

/** First-order conditions of a minimum over {@code β ≥ 0}: gradient ≥ 0 and, where β > 0, gradient = 0. */
final class Optimality {
    private Optimality() {}

    /** How far the gradient is below 0: the violation of the incentive rows, in the units of the rows. */
    static double violation(double[] gradient) {
        double violation = 0;
        for (double slack : gradient) {
            violation = Math.max(violation, -slack);
        }
        return violation;
    }

    /** {@code βᵀ gradient}: the duality gap, with its sign. */
    static double gap(double[] beta, double[] gradient) {
        double gap = 0;
        for (int i = 0; i < beta.length; i++) {
            gap += beta[i] * gradient[i];
        }
        return gap;
    }

    /**
     * The larger of the violation and of the duality gap relative to the objective, errors of opposite sign
     * added up.
     */
    static double residual(double[] beta, double[] gradient, double objectiveScale) {
        double gap = 0;
        for (int i = 0; i < beta.length; i++) {
            gap += Math.abs(beta[i] * gradient[i]);
        }
        return Math.max(violation(gradient), gap / objectiveScale);
    }
}
