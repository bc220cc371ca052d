package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;

/**
 * The result of {@code aumann gap} for a policy of a stochastic game.
 *
 * @param game the game that was asked for
 * @param values what every player earns from the start
 * @param gap what the players could gain by deviating
 * @param correlation the largest difference of a probability from that of independent players; at 0 the CCE gap is the Nash gap
 * @param equilibrium what the policy is an equilibrium of: nash, ce, cce or none
 * @param error what values and gains may be wrong by
 * @param challenges what players earn if others take their places; absent if none was asked for
 */
public record StationaryGapDocument(
        StochasticSummary game,
        List<Double> values,
        PerConcept<StationaryGap> gap,
        double correlation,
        EquilibriumKind equilibrium,
        double error,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChallengeDocument> challenges)
        implements Document {
    /** Copies the list. */
    public StationaryGapDocument {
        values = List.copyOf(values);
        challenges = List.copyOf(challenges);
    }

    /**
     * The document of a policy.
     *
     * @param policy a policy
     * @param challenges what comes of others in the places of players
     * @return the document, certified
     */
    public static StationaryGapDocument of(StationaryPolicy policy, List<ChallengeDocument> challenges) {
        StationaryCertificate certificate = StationaryCertificate.of(policy);
        PerConcept<StationaryGap> gap = StationaryGap.of(certificate);
        double correlation = policy.correlation();
        return new StationaryGapDocument(
                StochasticSummary.of(policy.model()),
                certificate.startValues(),
                gap,
                correlation,
                EquilibriumKind.of(gap, correlation),
                certificate.error(),
                challenges);
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("values", Numbers.values(values) + "  (within " + Numbers.gap(error) + ")");
        text.table(
                "lrrrl",
                List.of(
                        StationaryGap.header("certificate"),
                        gap.ce().row("CE"),
                        gap.cce().row("CCE")));
        text.line(
                "play",
                equilibrium.description()
                        + (EquilibriumKind.isProduct(correlation)
                                ? "; players are independent: the CCE gap is the Nash gap"
                                : "; players are correlated by " + Numbers.gap(correlation)));
        if (!challenges.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("in place of", "challenger", "values"));
            challenges.forEach(challenge -> rows.add(challenge.row()));
            text.table("lll", rows);
        }
    }
}
