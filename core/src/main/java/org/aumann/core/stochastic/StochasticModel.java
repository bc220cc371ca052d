package org.aumann.core.stochastic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.aumann.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A stochastic game, checked and compiled once into flat arrays.
 *
 * <p>A <em>row</em> is a state with one of its joint actions, a <em>successor</em> one of the states that a row leads to. Rows of a state
 * follow each other by joint action, successors of a row by ascending state. What belongs to states, players and joint actions, such as
 * the expected rewards, is laid out as one stage game after the other:
 *
 * <pre>{@code
 * row(s, a)      = firstRow(s) + a
 * cell(s, p, a)  = n · firstRow(s) + p · J(s) + a
 * }</pre>
 *
 * <p>so that the cells of a state are its payoffs as {@link org.aumann.core.payoff.PayoffTensor} has them. Absorbing states have no
 * rows. Immutable and safe for use by several threads.
 */
public final class StochasticModel {
    private final String name;
    private final List<String> players;
    private final double discount;
    private final List<String> keys;
    private final @Nullable StageShape[] shapes;
    private final int[] firstRow;
    private final int[] firstSuccessor;
    private final int[] successor;
    private final double[] probability;
    private final double @Nullable [] transitionReward;
    private final double[] reward;
    private final double[] start;
    private final double horizon;

    StochasticModel(StochasticModelBuilder parts) {
        this.name = parts.name();
        this.players = parts.players();
        this.discount = parts.discount();
        this.keys = parts.keys();
        this.shapes = parts.shapes();
        this.firstRow = parts.firstRow();
        this.firstSuccessor = parts.firstSuccessor();
        this.successor = parts.successor();
        this.probability = parts.probability();
        this.transitionReward = parts.transitionReward();
        this.reward = parts.reward();
        this.start = parts.start();
        this.horizon = Horizon.of(this);
    }

    /**
     * Finds the states that can be reached, checks them and compiles the game.
     *
     * @param game the game
     * @param <S> a state
     * @return its arrays; states in the order of a breadth-first search from the start
     * @throws InvalidInputException if probabilities do not sum to 1 within 1e-9, a state has no action, a number is not finite, play
     *     need not end although γ = 1, or there is too little memory; one line
     */
    public static <S> StochasticModel of(StochasticGame<S> game) {
        StochasticModelBuilder builder = new StochasticModelBuilder(game.name(), game.players(), game.discount());
        Map<S, Integer> numbers = new HashMap<>();
        Queue<S> open = new ArrayDeque<>();
        game.start().forEach((state, _) -> number(game, state, numbers, open, builder));
        game.start().forEach((state, weight) -> builder.start(number(game, state, numbers, open, builder), weight));
        for (S state = open.poll(); state != null; state = open.poll()) {
            if (game.isAbsorbing(state)) {
                continue;
            }
            List<List<String>> labels = new ArrayList<>();
            for (int p = 0; p < game.players().size(); p++) {
                labels.add(game.actions(state, p));
            }
            S current = state;
            StageShape shape = builder.beginState(number(game, state, numbers, open, builder), labels);
            for (int a = 0; a < shape.jointActionCount(); a++) {
                builder.beginRow();
                game.move(
                        current,
                        shape.index().actions(a),
                        (next, probability, rewards) ->
                                builder.add(number(game, next, numbers, open, builder), probability, rewards));
                builder.endRow();
            }
        }
        return builder.build();
    }

