package org.aumann.kernels;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;

/**
 * The choice of a back end: the one that was asked for or an error, else the best that can run.
 *
 * <p>Nothing falls back silently from an explicit request.
 */
public final class Backends {
    private Backends() {}

    /**
     * A provider with what its probe found.
     *
     * @param provider the provider
     * @param availability the result of its probe
     */
    public record Candidate(BackendProvider provider, Availability availability) {}

    /**
     * Every back end on the class path, probed, best first.
     *
     * @return the candidates
     */
    public static List<Candidate> candidates() {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> new Candidate(provider, provider.probe()))
                .sorted(Comparator.comparingInt(Backends::rank).reversed())
                .toList();
    }

    /**
     * Makes the best back end that can run here.
     *
     * @return a back end that the caller closes
     * @throws BackendException if none can; lists every reason
     */
    public static ComputeBackend best() {
        List<Candidate> candidates = candidates();
        for (Candidate candidate : candidates) {
            if (candidate.availability instanceof Availability.Available) {
                return candidate.provider.create();
            }
        }
        throw new BackendException("no back end can run here: " + reasons(candidates));
    }

    /**
     * Makes the back end that was asked for.
     *
     * @param id the id of a back end
     * @return a back end that the caller closes
     * @throws InvalidInputException if there is none of that id
     * @throws BackendException if it cannot run here; the message says why
     */
    public static ComputeBackend named(String id) {
        List<Candidate> candidates = candidates();
        for (Candidate candidate : candidates) {
            if (candidate.provider.id().equals(id)) {
                return switch (candidate.availability) {
                    case Availability.Available available -> candidate.provider.create();
                    case Availability.Unavailable unavailable ->
                        throw new BackendException("back end '" + id + "' cannot run here: " + unavailable.reason());
                };
            }
        }
        throw new InvalidInputException("back end '" + id + "' is unknown, expected one of "
                + candidates.stream().map(c -> c.provider.id()).collect(Collectors.joining(", ")));
    }

    private static int rank(Candidate candidate) {
        return switch (candidate.availability) {
            case Availability.Available available -> available.rank();
            case Availability.Unavailable unavailable -> Integer.MIN_VALUE;
        };
    }

    private static String reasons(List<Candidate> candidates) {
        return candidates.stream()
                .map(c -> c.provider.id() + " (" + c.availability + ")")
                .collect(Collectors.joining(", "));
    }
}
