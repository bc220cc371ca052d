package org.aumann.solvers.empirical;

/**
 * How adaptive sampling ended.
 *
 * @param decision what is known
 * @param last the last round
 */
public record SamplingResult(Decision decision, SamplingRound last) {
    /** What is known of the last distribution, with the confidence. */
    public enum Decision {
        /** No deviation gains more than ε. */
        EQUILIBRIUM,
        /** Some deviation gains more than ε, as the solver's own means say too: more episodes would not help. */
        NO_EQUILIBRIUM,
        /** Neither, when the episodes or the time ran out. */
        UNDECIDED,
        /** Nothing was to be decided. */
        NOT_ASKED
    }
}
