package org.aumann.solvers.psro;

/** Which players add best responses in an iteration. */
public enum PlayerSchedule {
    /** Every player. */
    ALL,
    /** One player after the other. */
    CYCLE,
    /** One player, drawn uniformly. */
    RANDOM
}
