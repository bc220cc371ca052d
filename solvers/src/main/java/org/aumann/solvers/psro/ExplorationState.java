package org.aumann.solvers.psro;

/**
 * What a run has reached where training has ended.
 *
 * <p>An iteration is <em>quiet</em> if the gap is closed and no best response was new. With exploration the policies
 * that enter then may open the gap again until responses to them are found, so quiet iterations are counted since
 * welfare last rose; as long as nothing was explored, those in a row.
 *
 * @param quietIterations in vain so far
 * @param welfare the most that was reported in a quiet iteration
 * @param hasGrown whether policies have entered by exploration
 */
public record ExplorationState(int quietIterations, double welfare, boolean hasGrown) {
    /** Nothing so far. */
    static final ExplorationState NONE = new ExplorationState(0, Double.NEGATIVE_INFINITY, false);

    /**
     * Counts an iteration.
     *
     * @param isQuiet whether it was quiet
     * @param reported its welfare
     * @param slack welfare that does not matter, payoff units
     */
    ExplorationState after(boolean isQuiet, double reported, double slack) {
        if (!isQuiet) {
            return hasGrown ? this : new ExplorationState(0, welfare, false);
        }
        boolean hasRisen = hasGrown && reported > welfare + slack;
        return new ExplorationState(hasRisen ? 1 : quietIterations + 1, Math.max(welfare, reported), hasGrown);
    }

    ExplorationState withGrowth() {
        return new ExplorationState(quietIterations, welfare, true);
    }

    /** The oracle has missed something: quiet iterations are counted anew. */
    ExplorationState unsettled() {
        return new ExplorationState(0, welfare, hasGrown);
    }
}
