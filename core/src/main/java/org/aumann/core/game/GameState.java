package org.aumann.core.game;

/**
 * A history of a {@link Game}. Immutable: {@link #child} returns a new state.
 *
 * <p>Only the methods that fit {@link #kind} may be called: {@link #payoff} at terminals,
 * {@link #chanceProbability} at chance nodes, {@link #infostateKey} at decisions. Others throw
 * {@link IllegalStateException} or return an unspecified value.
 */
public interface GameState {
    /**
     * What happens here.
     *
     * @return the kind
     */
    NodeKind kind();

    /**
     * Number of legal actions or chance outcomes, numbered from 0; every one of them leads to a child.
     *
     * @return at least 1 at decisions and chance nodes, 0 at terminals
     */
    int actionCount();

    /**
     * The action's name, for people.
     *
     * @param action action or outcome, from 0
     * @return a short label, unique among the actions of this state
     */
    String actionLabel(int action);

    /**
     * Probability of a chance outcome.
     *
     * @param outcome outcome from 0
     * @return a number in (0, 1]; the probabilities of a node sum to 1 within 1e-9
     */
    double chanceProbability(int outcome);

    /**
     * The state after an action or outcome.
     *
     * @param action action or outcome from 0
     * @return the successor
     */
    GameState child(int action);

    /**
     * Everything the player to move knows, including the player's own earlier observations and actions
     * (perfect recall). Two histories that the player cannot tell apart have the same key.
     *
     * @return a key, unique among the infostates of that player
     */
    String infostateKey();

    /**
     * A player's payoff at the end.
     *
     * @param player player from 0
     * @return payoff units, finite
     */
    double payoff(int player);
}
