package org.aumann.app.report;

import java.util.List;
import org.aumann.solvers.MetaSolvers;

/**
 * The result of {@code aumann solvers}.
 *
 * @param solvers every meta-solver
 */
public record SolversDocument(List<SolverEntry> solvers) implements Document {
    /** Copies the list. */
    public SolversDocument {
        solvers = List.copyOf(solvers);
    }

    /**
     * A meta-solver.
     *
     * @param id the id it is chosen by
     * @param description what it finds
     */
    public record SolverEntry(String id, String description) {}

    /**
     * The document of all solvers.
     *
     * @return the document
     */
    public static SolversDocument ofAll() {
        return new SolversDocument(MetaSolvers.descriptions().stream()
                .map(solver -> new SolverEntry(solver.id(), solver.description()))
                .toList());
    }

    @Override
    public void writeTo(TextReport text) {
        text.table(
                "ll",
                solvers.stream()
                        .map(solver -> List.of(solver.id(), solver.description()))
                        .toList());
    }
}
