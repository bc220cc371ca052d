package org.aumann.core.game;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the players of a game remember what they did and knew, and the game in which they do.
 *
 * <p>A player has perfect recall if all histories of an infostate have the same sequence of the player's own earlier
 * infostates and actions. An absent-minded player, who comes twice by the same infostate, has not.
 */
public final class PerfectRecall {
    /** Between the key of an infostate and what the player did before. */
    private static final char SEPARATOR = '\0';

    private PerfectRecall() {}

    /**
     * Whether all players have perfect recall.
     *
     * <p>Time {@code O(nodes · depth)} in the worst case.
     *
     * @param game the game
     * @return false if an infostate is reached by two sequences of own actions
     */
    public static boolean holds(Game game) {
        List<Map<String, String>> refinedKeys = new ArrayList<>();
        for (int p = 0; p < game.playerCount(); p++) {
            refinedKeys.add(new HashMap<>());
        }
        Deque<GameState> pending = new ArrayDeque<>(List.of(refined(game).root()));
        while (!pending.isEmpty()) {
            GameState state = pending.pop();
            if (state.kind() instanceof NodeKind.Decision(int player)) {
                String key = state.infostateKey();
                String known = refinedKeys.get(player).putIfAbsent(coarseKey(key), key);
                if (known != null && !known.equals(key)) {
                    return false;
                }
            }
            for (int a = 0; a < state.actionCount(); a++) {
                pending.push(state.child(a));
            }
        }
        return true;
    }

    /**
     * The game in which every infostate is split by the player's own earlier infostates and actions.
     *
     * @param game a game of any recall
     * @return a game of perfect recall with the same histories in the same order
     */
    static Game refined(Game game) {
        return new RefinedGame(game);
    }

    /**
     * The infostate that was split.
     *
     * @param refinedKey key of an infostate of {@link #refined}
     * @return its key in the game
     */
    static String coarseKey(String refinedKey) {
        return refinedKey.substring(0, refinedKey.indexOf(SEPARATOR));
    }

    private record RefinedGame(Game game) implements Game {
        @Override
        public String name() {
            return game.name();
        }

        @Override
        public int playerCount() {
            return game.playerCount();
        }

        @Override
        public GameState root() {
            return new Refined(game.root(), Collections.nCopies(game.playerCount(), ""));
        }
    }

    /** A state with the own infostates and actions of every player before it. */
    private record Refined(GameState state, List<String> before) implements GameState {
        @Override
        public NodeKind kind() {
            return state.kind();
        }

        @Override
        public int actionCount() {
            return state.actionCount();
        }

        @Override
        public String actionLabel(int action) {
            return state.actionLabel(action);
        }

        @Override
        public double chanceProbability(int outcome) {
            return state.chanceProbability(outcome);
        }

        @Override
        public GameState child(int action) {
            if (!(state.kind() instanceof NodeKind.Decision(int player))) {
                return new Refined(state.child(action), before);
            }
            List<String> after = new ArrayList<>(before);
            after.set(player, infostateKey() + SEPARATOR + action);
            return new Refined(state.child(action), after);
        }

        @Override
        public String infostateKey() {
            if (!(state.kind() instanceof NodeKind.Decision(int player))) {
                throw new IllegalStateException("only decisions have an infostate");
            }
            return state.infostateKey() + SEPARATOR + before.get(player);
        }

        @Override
        public double payoff(int player) {
            return state.payoff(player);
        }
    }
}
