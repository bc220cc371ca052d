package org.aumann.solvers.meta.program;

import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.TensorGame;

/**
 * How far the objectives of equilibria can be apart where some joint actions hardly carry any probability.
 *
 * <p>A joint action at which a deviation gains A_i while its row has only u_i at stake has at most the probability
 * {@code u_i / A_i} in an equilibrium: where a penalty of −10⁹ is in an objective, nearly none of it counts. The unit is
 * the largest difference to the objective at a joint action that may carry all of the probability.
 */
final class ReachableObjective {
    private final TensorGame form;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final double[] units;

    /**
     * @param form a game with an objective player, number 0
     * @param units of the gains of the other players
     */
    ReachableObjective(TensorGame form, GainUnits units) {
        this.form = form;
        this.index = form.index();
        this.concept = units.concept();
        this.units = units.ofRows();
    }

    double unit() {
        long count = index.jointActionCount();
        double[] share = new double[Math.toIntExact(count)];
        double greatest = Double.NEGATIVE_INFINITY;
        double greatestShare = 0;
        for (int a = 0; a < count; a++) {
            share[a] = share(a);
            boolean isBetter = share[a] > greatestShare || (share[a] == greatestShare && form.payoff(0, a) > greatest);
            if (isBetter) {
                greatestShare = share[a];
                greatest = form.payoff(0, a);
            }
        }
        double unit = 0;
        for (int a = 0; a < count; a++) {
            unit = Math.max(unit, share[a] * Math.abs(form.payoff(0, a) - greatest));
        }
        return unit;
    }

    /** The most probability that a joint action can have, roughly. */
    private double share(long jointAction) {
        double share = 1;
        for (int p = 1; p < index.playerCount(); p++) {
            int r = index.action(jointAction, p);
            int first = concept.firstRow(index, p) - 1; // the objective player has a row that is not here
            int row = first + (concept == SolutionConcept.CE ? r * index.actionCount(p) : 0);
            for (int d = 0; d < index.actionCount(p); d++) {
                double gain = form.payoff(p, jointAction + (d - r) * index.stride(p)) - form.payoff(p, jointAction);
                double unit = units[row + d];
                if (unit > 0 && gain > unit) {
                    share = Math.min(share, unit / gain);
                }
            }
        }
        return share;
    }
}
