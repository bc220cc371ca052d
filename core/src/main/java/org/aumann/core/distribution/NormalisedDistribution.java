package org.aumann.core.distribution;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;

/**
 * A distribution made of numbers that another program computed: probabilities up to rounding.
 *
 * <p>Negative numbers, down to {@code -}{@value #NEGATIVE_LIMIT}, become 0, and if any did, or the sum misses 1 by more
 * than {@link JointDistribution#SUM_TOLERANCE}, all are divided by the sum of what is left, which may miss 1 by {@value
 * #SUM_LIMIT}: sums in float32 do, by some 1e-6. Numbers that are a distribution already stay as they are.
 *
 * @param sigma the distribution
 * @param sum the sum of the numbers as they were
 * @param clipped how much the numbers below 0 added up to, as a number of 0 or more
 * @param most the largest change of any of them; 0 if none was changed
 */
public record NormalisedDistribution(JointDistribution sigma, double sum, double clipped, double most) {
    /** How far below 0 a number may be. */
    public static final double NEGATIVE_LIMIT = 1e-6;

    /** How far the sum of the numbers above 0 may miss 1. */
    public static final double SUM_LIMIT = 1e-4;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    /**
     * Takes over float64 memory.
     *
     * @param index the joint actions
     * @param numbers length {@code J}. Modified, and not to be written to any more.
     * @return the distribution and what was changed
     * @throws InvalidInputException if these are not probabilities, by more than rounding
     */
    public static NormalisedDistribution over(JointActionIndex index, MemorySegment numbers) {
        CompensatedSum above = new CompensatedSum();
        CompensatedSum below = new CompensatedSum();
        for (long a = 0; a < index.jointActionCount(); a++) {
            double number = numbers.getAtIndex(DOUBLE, a);
            if (!(number >= -NEGATIVE_LIMIT)) {
                throw new InvalidInputException(
                        "probability (" + number + ") of joint action " + a + " must be at least 0, up to 1e-6");
            }
            above.add(Math.max(0, number));
            below.add(Math.max(0, -number));
        }
        double positive = above.value();
        double clipped = below.value();
        if (!(Math.abs(positive - 1) <= SUM_LIMIT)) {
            throw new InvalidInputException("probabilities sum to " + positive + ", they must sum to 1 within 1e-4");
        }
        boolean isDistribution = clipped == 0 && Math.abs(positive - 1) <= JointDistribution.SUM_TOLERANCE;
        double most = isDistribution ? 0 : divide(index, numbers, positive);
        return new NormalisedDistribution(JointDistribution.over(index, numbers), positive - clipped, clipped, most);
    }

    private static double divide(JointActionIndex index, MemorySegment numbers, double sum) {
        double most = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            double number = numbers.getAtIndex(DOUBLE, a);
            double probability = Math.max(0, number) / sum;
            most = Math.max(most, Math.abs(probability - number));
            numbers.setAtIndex(DOUBLE, a, probability);
        }
        return most;
    }

    /**
     * Whether the numbers were a distribution as they are.
     *
     * @return true if none was changed
     */
    public boolean isUnchanged() {
        return most == 0;
    }
}
