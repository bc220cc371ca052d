package org.aumann.kernels;

import java.util.Locale;

/** How the solve of one game of a batch ended; {@link BatchField#STATUS} holds the code. */
public enum BatchStatus {
    /** The residual is within the tolerance. */
    OPTIMAL(0),
    /** The dual objective proves that no distribution satisfies the given ε. */
    INFEASIBLE(1),
    /** The iteration limit came first; the residual says how far it got. */
    ITERATION_LIMIT(2),
    /** Rounding ended the progress first; the residual says how far it got. */
    NUMERICAL_FAILURE(3);

    private final int code;

    BatchStatus(int code) {
        this.code = code;
    }

    /**
     * The number in reports, the same on every back end.
     *
     * @return a number from 0
     */
    public int code() {
        return code;
    }

    /**
     * The status of a report.
     *
     * @param code what {@link #code} gave
     * @return the status
     */
    public static BatchStatus of(double code) {
        for (BatchStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("code (" + code + ") must be that of a status");
    }

    /**
     * The word used in JSON.
     *
     * @return a lower-case word
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
