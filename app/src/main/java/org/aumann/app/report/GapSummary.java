package org.aumann.app.report;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.equilibrium.EquilibriumGap;

/**
 * How much the players could gain by deviating, clamped at 0; payoff units.
 *
 * @param perPlayer the gap of each player
 * @param sum their sum
 * @param max the largest of them
 */
public record GapSummary(List<Double> perPlayer, double sum, double max) {
    /** Copies the list. */
    public GapSummary {
        perPlayer = List.copyOf(perPlayer);
    }

    /**
     * The summary of a gap.
     *
     * @param gap a gap
     * @return its summary
     */
    public static GapSummary of(EquilibriumGap gap) {
        return new GapSummary(Arrays.stream(gap.perPlayer()).boxed().toList(), gap.sum(), gap.max());
    }
}
