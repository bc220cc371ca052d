package org.aumann.solvers.stochastic;

import java.util.Arrays;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;

/**
 * Where the strategies of all players in all states are in one array: state by state, player by player, action by action. Absorbing states
 * have none. Immutable.
 */
final class StrategyLayout {
    private final StochasticModel model;
    private final int[] first;
    private final int[] states;

    StrategyLayout(StochasticModel model) {
        this.model = model;
        int n = model.playerCount();
        this.first = new int[model.stateCount() * n + 1];
        int count = 0;
        int[] active = new int[model.stateCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            if (!model.isAbsorbing(s)) {
                active[count++] = s;
            }
            for (int p = 0; p < n; p++) {
                int actions = model.isAbsorbing(s) ? 0 : model.shape(s).index().actionCount(p);
                first[s * n + p + 1] = first[s * n + p] + actions;
            }
        }
        this.states = Arrays.copyOf(active, count);
    }

    /** The states that are not absorbing. Owned by this object. */
    int[] states() {
        return states;
    }

    /** Length of the array. */
    int size() {
        return first[first.length - 1];
    }

    /** Where the actions of a player in a state begin; those of the next player begin where they end. */
    int first(int state, int player) {
        return first[state * model.playerCount() + player];
    }

    /** Where the actions of all players in a state end. */
    int end(int state) {
        return first[(state + 1) * model.playerCount()];
    }

    int actionCount(int state, int player) {
        return first[state * model.playerCount() + player + 1] - first(state, player);
    }

    /** Everybody plays all of his actions alike. */
    double[] uniform() {
        double[] uniform = new double[size()];
        for (int s : states) {
            for (int p = 0; p < model.playerCount(); p++) {
                Arrays.fill(uniform, first(s, p), first(s, p) + actionCount(s, p), 1.0 / actionCount(s, p));
            }
        }
        return uniform;
    }

    /** Makes strategies of what is one up to rounding: nothing negative, sums of 1. */
    double[] normalised(double[] strategies) {
        double[] normalised = new double[strategies.length];
        for (int s : states) {
            for (int p = 0; p < model.playerCount(); p++) {
                int end = first(s, p) + actionCount(s, p);
                double sum = 0;
                for (int i = first(s, p); i < end; i++) {
                    normalised[i] = Math.max(0, strategies[i]);
                    sum += normalised[i];
                }
                for (int i = first(s, p); i < end; i++) {
                    normalised[i] /= sum;
                }
            }
        }
        return normalised;
    }

    /** The policy in which everybody plays his strategy by himself. */
    StationaryPolicy product(double[] strategies) {
        double[] probability = new double[model.rowCount()];
        for (int s : states) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                double product = 1;
                for (int p = 0; p < model.playerCount(); p++) {
                    product *= strategies[first(s, p) + model.shape(s).index().action(a, p)];
                }
                probability[model.firstRow(s) + a] = product;
            }
        }
        return StationaryPolicy.of(model, probability);
    }
}
