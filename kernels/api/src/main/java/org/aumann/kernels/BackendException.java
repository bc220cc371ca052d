package org.aumann.kernels;

/** A back end that was asked for is not there, or failed; the message says which, why, and with what shapes. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message back end, operation, reason
     */
    public BackendException(String message) {
        super(message);
    }
}
