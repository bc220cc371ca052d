package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.kernels.Availability;
import org.aumann.kernels.Backends;
import org.aumann.kernels.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann backends}.
 *
 * @param backends every back end, best first
 */
public record BackendsDocument(List<BackendEntry> backends) implements Document {
    /** Copies the list. */
    public BackendsDocument {
        backends = List.copyOf(backends);
    }

    /**
     * A back end.
     *
     * @param id the id it is chosen by
     * @param available whether it can run here
     * @param chosen whether it would be used
     * @param device what it would run on, where it can
     * @param reason why it cannot run, where it cannot
     * @param kernels what it has kernels for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BackendEntry(
            String id,
            boolean available,
            boolean chosen,
            @Nullable String device,
            @Nullable String reason,
            List<String> kernels) {
        /** Copies the list. */
        public BackendEntry {
            kernels = List.copyOf(kernels);
        }
    }

    /**
     * The document of the back ends on the class path.
     *
     * @param candidates the back ends, probed
     * @param chosen id of the one that would be used
     * @return the document
     */
    public static BackendsDocument of(List<Backends.Candidate> candidates, String chosen) {
        return new BackendsDocument(
                candidates.stream().map(candidate -> entry(candidate, chosen)).toList());
    }

    private static BackendEntry entry(Backends.Candidate candidate, String chosen) {
        String id = candidate.provider().id();
        List<String> kernels = candidate.provider().capabilities().stream()
                .sorted()
                .map(Capability::title)
                .toList();
        return switch (candidate.availability()) {
            case Availability.Available available ->
                new BackendEntry(id, true, id.equals(chosen), available.device(), null, kernels);
            case Availability.Unavailable unavailable ->
                new BackendEntry(id, false, false, null, unavailable.reason(), kernels);
        };
    }

    @Override
    public void writeTo(TextReport text) {
        text.table(
                "lll",
                backends.stream()
                        .map(backend -> List.of(
                                (backend.chosen() ? "* " : "  ") + backend.id(),
                                backend.available() ? "available" : "not available",
                                backend.available()
                                        ? String.valueOf(backend.device())
                                        : String.valueOf(backend.reason())))
                        .toList());
        for (BackendEntry backend : backends) {
            String missing = Arrays.stream(Capability.values())
                    .map(Capability::title)
                    .filter(title -> !backend.kernels().contains(title))
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                text.line("  " + backend.id() + " has no kernels for " + missing, "");
            }
        }
        text.blank();
        text.line("* is used where --backend does not name another", "");
    }
}
