package org.aumann.app.report;

import java.util.Arrays;
import java.util.List;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.stochastic.Selection;

/**
 * The result of {@code aumann solvers}.
 *
 * @param solvers every meta-solver
 * @param selections what {@code aumann jal} can play in stage games
 */
public record SolversDocument(List<SolverEntry> solvers, List<SolverEntry> selections) implements Document {
    /** Copies the lists. */
    public SolversDocument {
        solvers = List.copyOf(solvers);
        selections = List.copyOf(selections);
    }

    /**
     * A meta-solver, or a selection.
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
        return new SolversDocument(
                MetaSolvers.descriptions().stream()
                        .map(solver -> new SolverEntry(solver.id(), solver.description()))
                        .toList(),
                Arrays.stream(Selection.values())
                        .map(selection -> new SolverEntry(selection.id(), selection.description()))
                        .toList());
    }

    @Override
    public void writeTo(TextReport text) {
        writeTo(text, solvers);
        text.blank();
        text.line("selections", "of 'aumann jal', what is played in the stage games of a stochastic game:");
        text.blank();
        writeTo(text, selections);
    }

    private static void writeTo(TextReport text, List<SolverEntry> entries) {
        text.table(
                "ll",
                entries.stream()
                        .map(entry -> List.of(entry.id(), entry.description()))
                        .toList());
    }
}