    private static <S> int number(
            StochasticGame<S> game, S state, Map<S, Integer> numbers, Queue<S> open, StochasticModelBuilder builder) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        int number = builder.addState(game.key(state));
        numbers.put(state, number);
        open.add(state);
        return number;
    }

    /**
     * The game's name.
     *
     * @return one line
     */
    public String name() {
        return name;
    }

    /**
     * Who plays.
     *
     * @return a name for every player
     */
    public List<String> players() {
        return players;
    }

    /**
     * Number of players.
     *
     * @return n, at least 1
     */
    public int playerCount() {
        return players.size();
    }

    /**
     * What a reward is worth one step later.
     *
     * @return γ in [0, 1]
     */
    public double discount() {
        return discount;
    }

    /**
     * What a reward of 1 in every step is worth at most: {@code 1 / (1 − γ)}, or the greatest expected length of play if γ = 1.
     *
     * @return at least 1
     */
    public double horizon() {
        return horizon;
    }

    /**
     * Number of states, absorbing ones included.
     *
     * @return at least 1
     */
    public int stateCount() {
        return keys.size();
    }

    /**
     * Number of states with their joint actions.
     *
     * @return at least 0
     */
    public int rowCount() {
        return firstSuccessor.length - 1;
    }

    /**
     * Number of successors of all rows.
     *
     * @return at least 0
     */
    public int successorCount() {
        return successor.length;
    }

    /**
     * Number of cells of all stage games.
     *
     * @return n times the number of rows
     */
    public int cellCount() {
        return reward.length;
    }

    /**
     * The names of the states.
     *
     * @return one name a state
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * Whether play ends in a state.
     *
     * @param state state from 0
     * @return true if there is nothing to choose
     */
    public boolean isAbsorbing(int state) {
        return shapes[state] == null;
    }

    /**
     * What the players can do.
     *
     * @param state a state that is not absorbing
     * @return its shape, the same object for all states of equal shape
     */
    public StageShape shape(int state) {
        StageShape shape = shapes[state];
        if (shape == null) {
            throw new IllegalArgumentException("state (" + state + ") must not be absorbing");
        }
        return shape;
    }

    /**
     * Number of joint actions.
     *
     * @param state state from 0
     * @return J, 0 if it is absorbing
     */
    public int jointActionCount(int state) {
        return firstRow[state + 1] - firstRow[state];
    }

    /**
     * The row of a state's first joint action.
     *
     * @param state state from 0; the number of states for the end
     * @return row from 0
     */
    public int firstRow(int state) {
        return firstRow[state];
    }

    /**
     * Where the cells of a player in a state begin.
     *
     * @param state state from 0
     * @param player player from 0
     * @return the cell of joint action 0
     */
    public int firstCell(int state, int player) {
        return players.size() * firstRow[state] + player * jointActionCount(state);
    }

    /**
     * A row's first successor.
     *
     * @param row row from 0; the number of rows for the end
     * @return successor from 0
     */
    public int firstSuccessor(int row) {
        return firstSuccessor[row];
    }

    /**
     * The state of a successor.
     *
     * @param i successor from 0
     * @return state from 0
     */
    public int successor(int i) {
        return successor[i];
    }

    /**
     * The probability of a successor, given its row.
     *
     * @param i successor from 0
     * @return above 0, at most 1
     */
    public double probability(int i) {
        return probability[i];
    }

    /**
     * What a player earns on the way to a successor.
     *
     * @param i successor from 0, one of the row's
     * @param cell the cell of the player and the row's joint action
     * @param player the player
     * @return r_p(s, a, s')
     */
    public double transitionReward(int i, int cell, int player) {
        return transitionReward == null ? reward[cell] : transitionReward[i * players.size() + player];
    }

    /**
     * Whether rewards depend on where the step leads.
     *
     * @return false if {@link #transitionReward} is that of the cell
     */
    public boolean hasTransitionRewards() {
        return transitionReward != null;
    }

    /**
     * What a player expects to earn in a step.
     *
     * @param cell the cell of state, player and joint action
     * @return r_p(s, a)
     */
    public double reward(int cell) {
        return reward[cell];
    }

    /**
     * The probability of beginning in a state.
     *
     * @param state state from 0
     * @return in [0, 1]
     */
    public double start(int state) {
        return start[state];
    }

    /**
     * An average over the states in which play begins.
     *
     * @param values one number a state. Not modified.
     * @return the expectation at the start
     */
    public double atStart(double[] values) {
        double sum = 0;
        for (int s = 0; s < start.length; s++) {
            sum += start[s] == 0 ? 0 : start[s] * values[s];
        }
        return sum;
    }

    /**
     * Copies the rewards of all cells.
     *
     * @return a copy, by cell
     */
    public double[] rewards() {
        return reward.clone();
    }

    /**
     * Copies the first successor of every row, and the end.
     *
     * @return a copy, one number a row and one more
     */
    public int[] firstSuccessors() {
        return firstSuccessor.clone();
    }

    /**
     * Copies the states of all successors.
     *
     * @return a copy
     */
    public int[] successors() {
        return successor.clone();
    }

    /**
     * Copies the probabilities of all successors.
     *
     * @return a copy
     */
    public double[] probabilities() {
        return probability.clone();
    }

    /**
     * Copies the first row of every state, and the end.
     *
     * @return a copy, one number a state and one more
     */
    public int[] firstRows() {
        return firstRow.clone();
    }

    /**
     * The range of what a player earns in a step, over all successors.
     *
     * @param player player from 0
     * @return greatest less least; 0 for absorbing states counts
     */
    public double rewardRange(int player) {
        double least = 0;
        double greatest = 0;
        for (int s = 0; s < stateCount(); s++) {
            for (int a = 0; a < jointActionCount(s); a++) {
                int cell = firstCell(s, player) + a;
                int row = firstRow[s] + a;
                for (int i = firstSuccessor[row]; i < firstSuccessor[row + 1]; i++) {
                    least = Math.min(least, transitionReward(i, cell, player));
                    greatest = Math.max(greatest, transitionReward(i, cell, player));
                }
            }
        }
        return greatest - least;
    }
}
