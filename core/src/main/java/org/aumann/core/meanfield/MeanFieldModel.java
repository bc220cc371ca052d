package org.aumann.core.meanfield;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;

/**
 * A mean-field game, checked and compiled once into flat arrays.
 *
 * <p>Successors are sparse rows: those of {@code (state, action)} are the numbers from {@link #firstSuccessor(int, int)} up to
 * {@link #endSuccessor(int, int)}, by ascending state. States and actions that lead to the same states alike share a row: on
 * a torus with noise there are as many rows as states. Immutable and safe for use by several threads.
 */
public final class MeanFieldModel {
    /** What probabilities may miss 1 by. */
    private static final double ROUNDING = 1e-9;

    private final MeanFieldGame game;
    private final int stateCount;
    private final int actionCount;
    private final int timeCount;
    private final int[] rowOf;
    private final int[] rowStart;

    /** {@code [state][action]}. */
    private final boolean[] legal;

    private final int[] successor;
    private final double[] probability;
    private final double[][] initial;
    private final double[] fixed;
    private final boolean hasFixedRewards;

    private MeanFieldModel(MeanFieldGame game) {
        this.game = game;
        this.stateCount = counted("states", game.stateCount());
        this.actionCount = counted("actions", game.actionCount());
        this.timeCount = game.time().timeCount();
        this.initial = new double[counted("populations", game.populationCount())][];
        long size = (long) initial.length * timeCount * stateCount;
        if (size * actionCount > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(
                    "game " + game.name() + " has " + size * actionCount + " rewards, at most 2147483639 are possible");
        }
        Arrays.setAll(initial, this::initialDistribution);
        SuccessorRows rows = new SuccessorRows(game);
        this.rowOf = rows.rowOf();
        this.rowStart = rows.rowStart();
        this.legal = new boolean[rowOf.length];
        for (int i = 0; i < legal.length; i++) {
            legal[i] = rowStart[rowOf[i]] < rowStart[rowOf[i] + 1];
        }
        this.successor = rows.successor();
        this.probability = rows.probability();
        this.fixed = new double[initial.length * tableSize()];
        game.fixedRewards(fixed);
        requireFinite(fixed, timeCount * actionCount);
        this.hasFixedRewards = Arrays.stream(fixed).anyMatch(reward -> reward != 0);
        game.crowdRewards().ifPresent(this::requireMatch);
        rewards(MeanFieldSweeps.meanField(MeanFieldPolicy.uniform(this)));
    }

    /**
     * Checks and compiles a game.
     *
     * @param game the game
     * @return its arrays
     * @throws InvalidInputException if a count is below 1, probabilities do not sum to 1, a state has no legal action or
     *     a reward against the uniform policies is not finite; one line
     */
    public static MeanFieldModel of(MeanFieldGame game) {
        return new MeanFieldModel(game);
    }

    private int counted(String what, int count) {
        if (count < 1) {
            throw new InvalidInputException(what + " (" + count + ") of game " + game.name() + " must be at least 1");
        }
        return count;
    }

    private double[] initialDistribution(int population) {
        double[] distribution = new double[stateCount];
        double sum = 0;
        for (int x = 0; x < stateCount; x++) {
            distribution[x] = game.initialProbability(population, x);
            if (!(distribution[x] >= 0)) {
                throw new InvalidInputException("initial probability (" + distribution[x] + ") of state " + x
                        + ", population " + population + " of game " + game.name() + " must be at least 0");
            }
            sum += distribution[x];
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new InvalidInputException("initial probabilities of population " + population + " of game "
                    + game.name() + " sum to " + sum + ", they must sum to 1");
        }
        return distribution;
    }

    /** Of {@code [population][rows][state]}. */
    private void requireFinite(double[] rewards, int rowsOfPopulation) {
        for (int i = 0; i < rewards.length; i++) {
            if (!Double.isFinite(rewards[i])) {
                throw new InvalidInputException("reward (" + rewards[i] + ") of population "
                        + i / (rowsOfPopulation * stateCount) + " in state " + i % stateCount + " of game "
                        + game.name() + " must be finite");
            }
        }
    }

