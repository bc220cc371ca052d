package org.aumann.core.stochastic;

import java.util.List;
import java.util.Map;

/**
 * A stochastic game: in every state all players choose at once, earn rewards, and the state moves on.
 *
 * <pre>{@code
 * V_p(s) = E Σ_t γ^t r_p(s_t, a_t, s_{t+1}),   s_{t+1} ~ T(· | s_t, a_t),   s_0 = s
 * }</pre>
 *
 * <p>Shapley 1953, "Stochastic games". States are objects of any type that has {@code equals} and {@code hashCode};
 * {@link StochasticModel#of} finds those that can be reached and compiles the game into arrays. Implementations are immutable.
 *
 * @param <S> a state
 */
public interface StochasticGame<S> {
    /**
     * The game's name.
     *
     * @return one line
     */
    String name();

    /**
     * Who plays.
     *
     * @return a name for every player, at least one
     */
    List<String> players();

    /**
     * What a reward is worth one step later.
     *
     * @return γ in [0, 1]; 1 only where play ends under every policy
     */
    double discount();

    /**
     * Where play begins.
     *
     * @return states with their probabilities, in the order in which states are numbered
     */
    Map<S, Double> start();

    /**
     * Whether play ends here. Nothing is asked about the moves of such a state.
     *
     * @param state a state
     * @return true if there is nothing to choose and nothing to earn any more
     */
    boolean isAbsorbing(S state);

    /**
     * What a player can do.
     *
     * @param state a state that is not absorbing
     * @param player player from 0
     * @return a label for every action, at least one
     */
    List<String> actions(S state, int player);

    /**
     * Where a joint action leads.
     *
     * @param state a state that is not absorbing
     * @param actions action of every player. Not modified.
     * @param transitions receives the successors with probabilities that sum to 1
     */
    void move(S state, int[] actions, Transitions<S> transitions);

    /**
     * The state's name: in files, and for people.
     *
     * @param state a state
     * @return one line without a comma, different for every state; its {@code toString} unless overridden
     */
    default String key(S state) {
        return state.toString();
    }
}
