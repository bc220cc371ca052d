package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.StageGames;
import org.aumann.core.stochastic.StochasticModel;

/**
 * The stage game of a state around independent strategies x and values V, as far as Newton's method needs it.
 *
 * <pre>{@code
 * q(p, a)             what action a is worth to p if the others play x
 * pair(p, a; q, b)    the same if q plays b:  dq(p, a) / dx_q(b)
 * next(p, a; s')      γ times the probability of s':  dq(p, a) / dV_p(s')
 * }</pre>
 *
 * <p>Owns its arrays; filled in again and again. Costs {@code J n (n + b)} for J joint actions with b successors each.
 */
final class StageExpansion {
    private final StochasticModel model;
    private final StrategyLayout layout;
    private final int state;
    private final int[] successors;

    /** Where every successor of the rows is in {@link #successors}; −1 for absorbing states. */
    private final int[] places;

    private final int size;
    private final double[] q;
    private final double[] pair;
    private final double[] next;

    StageExpansion(StochasticModel model, StrategyLayout layout, int state) {
        this.model = model;
        this.layout = layout;
        this.state = state;
        int begin = model.firstSuccessor(model.firstRow(state));
        int end = model.firstSuccessor(model.firstRow(state + 1));
        this.successors = IntStream.range(begin, end)
                .map(model::successor)
                .filter(s -> !model.isAbsorbing(s))
                .distinct()
                .sorted()
                .toArray();
        this.places = new int[end - begin];
        for (int i = begin; i < end; i++) {
            places[i - begin] = Math.max(-1, Arrays.binarySearch(successors, model.successor(i)));
        }
        this.size = layout.end(state) - layout.first(state, 0);
        this.q = new double[size];
        this.pair = new double[size * size];
        this.next = new double[size * successors.length];
    }

    /** Computes everything at strategies and values ({@code [player][state]}). */
    void expand(double[] strategies, double[][] values) {
        Arrays.fill(q, 0);
        Arrays.fill(pair, 0);
        Arrays.fill(next, 0);
        JointActionIndex index = model.shape(state).index();
        int n = model.playerCount();
        int offset = layout.first(state, 0);
        int[] place = new int[n];
        double[] x = new double[n];
        for (int a = 0; a < model.jointActionCount(state); a++) {
            for (int p = 0; p < n; p++) {
                place[p] = layout.first(state, p) - offset + index.action(a, p);
                x[p] = strategies[offset + place[p]];
            }
            int row = model.firstRow(state) + a;
            for (int p = 0; p < n; p++) {
                double payoff = StageGames.payoff(model, model.firstCell(state, p) + a, row, values[p]);
                double others = others(x, p, -1);
                q[place[p]] += others * payoff;
                addNext(row, place[p], others);
                for (int other = 0; other < n; other++) {
                    if (other != p) {
                        pair[place[p] * size + place[other]] += others(x, p, other) * payoff;
                    }
                }
            }
        }
    }

    private static double others(double[] x, int player, int other) {
        double product = 1;
        for (int k = 0; k < x.length; k++) {
            product *= k == player || k == other ? 1 : x[k];
        }
        return product;
    }

    private void addNext(int row, int action, double weight) {
        int begin = model.firstSuccessor(model.firstRow(state));
        for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
            int place = places[i - begin];
            if (place >= 0) {
                next[action * successors.length + place] += weight * model.discount() * model.probability(i);
            }
        }
    }

    /** Number of actions of all players. */
    int size() {
        return size;
    }

    /** The states that can follow and are not absorbing. Owned by this object. */
    int[] successors() {
        return successors;
    }

    /** What an action is worth, by its place among those of the state. */
    double q(int action) {
        return q[action];
    }

    double pair(int action, int other) {
        return pair[action * size + other];
    }

    /** By the place of the successor in {@link #successors}. */
    double next(int action, int successor) {
        return next[action * successors.length + successor];
    }
}