    private void requireMatch(CrowdRewards rewards) {
        if (rewards.populationCount() != populationCount() || game.dependence() != RewardDependence.STATE) {
            throw new InvalidInputException("crowd rewards of game " + game.name() + " are for "
                    + rewards.populationCount() + " populations, they must be for " + populationCount()
                    + " and not depend on the action");
        }
    }

    /**
     * The game.
     *
     * @return what was compiled
     */
    public MeanFieldGame game() {
        return game;
    }

    /**
     * Number of populations.
     *
     * @return at least 1
     */
    public int populationCount() {
        return initial.length;
    }

    /**
     * Number of states, without the time.
     *
     * @return at least 1
     */
    public int stateCount() {
        return stateCount;
    }

    /**
     * Number of actions.
     *
     * @return at least 1
     */
    public int actionCount() {
        return actionCount;
    }

    /**
     * Number of decisions, 1 with a discount.
     *
     * @return at least 1
     */
    public int timeCount() {
        return timeCount;
    }

    /**
     * Numbers in the mean field of one population.
     *
     * @return times · states
     */
    public int fieldSize() {
        return timeCount * stateCount;
    }

    /**
     * Numbers in the rewards of one population that depend on the mean field.
     *
     * @return times · states, also times the actions if they depend on them
     */
    public int rewardSize() {
        return switch (game.dependence()) {
            case STATE -> fieldSize();
            case STATE_AND_ACTION -> tableSize();
        };
    }

    /**
     * Numbers in a whole reward table of one population.
     *
     * @return times · actions · states
     */
    public int tableSize() {
        return timeCount * actionCount * stateCount;
    }

    /**
     * Where a number stands in {@code [time][action][state]}.
     *
     * @param time from 0
     * @param state from 0
     * @param action from 0
     * @return the index in a reward table or a policy
     */
    public int index(int time, int state, int action) {
        return (time * actionCount + action) * stateCount + state;
    }

    /**
     * Whether an action may be taken.
     *
     * @param state from 0
     * @param action any number
     * @return true if it is an action that leads somewhere
     */
    public boolean isLegal(int state, int action) {
        return action >= 0 && action < actionCount && legal[state * actionCount + action];
    }

    /**
     * The lowest legal action.
     *
     * @param state from 0
     * @return an action
     */
    public int firstLegalAction(int state) {
        int action = 0;
        while (!isLegal(state, action)) {
            action++;
        }
        return action;
    }

    /**
     * Number of legal actions.
     *
     * @param state from 0
     * @return at least 1
     */
    public int legalActionCount(int state) {
        int count = 0;
        for (int a = 0; a < actionCount; a++) {
            count += isLegal(state, a) ? 1 : 0;
        }
        return count;
    }

    /**
     * Number of different rows of successors, among them an empty one if an action is illegal somewhere.
     *
     * @return at most states · actions
     */
    public int rowCount() {
        return rowStart.length - 1;
    }

    /**
     * Where an action leads.
     *
     * @param state from 0
     * @param action from 0
     * @return number of a row; those that lead to the same states alike have the same
     */
    public int row(int state, int action) {
        return rowOf[state * actionCount + action];
    }

    /**
     * The first of the successors of a row.
     *
     * @param row from 0
     * @return a number for {@link #successor} and {@link #probability}
     */
    public int firstSuccessor(int row) {
        return rowStart[row];
    }

    /**
     * The number after the last of the successors of a row.
     *
     * @param row from 0
     * @return a number, that of the first if the row is that of illegal actions
     */
    public int endSuccessor(int row) {
        return rowStart[row + 1];
    }

    /**
     * Number of successors of all rows.
     *
     * @return at least 1
     */
    public int successorCount() {
        return successor.length;
    }

