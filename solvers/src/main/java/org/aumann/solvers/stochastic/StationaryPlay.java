package org.aumann.solvers.stochastic;

import java.util.Arrays;

/** Strategies of all players by {@link StrategyLayout}, and what they are about worth. Owns its arrays, which others may write. */
final class StationaryPlay {
    private final double[] strategies;
    private final double[][] values;

    StationaryPlay(double[] strategies, double[][] values) {
        this.strategies = strategies;
        this.values = values;
    }

    double[] strategies() {
        return strategies;
    }

    /** {@code [player][state]}. */
    double[][] values() {
        return values;
    }

    StationaryPlay copy() {
        return new StationaryPlay(
                strategies.clone(), Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
    }

    boolean isFinite() {
        return Arrays.stream(strategies).allMatch(Double::isFinite)
                && Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    void add(QuantalSystem.Direction step) {
        for (int i = 0; i < strategies.length; i++) {
            strategies[i] += step.variables[i];
        }
        for (int p = 0; p < values.length; p++) {
            for (int s = 0; s < values[p].length; s++) {
                values[p][s] += step.values[p][s];
            }
        }
    }
}
