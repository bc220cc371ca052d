package org.aumann.app.report;

import java.util.Locale;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.aumann.solvers.meanfield.MediatorProgram;
import org.jspecify.annotations.Nullable;

/**
 * What the mediator program of a restricted game came to.
 *
 * @param status converged (a local optimum), stalled, step_limit or time_limit
 * @param objective its value: payoff units (margin) or nats; less is better
 * @param mixtures most that the mediator may draw
 * @param violation what the best deviation within the restricted game gains; 0 if none does
 * @param slope what a further linear program foresees per unit of its radius, relative to the payoffs
 */
public record MediatorProgramDocument(String status, double objective, int mixtures, double violation, double slope) {
    /**
     * The document of an iteration's program.
     *
     * @param iteration the iteration
     * @return the document; null if it had no program
     */
    public static @Nullable MediatorProgramDocument of(MeanFieldIteration iteration) {
        MediatorProgram.Outcome outcome = iteration.program();
        return outcome == null
                ? null
                : new MediatorProgramDocument(
                        outcome.status().name().toLowerCase(Locale.ROOT),
                        outcome.objective(),
                        iteration.roundCount(),
                        outcome.violation(),
                        outcome.slope());
    }
}
