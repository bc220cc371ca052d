package org.aumann.kernels;

/** What a probe found: the back end can run here, or the reason why not. */
public sealed interface Availability {
    /**
     * The back end can run.
     *
     * @param rank the highest rank is chosen where nobody asked for a particular back end
     * @param device what it would run on
     */
    record Available(int rank, String device) implements Availability {}

    /**
     * The back end cannot run.
     *
     * @param reason one line
     */
    record Unavailable(String reason) implements Availability {}
}
