package org.aumann.kernels;

/** Found by {@link java.util.ServiceLoader}: knows whether a back end can run here, and makes it. */
public interface BackendProvider {
    /**
     * The id it is chosen by.
     *
     * @return a short lower-case word
     */
    String id();

    /**
     * Looks whether the back end can run. Never throws.
     *
     * @return availability with rank, or the reason
     */
    Availability probe();

    /**
     * Makes the back end.
     *
     * @return a back end that the caller closes
     */
    ComputeBackend create();
}
