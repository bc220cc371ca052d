package org.aumann.kernels;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;

/**
 * The choice of a back end: the one that was asked for or an error, else the best that can run the work at hand.
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
    public record Candidate(BackendProvider provider, Availability availability) {
        private boolean isAvailable() {
            return availability instanceof Availability.Available;
        }

        private int rank() {
            return switch (availability) {
                case Availability.Available available -> available.rank();
                case Availability.Unavailable unavailable -> Integer.MIN_VALUE;
            };
        }

        private boolean isMadeFor(Workload work) {
            return isAvailable()
                    && provider.capabilities().containsAll(work.needs())
                    && work.needs().stream().allMatch(need -> provider.leastSize(need) <= work.size());
        }
    }

    /**
     * Every back end on the class path, probed, best first.
     *
     * @return the candidates
     */
    public static List<Candidate> candidates() {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> new Candidate(provider, provider.probe()))
                .sorted(Comparator.comparingInt(Candidate::rank).reversed())
                .toList();
    }

    /**
     * Makes the best back end that can run here and is made for some work.
     *
     * @param work what it is wanted for
     * @return a back end that the caller closes
     * @throws BackendException if none can; lists every reason
     */
    public static ComputeBackend best(Workload work) {
        List<Candidate> candidates = candidates();
        return candidates.stream()
                .filter(candidate -> candidate.isMadeFor(work))
                .findFirst()
                .orElseThrow(() -> new BackendException("no back end can run here: " + reasons(candidates, work)))
                .provider()
                .create();
    }

    /**
     * Makes the back end that was asked for.
     *
     * @param id the id of a back end
     * @param work what it is wanted for; its size does not matter
     * @return a back end that the caller closes
     * @throws InvalidInputException if there is none of that id
     * @throws BackendException if it cannot run here, or lacks kernels; the message says why, and which have them
     */
    public static ComputeBackend named(String id, Workload work) {
        return require(id, work).create();
    }

    /**
     * Checks the back end that was asked for, without making it.
     *
     * @param id the id of a back end
     * @param work what it is wanted for; its size does not matter
     * @return what makes it
     * @throws InvalidInputException if there is none of that id
     * @throws BackendException if it cannot run here, or lacks kernels; the message says why, and which have them
     */
    public static BackendProvider require(String id, Workload work) {
        List<Candidate> candidates = candidates();
        Candidate asked = candidates.stream()
                .filter(candidate -> candidate.provider().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "back end '" + id + "' is unknown, expected one of " + ids(candidates, _ -> true)));
        if (asked.availability() instanceof Availability.Unavailable(String reason)) {
            throw new BackendException("back end '" + id + "' cannot run here: " + reason);
        }
        for (Capability need : missing(asked, work)) {
            throw lacks(id, need);
        }
        return asked.provider();
    }

    /**
     * Makes the back end that was asked for, whatever it has.
     *
     * @param id the id of a back end
     * @return a back end that the caller closes
     * @throws InvalidInputException if there is none of that id
     * @throws BackendException if it cannot run here; the message says why
     */
    public static ComputeBackend named(String id) {
        return named(id, Workload.any());
    }

    /** The refusal of work that a back end has no kernels for. */
    static BackendException lacks(String id, Capability capability) {
        String others = ids(
                candidates(),
                candidate -> candidate.isAvailable()
                        && candidate.provider().capabilities().contains(capability));
        return new BackendException("back end '" + id + "' has no kernels for " + capability.title()
                + (others.isEmpty() ? "" : ", expected one of " + others));
    }

    private static Set<Capability> missing(Candidate candidate, Workload work) {
        EnumSet<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(work.needs());
        missing.removeAll(candidate.provider().capabilities());
        return missing;
    }

    private static String ids(List<Candidate> candidates, Predicate<Candidate> which) {
        return candidates.stream().filter(which).map(c -> c.provider().id()).collect(Collectors.joining(", "));
    }

    private static String reasons(List<Candidate> candidates, Workload work) {
        return candidates.stream()
                .map(candidate -> candidate.provider().id() + " (" + reason(candidate, work) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String reason(Candidate candidate, Workload work) {
        return switch (candidate.availability()) {
            case Availability.Unavailable(String reason) -> reason;
            case Availability.Available available -> {
                Set<Capability> missing = missing(candidate, work);
                yield missing.isEmpty() ? "only if it is asked for" : "no kernels for " + Capability.titles(missing);
            }
        };
    }
}
