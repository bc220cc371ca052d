package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.aumann.kernels.Availability;
import org.aumann.kernels.Backends;
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
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BackendEntry(
            String id,
            boolean available,
            boolean chosen,
            @Nullable String device,
            @Nullable String reason) {}

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
        return switch (candidate.availability()) {
            case Availability.Available available ->
                new BackendEntry(id, true, id.equals(chosen), available.device(), null);
            case Availability.Unavailable unavailable -> new BackendEntry(id, false, false, null, unavailable.reason());
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
        text.blank();
        text.line("* is used where --backend does not name another", "");
    }
}
