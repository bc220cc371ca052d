package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * A crowd on a grid where a move costs more the more others are where it ends: OpenSpiel's {@code with_congestion}.
 *
 * <p>OpenSpiel charges {@code |last move| / n · µ_{t+1}(x_{t+1})} on arrival. Here a player pays when they choose the move,
 * what they will pay on average:
 *
 * <pre>{@code r(t, x, a, µ) = … − |a| / n · Σ_{x'} p(x' | x, a) µ_{t+1}(x')}</pre>
 */
final class CongestedCrowd implements MeanFieldGame {
    private final CrowdGrid grid;
    private final CrowdRewards crowd;

    /** {@code [action][state]}: where a move leads before chance moves too, or −1. */
    private final int[] moved;

    /** By cell: where chance leads from it. */
    private final int[][] cells;

    private final double[][] probabilities;

    CongestedCrowd(CrowdGrid grid) {
        this.grid = grid;
        this.crowd = grid.crowdRewards().orElseThrow();
        int states = grid.stateCount();
        this.moved = new int[grid.actionCount() * states];
        Arrays.setAll(moved, i -> grid.moved(i % states, i / states));
        this.cells = new int[states][];
        this.probabilities = new double[states][];
        for (int x = 0; x < states; x++) {
            IntStream.Builder next = IntStream.builder();
            DoubleStream.Builder probability = DoubleStream.builder();
            grid.successors(x, CrowdGrid.STAY, (cell, share) -> {
                next.add(cell);
                probability.add(share);
            });
            cells[x] = next.build().toArray();
            probabilities[x] = probability.build().toArray();
        }
    }

    @Override
    public String name() {
        return grid.name();
    }

    @Override
    public int populationCount() {
        return grid.populationCount();
    }

    @Override
    public int stateCount() {
        return grid.stateCount();
    }

    @Override
    public int actionCount() {
        return grid.actionCount();
    }

    @Override
    public TimeModel time() {
        return grid.time();
    }

    @Override
    public double initialProbability(int population, int state) {
        return grid.initialProbability(population, state);
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        grid.successors(state, action, successors);
    }

    @Override
    public void fixedRewards(double[] rewards) {
        grid.fixedRewards(rewards);
    }

    @Override
    public RewardDependence dependence() {
        return RewardDependence.STATE_AND_ACTION;
    }

    @Override
    public void rewards(double[] meanField, int from, double[] rewards, int to) {
        int states = stateCount();
        int times = time().timeCount();
        double[] here = new double[times * states];
        crowd.fill(here.length, meanField, from, here, 0);
        double[] met = new double[states];
        for (int t = 0; t < times; t++) {
            for (int x = 0; x < states; x++) {
                met[x] = t + 1 < times ? meetings(x, meanField, from + (t + 1) * states) : 0;
            }
            for (int a = 0; a < actionCount(); a++) {
                for (int x = 0; x < states; x++) {
                    int next = moved[a * states + x];
                    double crowded = a == CrowdGrid.STAY || next < 0 ? 0 : met[next];
                    rewards[to + (t * actionCount() + a) * states + x] = here[t * states + x] - grid.effort() * crowded;
                }
            }
        }
    }

    /** How many others there will be, on average, where chance leads from a cell. */
    private double meetings(int cell, double[] meanField, int from) {
        double sum = 0;
        for (int k = 0; k < cells[cell].length; k++) {
            sum += probabilities[cell][k] * meanField[from + cells[cell][k]];
        }
        return sum;
    }
}
