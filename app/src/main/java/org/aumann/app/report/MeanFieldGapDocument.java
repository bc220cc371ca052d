package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.aumann.solvers.meanfield.CorrelationDevice;
import org.aumann.solvers.meanfield.MeanFieldGap;

/**
 * The result of {@code aumann gap} for a mean-field game.
 *
 * @param game the game that was asked for
 * @param values what a player of each population earns
 * @param gap the greatest of all populations
 * @param gapPerPopulation one entry a population, where there are several
 * @param support mixtures that the device draws
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
     * @param device what they are of
     * @param game the game that was asked for
     * @return the document
     */
    public static MeanFieldGapDocument of(List<MeanFieldGap> gaps, CorrelationDevice device, GameSummary game) {
        return new MeanFieldGapDocument(
                game,
                gaps.stream().map(MeanFieldGap::value).toList(),
                MeanFieldGapSummary.greatest(gaps),
                MeanFieldGapSummary.perPopulation(gaps),
                device.size());
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("values", Numbers.values(values));
        text.line("device", Numbers.count(support, "mixture"));
        gap.writeTo(text);
    }
}
