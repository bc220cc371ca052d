package org.aumann.core.stochastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.CompensatedSum;
import org.jspecify.annotations.Nullable;

/**
 * Puts the arrays of a {@link StochasticModel} together, state by state and row by row, and checks them.
 *
 * <p>States are numbered in the order of {@link #addState}; those with rows are begun in ascending order, all others are absorbing. Not
 * safe for use by several threads.
 */
public final class StochasticModelBuilder {
    /** What probabilities may miss 1 by; the rest is spread over them. */
    public static final double SUM_TOLERANCE = 1e-9;

    /** What sums of numbers that were divided by their sum miss 1 by: those are left alone, else every copy of a game would be another one. */
    private static final double SUM_ROUNDING = 0x1p-48;

    private static final int GREATEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final List<String> players;
    private final double discount;
    private final List<String> keys = new ArrayList<>();
    private final List<@Nullable StageShape> shapes = new ArrayList<>();
    private final Map<List<List<String>>, StageShape> knownShapes = new HashMap<>();
    private final Map<Integer, Double> starts = new HashMap<>();
    private final RowSuccessors row = new RowSuccessors();
    private int[] firstSuccessor = new int[16];
    private int rowCount;
    private int[] successor = new int[64];
    private double[] probability = new double[64];
    private double[] transitionReward;
    private int size;
    private boolean hasTransitionRewards;

    /** Where the successors of the current row are, by state. */
    private static final class RowSuccessors {
        final Map<Integer, Integer> places = new HashMap<>();
        int first;
    }

    /**
     * A game without states.
     *
     * @param name one line
     * @param players a name for every player
     * @param discount γ
     * @throws InvalidInputException if there is no player, or γ is not in [0, 1]
     */
    public StochasticModelBuilder(String name, List<String> players, double discount) {
        if (players.isEmpty()) {
            throw new InvalidInputException("game " + name + ": found no players, expected at least 1");
        }
        if (!(discount >= 0 && discount <= 1)) {
            throw new InvalidInputException(
                    "discount (" + discount + ") of game " + name + " must be a number from 0 to 1");
        }
        this.name = name;
        this.players = List.copyOf(players);
        this.discount = discount;
        this.transitionReward = new double[64 * players.size()];
    }

    /**
     * Adds a state.
     *
     * @param key its name
     * @return its number
     */
    public int addState(String key) {
        keys.add(key);
        shapes.add(null);
        return keys.size() - 1;
    }

    /**
     * Says that play may begin in a state.
     *
     * @param state state from 0
     * @param weight its probability
     */
    public void start(int state, double weight) {
        if (!(weight >= 0 && weight <= 1)) {
            throw new InvalidInputException("start probability (" + weight + ") of state " + keys.get(state)
                    + " of game " + name + " must be from 0 to 1");
        }
        starts.merge(state, weight, Double::sum);
    }

    /**
     * Begins the rows of a state that is not absorbing; they follow by joint action.
     *
     * @param state a state after all others that were begun
     * @param labels the label of every action, {@code [player][action]}
     * @return its shape
     * @throws InvalidInputException if a player has no action, or two of the same label
     */
    public StageShape beginState(int state, List<List<String>> labels) {
        StageShape shape = knownShapes.get(labels);
        if (shape == null) {
            for (int p = 0; p < players.size(); p++) {
                requireActions(state, p, labels.get(p));
            }
            shape = StageShape.of(labels);
            knownShapes.put(shape.labels(), shape);
        }
        shapes.set(state, shape);
        return shape;
    }

    private void requireActions(int state, int player, List<String> labels) {
        if (labels.isEmpty()) {
            throw new InvalidInputException("state " + keys.get(state) + " of game " + name
                    + ": found no action of player " + players.get(player) + ", expected at least 1");
        }
        Set<String> known = new HashSet<>();
        for (String label : labels) {
            if (!known.add(label)) {
                throw new InvalidInputException("action " + label + " of player " + players.get(player) + " in state "
                        + keys.get(state) + " of game " + name + " must be there once");
            }
        }
    }

