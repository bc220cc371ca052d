package org.aumann.app.report;

import org.aumann.core.distribution.NormalisedDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What was changed to make a distribution of the numbers in a file.
 *
 * @param sum their sum, as they were
 * @param clipped how much the negative ones among them added up to, which are 0 now
 * @param most the largest change of one probability
 */
public record NormalisationSummary(double sum, double clipped, double most) {
    /**
     * The summary of a distribution.
     *
     * @param distribution as it was read
     * @return null if nothing was changed
     */
    public static @Nullable NormalisationSummary of(NormalisedDistribution distribution) {
        return distribution.isUnchanged()
                ? null
                : new NormalisationSummary(distribution.sum(), distribution.clipped(), distribution.most());
    }

    /**
     * The summary for people.
     *
     * @return one line
     */
    public String describe() {
        String negative = clipped > 0 ? ", " + Numbers.gap(clipped) + " below 0 clipped" : "";
        return "sum was 1 " + (sum < 1 ? "- " : "+ ") + Numbers.gap(Math.abs(sum - 1)) + negative
                + ", no probability changed by more than " + Numbers.gap(most);
    }
}
