package org.aumann.solvers.psro;

/** Which best responses of a player enter the population. */
public enum ResponseSelection {
    /** All of them; known ones raise their repeat count. */
    ALL,
    /** All that are not in the population. */
    ALL_NOVEL,
    /** One, drawn uniformly. */
    RANDOM,
    /** One that is not in the population, drawn uniformly; none if all are known. */
    RANDOM_NOVEL,
    /** The one with the largest weighted gain among those not in the population; a random repeat if all are known. */
    LARGEST_GAP
}
