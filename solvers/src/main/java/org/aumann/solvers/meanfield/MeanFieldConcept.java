package org.aumann.solvers.meanfield;

/** What a mean-field equilibrium is. Muller et al. 2021, definitions 1 to 3. */
public enum MeanFieldConcept {
    /** One mixture, from which nobody gains by leaving. */
    NASH,
    /** A mediator that nobody gains by leaving once a policy is recommended. */
    CE,
    /** A mediator that nobody gains by leaving before. */
    CCE
}
