package org.aumann.core.equilibrium;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** The reference of what actions are worth against a product of mixed strategies: loops over joint actions. */
public final class ProfileValues {
    private ProfileValues() {}

    /**
     * Expected payoffs of every action while the others play their strategies.
     *
     * <pre>{@code value[p][d] = Σ_{a_{-p}} G_p(d, a_{-p}) · Π_{q≠p} x_q(a_q)}</pre>
     *
     * <p>Time {@code O(n² J)}.
     *
     * @param payoffs the payoff tensor
     * @param profile the strategies one after the other, {@code Σ A_p} probabilities. Not modified.
     * @return payoff units, one per player and action in the same order
     */
    public static double[] actionValues(PayoffTensor payoffs, double[] profile) {
        JointActionIndex index = payoffs.index();
        if (profile.length != index.actionCountSum()) {
            throw new IllegalArgumentException(
                    "profile.length (" + profile.length + ") must be " + index.actionCountSum() + " = Σ A_p");
        }
        double[] values = new double[profile.length];
        for (int p = 0; p < index.playerCount(); p++) {
            int row = SolutionConcept.CCE.firstRow(index, p);
            for (long a = 0; a < index.jointActionCount(); a++) {
                double others = 1;
                for (int q = 0; q < index.playerCount(); q++) {
                    others *= q == p ? 1 : profile[SolutionConcept.CCE.firstRow(index, q) + index.action(a, q)];
                }
                values[row + index.action(a, p)] += others * payoffs.get(p, a);
            }
        }
        return values;
    }
}
