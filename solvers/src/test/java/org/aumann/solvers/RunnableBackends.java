package org.aumann.solvers;

import java.util.stream.Stream;
import org.aumann.kernels.Availability;
import org.aumann.kernels.Backends;

/** The back ends that can run on this machine: tests of solvers run on each of them. */
public final class RunnableBackends {
    private RunnableBackends() {}

    /**
     * Their ids.
     *
     * @return the best first
     */
    public static Stream<String> ids() {
        return Backends.candidates().stream()
                .filter(candidate -> candidate.availability() instanceof Availability.Available)
                .map(candidate -> candidate.provider().id());
    }
}
