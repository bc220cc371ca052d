package org.aumann.core.equilibrium;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;

/**
 * A deviation gain as a linear combination of payoffs: the coefficient of every joint action in every row.
 *
 * <pre>{@code
 * gain_i = Σ_a c_i(a) · G_p(a)
 * CCE row d       c(a) = [a_p = d] · σ(a_{-p}) − σ(a)
 * CE  row (r, d)  c(d, a_{-p}) = σ(r, a_{-p}),   c(r, a_{-p}) = −σ(r, a_{-p}),   0 elsewhere
 * }</pre>
 *
 * <p>For what is not linear in the payoffs themselves, such as the variance of a gain. Slow and obvious, as
 * {@link DeviationGains}.
 */
public final class DeviationCoefficients {
    private DeviationCoefficients() {}

    /** Takes the coefficients. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A coefficient that is not 0.
         *
         * @param row row of the player, from 0, as {@link SolutionConcept} numbers them
         * @param jointAction index in {@code 0..J-1}
         * @param coefficient {@code c_row(jointAction)}, a probability with a sign
         */
        void visit(int row, long jointAction, double coefficient);
    }

    /**
     * Visits the coefficients of one player that are not 0, each once.
     *
     * <p>Time {@code O(J A_p)}.
     *
     * @param sigma a distribution
     * @param concept which deviations
     * @param player player from 0
     * @param visitor takes the coefficients
     */
    public static void forEach(JointDistribution sigma, SolutionConcept concept, int player, Visitor visitor) {
        JointActionIndex index = sigma.index();
        long stride = index.stride(player);
        int actions = index.actionCount(player);
        double[] probability = new double[actions];
        for (long outer = 0; outer < index.jointActionCount(); outer += stride * actions) {
            for (long base = outer; base < outer + stride; base++) {
                double mass = 0;
                for (int r = 0; r < actions; r++) {
                    probability[r] = sigma.probability(base + r * stride);
                    mass += probability[r];
                }
                if (mass == 0) {
                    continue;
                }
                switch (concept) {
                    case CCE -> coarse(probability, base, stride, visitor);
                    case CE -> conditional(probability, base, stride, visitor);
                }
            }
        }
    }

    private static void coarse(double[] probability, long base, long stride, Visitor visitor) {
        for (int d = 0; d < probability.length; d++) {
            double others = 0;
            for (int r = 0; r < probability.length; r++) {
                if (r != d && probability[r] != 0) {
                    visitor.visit(d, base + r * stride, -probability[r]);
                    others += probability[r];
                }
            }
            if (others != 0) {
                visitor.visit(d, base + d * stride, others);
            }
        }
    }

    private static void conditional(double[] probability, long base, long stride, Visitor visitor) {
        int actions = probability.length;
        for (int r = 0; r < actions; r++) {
            for (int d = 0; d < actions; d++) {
                if (r != d && probability[r] != 0) {
                    visitor.visit(r * actions + d, base + r * stride, -probability[r]);
                    visitor.visit(r * actions + d, base + d * stride, probability[r]);
                }
            }
        }
    }
}
