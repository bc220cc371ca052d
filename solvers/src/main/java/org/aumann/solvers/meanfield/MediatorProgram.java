package org.aumann.solvers.meanfield;

import org.aumann.core.InvalidInputException;
import org.aumann.solvers.loop.Status;

/**
 * A program for the mediator of a restricted game: the best (C)CE that draws one of K mixtures. Muller et al. 2021, appendix
 * C.2.2 and C.2.3.
 *
 * @param objective what is minimised
 * @param mixtureCount K, at least 1
 */
public record MediatorProgram(MediatorObjective objective, int mixtureCount) implements RestrictedSolver {
    /** Checks the number. */
    public MediatorProgram {
        if (mixtureCount < 1) {
            throw new InvalidInputException("mixtures (" + mixtureCount + ") must be at least 1");
        }
    }

    /**
     * What a program came to.
     *
     * @param status how the best descent ended
     * @param objective its value: payoff units (margin) or nats, less is better
     * @param violation what the best deviation gains within the restricted game, payoff units; 0 if none does
     * @param slope what the last linear program still foresaw per unit of its radius, with payoffs in units of the largest
     *     regret of the first mediator: 0 where nothing can be gained by a small step
     * @param steps linear programs of all descents
     */
    public record Outcome(Status status, double objective, double violation, double slope, int steps) {}
}
