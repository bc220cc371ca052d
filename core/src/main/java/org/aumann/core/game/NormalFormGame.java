package org.aumann.core.game;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * A one-shot game given by its payoff tensor, with names for players and actions.
 *
 * <p>As a {@link Game} it is played one player after the other, none seeing the earlier choices. Owns the
 * tensor; safe for use by several threads.
 */
public final class NormalFormGame implements Game, AutoCloseable {
    private final String name;
    private final PayoffTensor payoffs;
    private final List<String> playerLabels;
    private final List<List<String>> actionLabels;

    /**
     * A game with names for everything.
     *
     * @param name name of the game
     * @param payoffs its payoffs; closed with the game
     * @param playerLabels one per player
     * @param actionLabels per player one per action
     */
    public NormalFormGame(
            String name, PayoffTensor payoffs, List<String> playerLabels, List<List<String>> actionLabels) {
        this.name = name;
        this.payoffs = payoffs;
        this.playerLabels = List.copyOf(playerLabels);
        this.actionLabels = actionLabels.stream().map(List::copyOf).toList();
        JointActionIndex index = payoffs.index();
        if (playerLabels.size() != index.playerCount() || actionLabels.size() != index.playerCount()) {
            throw new IllegalArgumentException("labels of " + playerLabels.size() + " and " + actionLabels.size()
                    + " players must be of " + index.playerCount());
        }
        for (int p = 0; p < index.playerCount(); p++) {
            if (actionLabels.get(p).size() != index.actionCount(p)) {
                throw new IllegalArgumentException("labels of player " + p + " ("
                        + actionLabels.get(p).size() + ") must be " + index.actionCount(p) + ", one per action");
            }
        }
    }

    /**
     * A game whose players and actions are numbered from 0.
     *
     * @param name name of the game
     * @param payoffs its payoffs; closed with the game
     * @return the game
     */
    public static NormalFormGame numbered(String name, PayoffTensor payoffs) {
        List<String> players = new ArrayList<>();
        List<List<String>> actions = new ArrayList<>();
        for (int p = 0; p < payoffs.playerCount(); p++) {
            players.add("player " + p);
            List<String> labels = new ArrayList<>();
            for (int a = 0; a < payoffs.index().actionCount(p); a++) {
                labels.add(Integer.toString(a));
            }
            actions.add(labels);
        }
        return new NormalFormGame(name, payoffs, players, actions);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int playerCount() {
        return payoffs.playerCount();
    }

    /**
     * The payoffs.
     *
     * @return a tensor that this game owns
     */
    public PayoffTensor payoffs() {
        return payoffs;
    }

    /**
     * A player's name.
     *
     * @param player player from 0
     * @return the label
     */
    public String playerLabel(int player) {
        return playerLabels.get(player);
    }

    /**
     * An action's name.
     *
     * @param player player from 0
     * @param action action from 0
     * @return the label
     */
    public String actionLabel(int player, int action) {
        return actionLabels.get(player).get(action);
    }

    @Override
    public GameState root() {
        return new State(0, 0);
    }

    /** Frees the tensor. */
    @Override
    public void close() {
        payoffs.close();
    }

    /** The players before {@code mover} have chosen; {@code chosen} is the joint action with the others at 0. */
    private final class State implements GameState {
        private final int mover;
        private final long chosen;

        State(int mover, long chosen) {
            this.mover = mover;
            this.chosen = chosen;
        }

        @Override
        public NodeKind kind() {
            return mover == playerCount() ? NodeKind.TERMINAL : NodeKind.decision(mover);
        }

        @Override
        public int actionCount() {
            return mover == playerCount() ? 0 : payoffs.index().actionCount(mover);
        }

        @Override
        public String actionLabel(int action) {
            return NormalFormGame.this.actionLabel(mover, action);
        }

        @Override
        public double chanceProbability(int outcome) {
            throw new IllegalStateException("a normal-form game has no chance nodes");
        }

        @Override
        public GameState child(int action) {
            return new State(mover + 1, chosen + action * payoffs.index().stride(mover));
        }

        @Override
        public String infostateKey() {
            return playerLabels.get(mover);
        }

        @Override
        public double payoff(int player) {
            return payoffs.get(player, chosen);
        }
    }
}
