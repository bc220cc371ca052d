package org.aumann.app.report;

import java.util.List;
import java.util.Locale;
import org.aumann.solvers.stochastic.JointActionIteration;

/**
 * One iteration of {@code aumann jal}.
 *
 * @param iteration sweep, or step, from 1
 * @param residual what is left to converge, relative to the units of the values
 * @param values what every player is to earn from the start, as far as is known
 */
public record JalIterationDocument(int iteration, double residual, List<Double> values) {
    private static final String ROW = "%9s  %11s  %s";

    /** Copies the list. */
    public JalIterationDocument {
        values = List.copyOf(values);
    }

    /**
     * The document of an iteration.
     *
     * @param iteration what it found
     * @return the document
     */
    public static JalIterationDocument of(JointActionIteration iteration) {
        return new JalIterationDocument(iteration.number(), iteration.residual(), iteration.values());
    }

    /**
     * The header of {@link #row}.
     *
     * @return one line
     */
    public static String header() {
        return String.format(Locale.ROOT, ROW, "iteration", "residual", "values");
    }

    /**
     * The iteration in a table for people.
     *
     * @return one line
     */
    public String row() {
        return String.format(Locale.ROOT, ROW, iteration, Numbers.gap(residual), Numbers.values(values));
    }
}
