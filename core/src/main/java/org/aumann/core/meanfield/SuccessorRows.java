package org.aumann.core.meanfield;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.aumann.core.InvalidInputException;

/** Asks a game where all actions lead, and checks the answers. Actions that lead to the same states alike share a row. */
final class SuccessorRows {
    private static final double ROUNDING = 1e-9;

    private final MeanFieldGame game;
    private final int[] rowOf;
    private final Map<Integer, Integer> lastOfHash = new HashMap<>();
    private int[] earlierOfHash = new int[64];
    private int[] rowStart = new int[64];
    private int[] successor = new int[64];
    private double[] probability = new double[64];
    private int rowCount;
    private int size;

    SuccessorRows(MeanFieldGame game) {
        this.game = game;
        int actions = game.actionCount();
        this.rowOf = new int[Math.multiplyExact(game.stateCount(), actions)];
        for (int x = 0; x < game.stateCount(); x++) {
            boolean isLegal = false;
            for (int a = 0; a < actions; a++) {
                add(x, a);
                isLegal |= size > rowStart[rowCount];
                rowOf[x * actions + a] = share();
            }
            if (!isLegal) {
                throw new InvalidInputException(
                        "state " + x + " of game " + game.name() + " has no legal action, it must have one");
            }
        }
    }

    /** The row of every state and action. */
    int[] rowOf() {
        return rowOf;
    }

    int[] rowStart() {
        return Arrays.copyOf(rowStart, rowCount + 1);
    }

    int[] successor() {
        return Arrays.copyOf(successor, size);
    }

    double[] probability() {
        return Arrays.copyOf(probability, size);
    }

    /** The number of the row just added: that of an equal one if there is one. */
    private int share() {
        int start = rowStart[rowCount];
        int hash = 1;
        for (int k = start; k < size; k++) {
            hash = 31 * (31 * hash + successor[k]) + Double.hashCode(probability[k]);
        }
        int equal = lastOfHash.getOrDefault(hash, -1);
        while (equal >= 0 && !isRepeated(equal)) {
            equal = earlierOfHash[equal];
        }
        if (equal >= 0) {
            size = start;
            return equal;
        }
        if (rowCount + 1 == earlierOfHash.length) {
            earlierOfHash = Arrays.copyOf(earlierOfHash, 2 * earlierOfHash.length);
            rowStart = Arrays.copyOf(rowStart, 2 * rowStart.length);
        }
        earlierOfHash[rowCount] = lastOfHash.getOrDefault(hash, -1);
        lastOfHash.put(hash, rowCount);
        rowStart[++rowCount] = size;
        return rowCount - 1;
    }

    /** Whether the row just added is the same as an earlier one. */
    private boolean isRepeated(int row) {
        int from = rowStart[rowCount];
        return Arrays.equals(successor, rowStart[row], rowStart[row + 1], successor, from, size)
                && Arrays.equals(probability, rowStart[row], rowStart[row + 1], probability, from, size);
    }

    private void add(int state, int action) {
        Map<Integer, Double> row = new TreeMap<>();
        game.successors(state, action, (next, weight) -> {
            if (next < 0 || next >= game.stateCount()) {
                throw new InvalidInputException("successor (" + next + ") " + of(state, action)
                        + " must be a state, 0.." + (game.stateCount() - 1));
            }
            if (!(weight >= 0)) {
                throw new InvalidInputException(
                        "probability (" + weight + ") of a successor " + of(state, action) + " must be at least 0");
            }
            if (weight > 0) {
                row.merge(next, weight, Double::sum);
            }
        });
        if (row.isEmpty()) {
            return;
        }
        double sum = 0;
        for (Map.Entry<Integer, Double> entry : row.entrySet()) {
            append(entry.getKey(), entry.getValue());
            sum += entry.getValue();
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new InvalidInputException(
                    "probabilities of the successors " + of(state, action) + " sum to " + sum + ", they must sum to 1");
        }
    }

    private String of(int state, int action) {
        return "of action " + action + " in state " + state + " of game " + game.name();
    }

    private void append(int next, double weight) {
        if (size == successor.length) {
            successor = Arrays.copyOf(successor, 2 * size);
            probability = Arrays.copyOf(probability, 2 * size);
        }
        successor[size] = next;
        probability[size] = weight;
        size++;
    }
}
