package org.aumann.solvers.stochastic;

import java.util.Arrays;
import org.aumann.core.stochastic.StageGames;
import org.aumann.core.stochastic.StochasticModel;

/**
 * What the first of two players of opposed interests gets with stationary strategies if the second answers them as is best for him: the fixed
 * point of
 *
 * <pre>{@code V(s) = min_b Σ_a x(a|s) (r(s, a, b) + γ Σ_{s'} T(s' | s, a, b) V(s'))}</pre>
 *
 * by Gauss-Seidel sweeps. An evaluation on the way, not a certificate.
 */
final class ZeroSumResponse {
    /** Residual of the values, relative to them, at which they are good enough for the next strategies. */
    private static final double PRECISION = 1e-13;

    private static final int SWEEPS = 10_000;

    private final StochasticModel model;

    ZeroSumResponse(StochasticModel model) {
        this.model = model;
    }

    /**
     * Answers strategies.
     *
     * @param policy by row; the strategies are its marginals. Not modified.
     * @param values {@code [player][state]}, to begin with. Modified: those of the answer.
     */
    void answer(double[] policy, double[][] values) {
        double[][] strategies = new double[model.stateCount()][];
        Arrays.setAll(strategies, s -> strategy(policy, s));
        double[] worth = values[0];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double change = 0;
            double greatest = 0;
            for (int s = model.stateCount() - 1; s >= 0; s--) {
                double value = model.isAbsorbing(s) ? 0 : held(s, strategies[s], worth);
                change = Math.max(change, Math.abs(value - worth[s]));
                greatest = Math.max(greatest, Math.abs(value));
                worth[s] = value;
            }
            if (change <= PRECISION * greatest) {
                break;
            }
        }
        Arrays.setAll(values[1], s -> -worth[s]);
    }

    private double[] strategy(double[] policy, int state) {
        if (model.isAbsorbing(state)) {
            return new double[0];
        }
        int columns = model.shape(state).index().actionCount(1);
        double[] strategy = new double[model.shape(state).index().actionCount(0)];
        for (int a = 0; a < model.jointActionCount(state); a++) {
            strategy[a / columns] += policy[model.firstRow(state) + a];
        }
        return strategy;
    }

    private double held(int state, double[] strategy, double[] worth) {
        int columns = model.shape(state).index().actionCount(1);
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < columns; b++) {
            double sum = 0;
            for (int a = 0; a < strategy.length; a++) {
                if (strategy[a] != 0) {
                    int joint = a * columns + b;
                    sum += strategy[a]
                            * StageGames.payoff(
                                    model, model.firstCell(state, 0) + joint, model.firstRow(state) + joint, worth);
                }
            }
            least = Math.min(least, sum);
        }
        return least;
    }
}
