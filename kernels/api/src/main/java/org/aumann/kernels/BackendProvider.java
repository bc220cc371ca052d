package org.aumann.kernels;

import java.util.Set;

/** Found by {@link java.util.ServiceLoader}: knows what a back end has and whether it can run here, and makes it. */
public interface BackendProvider {
    /**
     * The id it is chosen by.
     *
     * @return a short lower-case word
     */
    String id();

    /**
     * The kernels that the back end has.
     *
     * @return what it does not refuse
     */
    Set<Capability> capabilities();

    /**
     * From which size of a problem on the back end is chosen unasked: below it, handing over the work takes longer than
     * the work.
     *
     * @param capability the kernels that are needed
     * @return least {@link Workload#size}; {@link Long#MAX_VALUE} if it is for those who ask
     */
    default long leastSize(Capability capability) {
        return 0;
    }

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