    /** Begins the next row of the current state. */
    public void beginRow() {
        row.places.clear();
        row.first = size;
        if (rowCount + 1 >= firstSuccessor.length) {
            firstSuccessor = Arrays.copyOf(firstSuccessor, grown(firstSuccessor.length, "rows"));
        }
    }

    /**
     * Adds a successor to the current row. Several with the same state add up.
     *
     * @param next state from 0
     * @param weight its probability, above 0
     * @param rewards what every player earns. Not modified.
     * @throws InvalidInputException if a number is not finite, or the probability not positive
     */
    public void add(int next, double weight, double... rewards) {
        if (!(weight > 0 && weight <= 1 + SUM_TOLERANCE)) {
            throw new InvalidInputException("probability (" + weight + ") of successor " + keys.get(next) + " of game "
                    + name + " must be above 0 and at most 1");
        }
        int n = players.size();
        if (rewards.length != n) {
            throw new InvalidInputException(
                    "rewards (" + rewards.length + ") of game " + name + " must be one for each of " + n + " players");
        }
        for (double reward : rewards) {
            if (!Double.isFinite(reward)) {
                throw new InvalidInputException("reward (" + reward + ") of game " + name + " must be finite");
            }
        }
        Integer place = row.places.putIfAbsent(next, size);
        if (place != null) {
            merge(place, weight, rewards);
            return;
        }
        reserve();
        successor[size] = next;
        probability[size] = weight;
        System.arraycopy(rewards, 0, transitionReward, size * n, n);
        size++;
    }

    private void merge(int place, double weight, double[] rewards) {
        double sum = probability[place] + weight;
        for (int p = 0; p < rewards.length; p++) {
            int i = place * rewards.length + p;
            // The mean of what is equal is that, without rounding.
            if (transitionReward[i] != rewards[p]) {
                transitionReward[i] = (probability[place] * transitionReward[i] + weight * rewards[p]) / sum;
            }
        }
        probability[place] = sum;
    }

    private void reserve() {
        if (size == successor.length) {
            int length = grown(size, "successors");
            long numbers = (long) length * players.size();
            if (numbers > GREATEST_ARRAY) {
                throw new InvalidInputException("game " + name + " has more than " + size
                        + " successors, too many for arrays of " + GREATEST_ARRAY + " rewards");
            }
            try {
                successor = Arrays.copyOf(successor, length);
                probability = Arrays.copyOf(probability, length);
                transitionReward = Arrays.copyOf(transitionReward, (int) numbers);
            } catch (OutOfMemoryError e) {
                throw new InvalidInputException("game " + name + " has more than " + size
                        + " successors, which need more memory than there is");
            }
        }
    }

    private int grown(int length, String what) {
        if (length >= GREATEST_ARRAY) {
            throw new InvalidInputException("game " + name + " has more than " + length + " " + what);
        }
        return (int) Math.min(GREATEST_ARRAY, 2L * length);
    }

