package org.aumann.solvers.batch;

import java.util.Arrays;
import org.aumann.core.payoff.JointActionIndex;

/** What every player of every game of a batch can secure: strategies, values and bounds, certified. */
public final class MaximinSolution {
    private final JointActionIndex index;
    private final int[] starts;
    private final double[] strategies;
    private final double[] values;
    private final double[] bounds;
    private final GameStatus[] statuses;

    /** Without contents yet; whoever makes it sets all of them before anybody else sees it. */
    MaximinSolution(JointActionIndex index, double[] strategies, int gameCount) {
        this.index = index;
        this.strategies = strategies;
        this.starts = new int[index.playerCount() + 1];
        for (int p = 0; p < index.playerCount(); p++) {
            starts[p + 1] = starts[p] + index.actionCount(p);
        }
        this.values = new double[gameCount * index.playerCount()];
        this.bounds = new double[values.length];
        this.statuses = new GameStatus[values.length];
    }

    void set(int game, int player, double value, double bound, GameStatus status) {
        int row = game * index.playerCount() + player;
        values[row] = value;
        bounds[row] = bound;
        statuses[row] = status;
    }

    void setUniform(int game, int player) {
        int first = game * starts[index.playerCount()];
        Arrays.fill(strategies, first + starts[player], first + starts[player + 1], 1.0 / index.actionCount(player));
    }

    /**
     * The joint actions of every game.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * Number of games.
     *
     * @return at least 1
     */
    public int gameCount() {
        return values.length / index.playerCount();
    }

    /**
     * What a strategy secures, by its definition.
     *
     * @param game game from 0
     * @param player player from 0
     * @return payoff units
     */
    public double value(int game, int player) {
        return values[game * index.playerCount() + player];
    }

    /**
     * What the others can hold a player down to, by the definition: no strategy secures more.
     *
     * @param game game from 0
     * @param player player from 0
     * @return payoff units
     */
    public double bound(int game, int player) {
        return bounds[game * index.playerCount() + player];
    }

    /**
     * How the solve ended.
     *
     * @param game game from 0
     * @param player player from 0
     * @return optimal if value and bound agree to the tolerance, relative to the range of the player's payoffs
     */
    public GameStatus status(int game, int player) {
        return statuses[game * index.playerCount() + player];
    }

    /**
     * How many games of players ended so.
     *
     * @param status the status
     * @return a number of games times players
     */
    public int count(GameStatus status) {
        return (int) Arrays.stream(statuses).filter(s -> s == status).count();
    }

    /**
     * A strategy.
     *
     * @param game game from 0
     * @param player player from 0
     * @return a copy, one probability an action
     */
    public double[] strategy(int game, int player) {
        int first = game * starts[index.playerCount()];
        return Arrays.copyOfRange(strategies, first + starts[player], first + starts[player + 1]);
    }
}
