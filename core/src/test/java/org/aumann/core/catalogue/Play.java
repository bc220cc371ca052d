package org.aumann.core.catalogue;

import java.util.stream.IntStream;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameState;

/** Plays games by the labels of the actions. */
final class Play {
    private Play() {}

    /** Payoffs after the named actions and outcomes, in order. */
    static double[] play(String specification, String... labels) {
        Game game = GameCatalogue.game(specification);
        GameState state = game.root();
        for (String label : labels) {
            state = state.child(action(state, label));
        }
        return payoffs(game, state);
    }

    static double[] payoffs(Game game, GameState state) {
        return IntStream.range(0, game.playerCount()).mapToDouble(state::payoff).toArray();
    }

    private static int action(GameState state, String label) {
        return IntStream.range(0, state.actionCount())
                .filter(a -> state.actionLabel(a).equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no action " + label));
    }
}
