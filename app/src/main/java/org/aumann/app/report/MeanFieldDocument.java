package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.solvers.meanfield.MeanFieldConcept;
import org.aumann.solvers.meanfield.MeanFieldGap;
import org.aumann.solvers.meanfield.MeanFieldPsroResult;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann mfpsro}.
 *
 * @param status how the run ended: converged, exhausted, iteration_limit or time_limit
 * @param method psro, fictitious_play or mirror_descent
 * @param concept nash, ce or cce
 * @param backend id of the back end
 * @param game the game that was asked for
 * @param populations number of populations
 * @param values what a player of each population earns
 * @param gap the greatest of all populations
 * @param gapPerPopulation one entry a population, where there are several
 * @param policies number of policies of each population
 * @param support mixtures that the mediator draws
 * @param program what the mediator program came to whose mediator this is; absent without one
 * @param iterations outer iterations done
 * @param seconds wall-clock time of the run
 * @param history one entry an outer iteration
 */
public record MeanFieldDocument(
        String status,
        String method,
        String concept,
        String backend,
        GameSummary game,
        int populations,
        List<Double> values,
        MeanFieldGapSummary gap,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MeanFieldGapSummary> gapPerPopulation,
        List<Integer> policies,
        int support,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MediatorProgramDocument program,
        int iterations,
        double seconds,
        List<MeanFieldIterationDocument> history)
        implements Document {
    /** Copies the lists. */
    public MeanFieldDocument {
        values = List.copyOf(values);
        gapPerPopulation = List.copyOf(gapPerPopulation);
        policies = List.copyOf(policies);
        history = List.copyOf(history);
    }

    /**
     * The document of a run.
     *
     * @param result how it ended
     * @param method how it went
     * @param concept what was looked for
     * @param model the game
     * @param backend id of the back end
     * @param elapsed wall-clock time of the run
     * @return the document
     */
    public static MeanFieldDocument of(
            MeanFieldPsroResult result,
            String method,
            MeanFieldConcept concept,
            MeanFieldModel model,
            String backend,
            Duration elapsed) {
        List<MeanFieldGap> gaps = result.gaps();
        return new MeanFieldDocument(
                result.status().name().toLowerCase(Locale.ROOT),
                method,
                concept.name().toLowerCase(Locale.ROOT),
                backend,
                GameSummary.of(model.game().name()),
                model.populationCount(),
                gaps.stream().map(MeanFieldGap::value).toList(),
                MeanFieldGapSummary.greatest(gaps),
                MeanFieldGapSummary.perPopulation(gaps),
                result.policies().stream().map(List::size).toList(),
                result.mediator().size(),
                result.history().stream()
                        .min(Comparator.comparingDouble(iteration -> iteration.gap(concept)))
                        .map(MediatorProgramDocument::of)
                        .orElse(null),
                result.history().size(),
                Durations.seconds(elapsed),
                result.history().stream().map(MeanFieldIterationDocument::of).toList());
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("method", method + " for " + concept.toUpperCase(Locale.ROOT) + ", back end " + backend);
        text.line("status", status + " after " + Numbers.count(iterations, "iteration"));
        text.line("values", Numbers.values(values));
        text.line(
                "mediator",
                Numbers.count(support, "mixture") + " of "
                        + policies.stream()
                                .map(Object::toString)
                                .reduce((a, b) -> a + " + " + b)
                                .orElseThrow()
                        + " policies");
        if (program != null) {
            text.line(
                    "program",
                    program.status() + ", objective " + Numbers.gap(program.objective()) + " with at most "
                            + Numbers.count(program.mixtures(), "mixture") + ", violation "
                            + Numbers.gap(program.violation()) + ", slope " + Numbers.gap(program.slope()));
        }
        gap.writeTo(text);
        text.line("time", Numbers.seconds(seconds));
    }
}
