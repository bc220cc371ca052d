package org.aumann.solvers.psro;

/** The policy every population starts from. */
public enum InitialPolicy {
    /** Every action with the same probability. */
    UNIFORM,
    /** One action at every infostate, drawn uniformly. */
    RANDOM_DETERMINISTIC
}
