package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.solvers.meta.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann gap}.
 *
 * @param game the game that was asked for
 * @param shape players, actions and joint actions
 * @param normalised what was changed in the distribution, where something was
 * @param quality values, welfare, entropy, Gini impurity, support and certified ε
 * @param gap the gaps for both concepts
 * @param exact the same in exact arithmetic, where that was asked for
 */
public record GapDocument(
        GameSummary game,
        @JsonUnwrapped Shape shape,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NormalisationSummary normalised,
        @JsonUnwrapped Quality quality,
        PerConcept<GapSummary> gap,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ExactSummary exact)
        implements Document {
    /**
     * The document of a certificate.
     *
     * @param certificate what the reference says
     * @param index the joint actions
     * @param game the game that was asked for
     * @param normalised what was changed in the distribution, null if nothing was
     * @param exact the certificate in exact arithmetic, where that was asked for
     * @return the document
     */
    public static GapDocument of(
            Certificate certificate,
            JointActionIndex index,
            GameSummary game,
            @Nullable NormalisationSummary normalised,
            Optional<ExactSummary> exact) {
        return new GapDocument(
                game,
                Shape.of(index),
                normalised,
                Quality.of(certificate),
                PerConcept.of(concept -> GapSummary.of(certificate.gap(concept))),
                exact.orElse(null));
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("size", shape.describe("actions"));
        if (normalised != null) {
            text.line("normalised", normalised.describe());
        }
        quality.writeTo(text);
        quality.writeCertificateTo(text, gap);
        if (exact != null) {
            exact.writeTo(text);
        }
    }
}
