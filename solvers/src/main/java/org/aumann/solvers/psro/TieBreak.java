package org.aumann.solvers.psro;

/** What a best response does at an infostate where several actions are best. */
public enum TieBreak {
    /** The action with the lowest index. */
    FIRST,
    /** One of the best, drawn uniformly. */
    RANDOM,
    /** All of the best with equal probability. */
    MAX_ENTROPY
}
