package org.aumann.solvers.empirical;

import org.aumann.solvers.meta.SolveOutcome;

/**
 * One turn: solve the means of what has been played, play fresh episodes, certify with them.
 *
 * @param round from 1
 * @param episodes played so far in all, the fresh ones included
 * @param freshEpisodes those that certify
 * @param outcome the solve; its own certificate is of the means that it has seen
 * @param certificate what the fresh episodes say of the distribution
 */
public record SamplingRound(
        int round, long episodes, long freshEpisodes, SolveOutcome outcome, EmpiricalCertificate certificate) {}
