package org.aumann.solvers.meta.program;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongToDoubleFunction;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffRange;

/** The part of an objective that is not made of payoffs: one float64 per outcome, off the heap. Immutable. */
public final class Tilt {
    private final MemorySegment segment;
    private final PayoffRange range;

    private Tilt(MemorySegment segment, PayoffRange range) {
        this.segment = segment;
        this.range = range;
    }

    /**
     * The numbers of a function.
     *
     * @param objective asked once per outcome and in order
     */
    static Tilt of(JointActionIndex outcomes, LongToDoubleFunction objective) {
        MemorySegment segment = JointDistribution.memory(outcomes);
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (long a = 0; a < outcomes.jointActionCount(); a++) {
            double value = objective.applyAsDouble(a);
            segment.setAtIndex(ValueLayout.JAVA_DOUBLE, a, value);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return new Tilt(segment.asReadOnly(), new PayoffRange(least, greatest));
    }

    /**
     * The tilt of an outcome.
     *
     * @param outcome an outcome
     * @return payoff units
     */
    public double at(long outcome) {
        return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, outcome);
    }

    /**
     * All of them, as incentive operators take them.
     *
     * @return read-only, freed when no longer reachable
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Their range.
     *
     * @return payoff units
     */
    public PayoffRange range() {
        return range;
    }
}
