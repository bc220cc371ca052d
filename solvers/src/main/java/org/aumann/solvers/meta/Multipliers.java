package org.aumann.solvers.meta;

import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Dual variables α of the incentive rows, kept to start the next solve of a slightly larger game.
 *
 * <p>Immutable; in units of the objective per payoff unit.
 */
public final class Multipliers {
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final double[] alpha;

    private Multipliers(JointActionIndex index, SolutionConcept concept, double[] alpha) {
        this.index = index;
        this.concept = concept;
        this.alpha = alpha;
    }

    /**
     * The multipliers of a solve.
     *
     * @param index the joint actions
     * @param concept CE or CCE
     * @param alpha one per incentive row. Not modified.
     * @return the multipliers
     */
    public static Multipliers of(JointActionIndex index, SolutionConcept concept, double[] alpha) {
        if (alpha.length != concept.rowCount(index)) {
            throw new IllegalArgumentException(
                    "alpha.length (" + alpha.length + ") must be " + concept.rowCount(index) + " incentive rows");
        }
        return new Multipliers(index, concept, alpha.clone());
    }

    /**
     * No knowledge: all zero.
     *
     * @param index the joint actions
     * @param concept CE or CCE
     * @return zero multipliers
     */
    public static Multipliers zero(JointActionIndex index, SolutionConcept concept) {
        return new Multipliers(index, concept, new double[concept.rowCount(index)]);
    }

    /**
     * One multiplier per row.
     *
     * @return a copy
     */
    public double[] toArray() {
        return alpha.clone();
    }

    /**
     * These multipliers for a game with the same players and at least as many actions, zero for the new
     * rows; all zero if the games or concepts do not fit.
     *
     * @param larger joint actions of the larger game
     * @param concept CE or CCE
     * @return multipliers of the larger game
     */
    public Multipliers grownTo(JointActionIndex larger, SolutionConcept concept) {
        if (concept != this.concept || !fitsInto(larger)) {
            return zero(larger, concept);
        }
        double[] grown = new double[concept.rowCount(larger)];
        for (int p = 0; p < index.playerCount(); p++) {
            int from = concept.firstRow(index, p);
            int to = concept.firstRow(larger, p);
            int actions = index.actionCount(p);
            int recommendations = concept == SolutionConcept.CE ? actions : 1;
            for (int r = 0; r < recommendations; r++) {
                System.arraycopy(alpha, from + r * actions, grown, to + r * larger.actionCount(p), actions);
            }
        }
        return new Multipliers(larger, concept, grown);
    }

    private boolean fitsInto(JointActionIndex larger) {
        if (larger.playerCount() != index.playerCount()) {
            return false;
        }
        for (int p = 0; p < index.playerCount(); p++) {
            if (larger.actionCount(p) < index.actionCount(p)) {
                return false;
            }
        }
        return true;
    }
}
