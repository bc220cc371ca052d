package org.aumann.app.report;

import java.util.List;

/**
 * What all players of a stochastic game earn if somebody else takes the place of one.
 *
 * @param player who leaves
 * @param challenger who comes: {@code random}, {@code best_response} or the file of his policy
 * @param values what every player earns from the start, the newcomer in the place of the one who left
 */
public record ChallengeDocument(String player, String challenger, List<Double> values) {
    /** Copies the list. */
    public ChallengeDocument {
        values = List.copyOf(values);
    }

    List<String> row() {
        return List.of("  " + player, challenger, Numbers.values(values));
    }
}