    /**
     * The first of the successors of an action.
     *
     * @param state from 0
     * @param action from 0
     * @return a number for {@link #successor} and {@link #probability}
     */
    public int firstSuccessor(int state, int action) {
        return rowStart[row(state, action)];
    }

    /**
     * The number after the last of the successors of an action.
     *
     * @param state from 0
     * @param action from 0
     * @return a number above that of the first if the action is legal
     */
    public int endSuccessor(int state, int action) {
        return rowStart[row(state, action) + 1];
    }

    /**
     * A state that may follow.
     *
     * @param k number of a successor
     * @return a state
     */
    public int successor(int k) {
        return successor[k];
    }

    /**
     * How likely it is.
     *
     * @param k number of a successor
     * @return a number in (0, 1]
     */
    public double probability(int k) {
        return probability[k];
    }

    /**
     * The distribution of a population at the start.
     *
     * @param population from 0
     * @param state from 0
     * @return a number in [0, 1]
     */
    public double initialProbability(int population, int state) {
        return initial[population][state];
    }

    /**
     * A reward that does not depend on the mean field.
     *
     * @param population from 0
     * @param tableIndex an {@link #index}
     * @return reward units
     */
    public double fixedReward(int population, int tableIndex) {
        return fixed[population * tableSize() + tableIndex];
    }

    /**
     * Some rewards that do not depend on the mean field.
     *
     * @param population from 0
     * @param tableIndex an {@link #index}, of the first
     * @param count number of rewards, by ascending index
     * @param target receives them. Modified.
     * @param to where the first one goes
     */
    public void copyFixedRewards(int population, int tableIndex, int count, double[] target, int to) {
        System.arraycopy(fixed, population * tableSize() + tableIndex, target, to, count);
    }

    /**
     * Whether there are rewards that do not depend on the mean field.
     *
     * @return false if all of them are 0
     */
    public boolean hasFixedRewards() {
        return hasFixedRewards;
    }

    /**
     * The rewards that depend on the mean field.
     *
     * @param meanField the mean field of all populations. Not modified.
     * @return those of all populations, as {@link MeanFieldGame#rewards} writes them
     * @throws InvalidInputException if one is not finite
     */
    public double[] rewards(double[] meanField) {
        if (meanField.length != populationCount() * fieldSize()) {
            throw new IllegalArgumentException("meanField.length (" + meanField.length + ") must be "
                    + populationCount() * fieldSize() + " = populations x times x states");
        }
        double[] rewards = new double[populationCount() * rewardSize()];
        game.rewards(meanField, 0, rewards, 0);
        requireFinite(rewards, rewardSize() / stateCount);
        return rewards;
    }

    /**
     * A population's whole reward table: fixed rewards and those that depend on the mean field.
     *
     * @param population from 0
     * @param rewards rewards that depend on the mean field, or averages of such. Not modified.
     * @param from where those of this population begin
     * @return {@code [time][action][state]}, in reward units
     */
    public double[] table(int population, double[] rewards, int from) {
        double[] table = Arrays.copyOfRange(fixed, population * tableSize(), (population + 1) * tableSize());
        for (int t = 0; t < timeCount; t++) {
            for (int a = 0; a < actionCount; a++) {
                int row = switch (game.dependence()) {
                    case STATE -> t;
                    case STATE_AND_ACTION -> t * actionCount + a;
                };
                for (int x = 0; x < stateCount; x++) {
                    table[(t * actionCount + a) * stateCount + x] += rewards[from + row * stateCount + x];
                }
            }
        }
        return table;
    }

    /**
     * A population's reward table against a mean field.
     *
     * @param population from 0
     * @param meanField the mean field of all populations. Not modified.
     * @return {@code [time][action][state]}, in reward units
     */
    public double[] tableAgainst(int population, double[] meanField) {
        return table(population, rewards(meanField), population * rewardSize());
    }
}
