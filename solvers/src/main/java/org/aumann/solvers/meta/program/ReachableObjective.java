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
    private final Tilt objective;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final double[] units;

    /**
     * @param form the game
     * @param objective all of it
     * @param units of the gains of the players
     */
    ReachableObjective(TensorGame form, Tilt objective, GainUnits units) {
        this.form = form;
        this.objective = objective;
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
            boolean isBetter = share[a] > greatestShare || (share[a] == greatestShare && objective.at(a) > greatest);
            if (isBetter) {
                greatestShare = share[a];
                greatest = objective.at(a);
            }
        }
        double unit = 0;
        for (int a = 0; a < count; a++) {
            unit = Math.max(unit, share[a] * Math.abs(objective.at(a) - greatest));
        }
        return unit;
    }

    /** The most probability that a joint action can have, roughly. */
    private double share(long jointAction) {
        double share = 1;
        for (int p = 0; p < index.playerCount(); p++) {
            int r = index.action(jointAction, p);
            int row = concept.firstRow(index, p) + (concept == SolutionConcept.CE ? r * index.actionCount(p) : 0);
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
