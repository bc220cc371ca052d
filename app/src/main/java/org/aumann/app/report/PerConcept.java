package org.aumann.app.report;

import java.util.function.Function;
import org.aumann.core.equilibrium.SolutionConcept;

/**
 * One thing for each solution concept.
 *
 * @param <T> what there is
 * @param ce for correlated equilibrium
 * @param cce for coarse correlated equilibrium
 */
public record PerConcept<T>(T ce, T cce) {
    /**
     * Computes it for both.
     *
     * @param <T> what there is
     * @param of what it is for a concept
     * @return both
     */
    public static <T> PerConcept<T> of(Function<SolutionConcept, T> of) {
        return new PerConcept<>(of.apply(SolutionConcept.CE), of.apply(SolutionConcept.CCE));
    }
}
