package org.aumann.core.format;

import java.lang.foreign.MemorySegment;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Makes a distribution of the numbers in a file.
 *
 * @param <T> the distribution, as it is or normalised
 */
interface SigmaMaker<T> {
    /**
     * Checks the numbers.
     *
     * @param index the joint actions
     * @param numbers float64, one per joint action; taken over
     * @return the distribution
     */
    T over(JointActionIndex index, MemorySegment numbers);
}
