package org.aumann.core.meanfield;

/** What the part of the reward that depends on the mean field depends on besides. */
public enum RewardDependence {
    /** Time and state. */
    STATE,
    /** Time, state and the own action. */
    STATE_AND_ACTION
}
