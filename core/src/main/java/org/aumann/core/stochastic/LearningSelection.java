package org.aumann.core.stochastic;

/**
 * What learners make of a stage game: its value V_p to every player, and how it is played, π. Of equal actions the one of lowest index
 * is taken.
 */
public enum LearningSelection {
    /** One mind for all: the joint action a* of greatest Σ_p Q_p, and {@code V_p = Q_p(a*)}. */
    CENTRAL,
    /** Everybody expects the best from the others: {@code V_p = max_a Q_p(a)}, and each plays his part of it. Littman 2001. */
    FRIEND,
    /**
     * Nobody looks at the others: Q_p has own actions only and stands in the cells where all others play action 0,
     * {@code V_p = max Q_p(a_p)}, and each plays his best action. Visits of an own action are those of all its joint actions.
     */
    INDEPENDENT,
    /** Somebody else says, whenever he does: V and π stay as they are. */
    EXTERNAL
}
