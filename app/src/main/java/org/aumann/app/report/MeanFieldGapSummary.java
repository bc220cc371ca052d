package org.aumann.app.report;

import java.util.List;
import org.aumann.solvers.meanfield.MeanFieldGap;

/**
 * What the players of a mean-field game could gain, over all policies; signed, reward units. Of several populations the
 * greatest.
 *
 * @param nash by leaving the average mixture
 * @param cce by leaving the mediator before a recommendation
 * @param ce by leaving one recommendation, weighted with how likely it is (definition 3)
 * @param ceWeightedSum by leaving every recommendation
 * @param ceConditional by leaving the one that is worst, once it is given
 */
public record MeanFieldGapSummary(double nash, double cce, double ce, double ceWeightedSum, double ceConditional) {
    /**
     * The summary of a population.
     *
     * @param gap its gap
     * @return the summary
     */
    public static MeanFieldGapSummary of(MeanFieldGap gap) {
        return new MeanFieldGapSummary(gap.nash(), gap.cce(), gap.ce(), gap.ceWeightedSum(), gap.ceConditional());
    }

    /**
     * The greatest of all populations.
     *
     * @param gaps one per population
     * @return the summary
     */
    public static MeanFieldGapSummary greatest(List<MeanFieldGap> gaps) {
        return gaps.stream()
                .map(MeanFieldGapSummary::of)
                .reduce((a, b) -> new MeanFieldGapSummary(
                        Math.max(a.nash, b.nash),
                        Math.max(a.cce, b.cce),
                        Math.max(a.ce, b.ce),
                        Math.max(a.ceWeightedSum, b.ceWeightedSum),
                        Math.max(a.ceConditional, b.ceConditional)))
                .orElseThrow();
    }

    /**
     * One summary a population, where there are several.
     *
     * @param gaps one per population
     * @return nothing if there is one population
     */
    static List<MeanFieldGapSummary> perPopulation(List<MeanFieldGap> gaps) {
        return gaps.size() == 1
                ? List.of()
                : gaps.stream().map(MeanFieldGapSummary::of).toList();
    }

    /** Adds the lines of the gaps. */
    void writeTo(TextReport text) {
        text.line("Nash gap", Numbers.gap(nash) + "  (average mixture)");
        text.line("CCE gap", Numbers.gap(cce));
        text.line(
                "CE gap",
                Numbers.gap(ce) + "  (sum " + Numbers.gap(ceWeightedSum) + ", conditional " + Numbers.gap(ceConditional)
                        + ")");
    }
}
