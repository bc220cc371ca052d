package org.aumann.solvers;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;

/**
 * What {@link Aumann#solve} has found. Immutable.
 *
 * @param outcome how the solve ended
 * @param concept whose equilibrium it is
 */
public record Equilibrium(SolveOutcome outcome, SolutionConcept concept) {
    /**
     * Whether the certificate confirms an optimum within the tolerance.
     *
     * @return false if a limit, or rounding, came first, or there is none
     */
    public boolean isOptimal() {
        return outcome instanceof SolveOutcome.Optimal;
    }

    /**
     * How the solve ended, in the word of the command line.
     *
     * @return such as {@code optimal} or {@code time_limit}
     */
    public String status() {
        return outcome.status();
    }

    /**
     * Everything that is known of the answer.
     *
     * @return the report
     */
    public SolveReport report() {
        return outcome.report();
    }

    /**
     * The distribution over joint actions.
     *
     * @return σ
     */
    public JointDistribution sigma() {
        return report().sigma();
    }

    /**
     * The probability of a joint action.
     *
     * @param actions one action a player, from 0. Not modified.
     * @return a number from 0 to 1
     */
    public double probability(int... actions) {
        return sigma().probability(sigma().index().jointAction(actions));
    }

    /**
     * What a player gets on average.
     *
     * @param player player from 0
     * @return payoff units
     */
    public double value(int player) {
        return certificate().values()[player];
    }

    /**
     * The largest gain of any deviation of the solver's concept, certified, with its sign.
     *
     * @return payoff units
     */
    public double largestGain() {
        return certificate().gap(concept).largestGain();
    }

    /**
     * What is certified, recomputed from the payoffs.
     *
     * @return the certificate
     */
    public Certificate certificate() {
        return report().certificate();
    }
}
