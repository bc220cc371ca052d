package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.payoff.JointActionIndex;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann gap} for a distribution over joint policies: all of it in the full game.
 *
 * @param game the game that was asked for
 * @param shape players, policies and joint policies
 * @param normalised what was changed in the distribution, where something was
 * @param values expected payoff of each player
 * @param welfare their sum
 * @param certifiedEpsilon largest gain of any best response, with its sign, times the probability of its recommendation
 * @param gap the gaps for both concepts
 */
public record PolicyGapDocument(
        GameSummary game,
        @JsonUnwrapped Shape shape,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NormalisationSummary normalised,
        List<Double> values,
        double welfare,
        PerConcept<Double> certifiedEpsilon,
        PerConcept<GapSummary> gap)
        implements Document {
    /** Copies the list. */
    public PolicyGapDocument {
        values = List.copyOf(values);
    }

    /**
     * The document of a certificate.
     *
     * @param gains what the reference says, for either concept
     * @param index the joint policies
     * @param game the game that was asked for
     * @param normalised what was changed in the distribution, null if nothing was
     * @return the document
     */
    public static PolicyGapDocument of(
            PerConcept<ResponseGains> gains,
            JointActionIndex index,
            GameSummary game,
            @Nullable NormalisationSummary normalised) {
        List<Double> values = gains.cce().values();
        return new PolicyGapDocument(
                game,
                Shape.of(index),
                normalised,
                values,
                values.stream().mapToDouble(Double::doubleValue).sum(),
                new PerConcept<>(
                        gains.ce().gap().largestGain(), gains.cce().gap().largestGain()),
                new PerConcept<>(
                        GapSummary.of(gains.ce().gap()),
                        GapSummary.of(gains.cce().gap())));
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("meta-game", shape.describe("policies"));
        if (normalised != null) {
            text.line("normalised", normalised.describe());
        }
        text.line("values", Numbers.values(values));
        text.line("welfare", Numbers.welfare(values));
        text.table(
                "lrrrl",
                List.of(
                        List.of("full game", "largest gain", "gap sum", "gap max", "gap per player"),
                        row("  CE", certifiedEpsilon.ce(), gap.ce()),
                        row("  CCE", certifiedEpsilon.cce(), gap.cce())));
    }

    private static List<String> row(String concept, double largestGain, GapSummary gap) {
        return List.of(
                concept,
                Numbers.gap(largestGain),
                Numbers.gap(gap.sum()),
                Numbers.gap(gap.max()),
                Numbers.gaps(gap.perPlayer()));
    }
}
