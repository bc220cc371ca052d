package org.aumann.app.report;

import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.stochastic.StationaryCertificate;

/**
 * What the players of a stochastic game could gain by deviating for ever from a stationary policy; as certified, so that 0 may be a
 * little less.
 *
 * @param perPlayer what each gains from the start; payoff units
 * @param max the largest of them
 * @param maxOverStates the largest gain of anybody from any state, also those that are not reached
 * @param relative the same relative to what a player's rewards can change over the whole of play
 */
public record StationaryGap(List<Double> perPlayer, double max, double maxOverStates, double relative) {
    /** Relative gap up to which play is called an equilibrium. */
    static final double CLOSED = 1e-6;

    /** Copies the list. */
    public StationaryGap {
        perPlayer = List.copyOf(perPlayer);
    }

    /** For both concepts. */
    static PerConcept<StationaryGap> of(StationaryCertificate certificate) {
        return PerConcept.of(concept -> of(certificate, concept));
    }

    private static StationaryGap of(StationaryCertificate certificate, SolutionConcept concept) {
        return new StationaryGap(
                certificate.startGains(concept),
                certificate.gap(concept),
                certificate.gapOverStates(concept),
                certificate.relativeGap(concept));
    }

    boolean isClosed() {
        return relative <= CLOSED;
    }

    static List<String> header(String title) {
        return List.of(title, "gap", "over states", "relative", "gap per player");
    }

    List<String> row(String label) {
        return List.of(
                "  " + label,
                Numbers.gap(max),
                Numbers.gap(maxOverStates),
                Numbers.gap(relative),
                Numbers.gaps(perPlayer));
    }
}
