package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.aumann.solvers.meanfield.MeanFieldGap;
import org.aumann.solvers.meanfield.Mediator;

/**
 * The result of {@code aumann gap} for a mean-field game.
 *
 * @param game the game that was asked for
 * @param values what a player of each population earns
 * @param gap the greatest of all populations
 * @param gapPerPopulation one entry a population, where there are several
 * @param support mixtures that the mediator draws
 */
public record MeanFieldGapDocument(
        GameSummary game,
        List<Double> values,
        MeanFieldGapSummary gap,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MeanFieldGapSummary> gapPerPopulation,
        int support)
        implements Document {
    /** Copies the lists. */
    public MeanFieldGapDocument {
        values = List.copyOf(values);
        gapPerPopulation = List.copyOf(gapPerPopulation);
    }

    /**
     * The document of a measurement.
     *
     * @param gaps one per population
     * @param mediator what they are of
     * @param game the game that was asked for
     * @return the document
     */
    public static MeanFieldGapDocument of(List<MeanFieldGap> gaps, Mediator mediator, GameSummary game) {
        return new MeanFieldGapDocument(
                game,
                gaps.stream().map(MeanFieldGap::value).toList(),
                MeanFieldGapSummary.greatest(gaps),
                MeanFieldGapSummary.perPopulation(gaps),
                mediator.size());
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("values", Numbers.values(values));
        text.line("mediator", Numbers.count(support, "mixture"));
        gap.writeTo(text);
    }
}
