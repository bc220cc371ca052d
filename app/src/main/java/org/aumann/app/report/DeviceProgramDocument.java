package org.aumann.app.report;

import java.util.Locale;
import org.aumann.solvers.meanfield.DeviceProgram;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.jspecify.annotations.Nullable;

/**
 * What the device program of a restricted game came to.
 *
 * @param status converged (a local optimum), stalled, step_limit or time_limit
 * @param objective its value: payoff units (margin) or nats; less is better
 * @param mixtures most that the device may draw
 * @param violation what the best deviation within the restricted game gains; 0 if none does
 * @param slope what a further linear program foresees per unit of its radius, relative to the payoffs
 */
public record DeviceProgramDocument(String status, double objective, int mixtures, double violation, double slope) {
    /**
     * The document of an iteration's program.
     *
     * @param iteration the iteration
     * @return the document; null if it had no program
     */
    public static @Nullable DeviceProgramDocument of(MeanFieldIteration iteration) {
        DeviceProgram.Outcome outcome = iteration.program();
        return outcome == null
                ? null
                : new DeviceProgramDocument(
                        outcome.status().name().toLowerCase(Locale.ROOT),
                        outcome.objective(),
                        iteration.roundCount(),
                        outcome.violation(),
                        outcome.slope());
    }
}
