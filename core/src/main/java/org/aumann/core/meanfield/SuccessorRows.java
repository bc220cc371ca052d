package org.aumann.core.meanfield;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.aumann.core.InvalidInputException;

/** Asks a game where all actions lead, and checks the answers. */
final class SuccessorRows {
    private static final double ROUNDING = 1e-9;

    private final MeanFieldGame game;
    private final int[] rowStart;
    private int[] successor = new int[64];
    private double[] probability = new double[64];
    private int size;

    SuccessorRows(MeanFieldGame game) {
        this.game = game;
        int actions = game.actionCount();
        this.rowStart = new int[Math.multiplyExact(game.stateCount(), actions) + 1];
        for (int x = 0; x < game.stateCount(); x++) {
            int before = size;
            for (int a = 0; a < actions; a++) {
                add(x, a);
                rowStart[x * actions + a + 1] = size;
            }
            if (size == before) {
                throw new InvalidInputException(
                        "state " + x + " of game " + game.name() + " has no legal action, it must have one");
            }
        }
    }

    int[] rowStart() {
        return rowStart;
    }

    int[] successor() {
        return Arrays.copyOf(successor, size);
    }

    double[] probability() {
        return Arrays.copyOf(probability, size);
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
