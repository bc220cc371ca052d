package org.aumann.core.rollout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.policy.TabularPolicy;

/**
 * A behavioural policy of one player, asked infostate by infostate: for games that are too large for a tree.
 *
 * <p>Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface InfostatePolicy {
    /**
     * Probabilities of the actions at an infostate.
     *
     * @param infostateKey key of an infostate of the player
     * @param probability as long as there are actions. Modified: filled with non-negative numbers that sum to
     *     1 within 1e-9
     */
    void probabilities(String infostateKey, double[] probability);

    /**
     * Every action with the same probability.
     *
     * @return the uniform policy
     */
    static InfostatePolicy uniform() {
        return (_, probability) -> Arrays.fill(probability, 1.0 / probability.length);
    }

    /**
     * A policy of a compiled game.
     *
     * @param form the player's infostates
     * @param policy the policy
     * @return the same policy by infostate keys
     */
    static InfostatePolicy of(SequenceForm form, TabularPolicy policy) {
        Map<String, Integer> firstSequence = new HashMap<>();
        for (int i = 0; i < form.infostateCount(); i++) {
            firstSequence.put(form.key(i), form.firstSequence(i));
        }
        return (key, probability) -> {
            Integer first = firstSequence.get(key);
            if (first == null) {
                throw new IllegalArgumentException("infostateKey (" + key + ") must be one of the compiled game");
            }
            for (int a = 0; a < probability.length; a++) {
                probability[a] = policy.probability(first + a);
            }
        };
    }
}
