package org.aumann.core.catalogue;

import java.util.List;
import java.util.Map;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.Transitions;

/**
 * A game without a stationary deterministic equilibrium (NoSDE): two states, in each of which one player keeps or sends.
 *
 * <pre>{@code
 *            keep            send
 * s1 (first)  1, 0  → s1     0, 3 → s2
 * s2 (second) 3, 1  → s2     0, 0 → s1,   γ = 3/4
 * }</pre>
 *
 * <p>The only stationary equilibrium sends with 2/3 in s1 and with 5/12 in s2. Zinkevich, Greenwald and Littman 2005, "Cyclic equilibria
 * in Markov games". The twin has other rewards, such that its only stationary equilibrium has the same Q-values, but sends with 1/2
 * in both states and has other values: Q-values alone do not tell how to play.
 *
 * <pre>{@code
 *            keep                 send
 * s1 (first)  1, 1/4     → s1     1/4, 3   → s2
 * s2 (second) 13/4, 1    → s2     0, 1/4   → s1
 * }</pre>
 */
final class NoSdeGame implements StochasticGame<NoSdeGame.Turn> {
    static final KindDefinition<StochasticGame<?>> DEFINITION = KindDefinition.stochastic(
            "nosde",
            "two states, two players in turn, and no stationary deterministic equilibrium",
            NoSdeGame::new,
            ParameterRule.choice("rewards", "as published, or others with the same Q-values", "published", "twin"),
            StochasticParameters.discount(0.75));

    private static final List<String> MOVES = List.of("keep", "send");
    private static final List<String> WAIT = List.of("wait");

    private final String name;
    private final double discount;

    /** What the twin pays where the published game pays nothing, and more where a player keeps to his own cost. */
    private final double extra;

    /** Whose turn it is. */
    enum Turn {
        FIRST("s1", 0),
        SECOND("s2", 1);

        private final String key;
        private final int player;

        Turn(String key, int player) {
            this.key = key;
            this.player = player;
        }
    }

    private NoSdeGame(GameArguments arguments) {
        this.name = arguments.toString();
        this.discount = arguments.real("discount");
        this.extra = arguments.text("rewards").equals("twin") ? 0.25 : 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> players() {
        return List.of("first", "second");
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public Map<Turn, Double> start() {
        return Map.of(Turn.FIRST, 1.0);
    }

    @Override
    public boolean isAbsorbing(Turn state) {
        return false;
    }

    @Override
    public List<String> actions(Turn state, int player) {
        return state.player == player ? MOVES : WAIT;
    }

    @Override
    public void move(Turn state, int[] actions, Transitions<Turn> transitions) {
        boolean sends = actions[state.player] == 1;
        if (state == Turn.FIRST) {
            transitions.add(sends ? Turn.SECOND : Turn.FIRST, 1, sends ? extra : 1, sends ? 3 : extra);
        } else {
            transitions.add(sends ? Turn.FIRST : Turn.SECOND, 1, sends ? 0 : 3 + extra, sends ? extra : 1);
        }
    }

    @Override
    public String key(Turn state) {
        return state.key;
    }
}
