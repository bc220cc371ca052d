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
     * <p>Time {@code O(nodes)}.
     *
     * @param game the game
     * @return false if an infostate is reached by two sequences of own actions
     */
    public static boolean holds(Game game) {
        // With perfect recall up to here, the last own infostate and action stand for all before them.
        Map<Infostate, Move> before = new HashMap<>();
        Deque<Visit> pending = new ArrayDeque<>();
        pending.push(new Visit(game.root(), Collections.nCopies(game.playerCount(), Move.NONE)));
        while (!pending.isEmpty()) {
            Visit visit = pending.pop();
            if (visit.state.kind() instanceof NodeKind.Terminal) {
                continue; // has no actions, whatever it says
            }
            if (visit.state.kind() instanceof NodeKind.Decision(int player)) {
                Infostate infostate = new Infostate(player, visit.state.infostateKey());
                Move last = visit.last.get(player);
                Move known = before.putIfAbsent(infostate, last);
                if (known != null && !known.equals(last)) {
                    return false;
                }
            }
            for (int a = 0; a < visit.state.actionCount(); a++) {
                pending.push(visit.child(a));
            }
        }
        return true;
    }

    private record Infostate(int player, String key) {}

    /** An action at an infostate of a player. */
    private record Move(String key, int action) {
        static final Move NONE = new Move("", -1);
    }

    /** A state, and the last move of every player before it. */
    private record Visit(GameState state, List<Move> last) {
        Visit child(int action) {
            if (!(state.kind() instanceof NodeKind.Decision(int player))) {
                return new Visit(state.child(action), last);
            }
            List<Move> after = new ArrayList<>(last);
            after.set(player, new Move(state.infostateKey(), action));
            return new Visit(state.child(action), after);
        }
    }

    /**
     * The game in which every infostate is split by the player's own earlier infostates and actions.
     *
     * @param game a game of any recall
     * @return a game of perfect recall with the same histories in the same order
     */
    public static Game refined(Game game) {
        return new RefinedGame(game);
    }

    /**
     * The infostate that was split.
     *
     * @param refinedKey key of an infostate of {@link #refined}
     * @return its key in the game
     */
    public static String coarseKey(String refinedKey) {
        return refinedKey.substring(0, refinedKey.lastIndexOf(SEPARATOR));
    }

    /** What a player did before, as one number. */
    private static final class Histories {
        private final Map<Step, Integer> numbers = new HashMap<>();

        private record Step(int before, int player, String key, int action) {}

        int after(int before, int player, String key, int action) {
            return numbers.computeIfAbsent(new Step(before, player, key, action), _ -> numbers.size() + 1);
        }
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
            return new Refined(game.root(), new Histories(), Collections.nCopies(game.playerCount(), 0));
        }
    }

    /** A state with the number of every player's history; for one thread. */
    private record Refined(GameState state, Histories histories, List<Integer> before) implements GameState {
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
                return new Refined(state.child(action), histories, before);
            }
            List<Integer> after = new ArrayList<>(before);
            after.set(player, histories.after(before.get(player), player, state.infostateKey(), action));
            return new Refined(state.child(action), histories, after);
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
