package org.aumann.kernels;

/** What {@link BatchOperator#reports} says of a game; a row has {@link #COUNT} numbers. */
public enum BatchField {
    /** The largest signed gain of any deviation under σ, payoff units, from the sums of the solver. */
    LARGEST_GAIN(0),
    /** What is compared with the tolerance: the larger of the violation relative to Δ, and what is left to the bound. */
    RESIDUAL(1),
    /** The dual objective at the multipliers: no distribution that satisfies ε has more of what is maximised, in its own unit. */
    BOUND(2),
    /** Steps, each with a matrix of its own. */
    ITERATIONS(3),
    /** Code of a {@link BatchStatus}. */
    STATUS(4);

    /** Numbers in a report. */
    public static final int COUNT = 5;

    private final int offset;

    BatchField(int offset) {
        this.offset = offset;
    }

    /**
     * Where in a report it stands.
     *
     * @return a number from 0
     */
    public int offset() {
        return offset;
    }
}