    /**
     * Ends the current row.
     *
     * @throws InvalidInputException if its probabilities do not sum to 1
     */
    public void endRow() {
        CompensatedSum sum = new CompensatedSum();
        for (int i = row.first; i < size; i++) {
            sum.add(probability[i]);
        }
        if (!(Math.abs(sum.value() - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException("probabilities of row " + rowCount + " of game " + name + " sum to "
                    + sum.value() + ", they must sum to 1");
        }
        boolean isOne = Math.abs(sum.value() - 1) <= SUM_ROUNDING;
        for (int i = row.first; i < size; i++) {
            probability[i] = isOne ? probability[i] : probability[i] / sum.value();
        }
        sortRow();
        hasTransitionRewards |= hasUnlikeRewards();
        firstSuccessor[++rowCount] = size;
    }

    /** By insertion: rows are short. */
    private void sortRow() {
        int n = players.size();
        double[] moved = new double[n];
        for (int i = row.first + 1; i < size; i++) {
            int state = successor[i];
            double weight = probability[i];
            System.arraycopy(transitionReward, i * n, moved, 0, n);
            int j = i;
            while (j > row.first && successor[j - 1] > state) {
                successor[j] = successor[j - 1];
                probability[j] = probability[j - 1];
                System.arraycopy(transitionReward, (j - 1) * n, transitionReward, j * n, n);
                j--;
            }
            successor[j] = state;
            probability[j] = weight;
            System.arraycopy(moved, 0, transitionReward, j * n, n);
        }
    }

    private boolean hasUnlikeRewards() {
        int n = players.size();
        for (int i = row.first * n + n; i < size * n; i++) {
            if (transitionReward[i] != transitionReward[i - n]) {
                return true;
            }
        }
        return false;
    }

    /**
     * The model.
     *
     * @return what was put together
     * @throws InvalidInputException if start probabilities do not sum to 1, a key is there twice, or play need not end although γ = 1
     * @throws IllegalStateException if states that were begun lack rows, or have too many
     */
    public StochasticModel build() {
        int expected = firstRow()[keys.size()];
        if (rowCount != expected) {
            throw new IllegalStateException("rows (" + rowCount + ") of game " + name + " must be " + expected
                    + ", one for every state and joint action");
        }
        requireDistinctKeys();
        CompensatedSum sum = new CompensatedSum();
        starts.values().forEach(sum::add);
        if (!(Math.abs(sum.value() - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException(
                    "start probabilities of game " + name + " sum to " + sum.value() + ", they must sum to 1");
        }
        return new StochasticModel(this);
    }

    private void requireDistinctKeys() {
        Set<String> known = HashSet.newHashSet(keys.size());
        for (String key : keys) {
            if (!known.add(key)) {
                throw new InvalidInputException("state " + key + " of game " + name + " must be there once");
            }
        }
    }

    String name() {
        return name;
    }

    List<String> players() {
        return players;
    }

    double discount() {
        return discount;
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    @Nullable
    StageShape[] shapes() {
        return shapes.toArray(new StageShape[0]);
    }

    int[] firstRow() {
        int[] first = new int[keys.size() + 1];
        for (int s = 0; s < keys.size(); s++) {
            StageShape shape = shapes.get(s);
            first[s + 1] = first[s] + (shape == null ? 0 : shape.jointActionCount());
        }
        return first;
    }

    int[] firstSuccessor() {
        return Arrays.copyOf(firstSuccessor, rowCount + 1);
    }

    int[] successor() {
        return Arrays.copyOf(successor, size);
    }

    double[] probability() {
        return Arrays.copyOf(probability, size);
    }

    /** {@code [successor][player]}; null where all successors of a row have the same. */
    double @Nullable [] transitionReward() {
        return hasTransitionRewards ? Arrays.copyOf(transitionReward, size * players.size()) : null;
    }

    /** Expected rewards by cell. */
    double[] reward() {
        int n = players.size();
        double[] reward = new double[Math.multiplyExact(rowCount, n)];
        int rowOfState = 0;
        for (StageShape shape : shapes) {
            int joint = shape == null ? 0 : shape.jointActionCount();
            for (int a = 0; a < joint; a++) {
                for (int p = 0; p < n; p++) {
                    reward[n * rowOfState + p * joint + a] = expected(rowOfState + a, p);
                }
            }
            rowOfState += joint;
        }
        return reward;
    }

    private double expected(int rowNumber, int player) {
        int n = players.size();
        int first = firstSuccessor[rowNumber];
        if (!hasTransitionRewards) {
            return transitionReward[first * n + player];
        }
        double sum = 0;
        for (int i = first; i < firstSuccessor[rowNumber + 1]; i++) {
            sum += probability[i] * transitionReward[i * n + player];
        }
        return sum;
    }

    double[] start() {
        double[] start = new double[keys.size()];
        starts.forEach((state, weight) -> start[state] = weight);
        return start;
    }
}
