package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.Map;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * Populations that chase each other in a circle and avoid themselves: OpenSpiel's {@code python_mfg_predator_prey}.
 *
 * <pre>{@code r_p(t, x, µ) = −c log(µ_p(x) + 1e-25) + Σ_q R_pq µ_q(x)}</pre>
 *
 * <p>The own move (stay or a step) is followed by a step of chance. Everybody starts in a corner. Pérolat et al. 2021,
 * "Scaling up Mean Field Games with Online Mirror Descent", section 5.4.
 */
final class PredatorPrey extends AbstractCrowdGame {
    static final KindDefinition<MeanFieldGame> DEFINITION = KindDefinition.meanField(
            "mfg_predator_prey",
            "three or four populations that chase each other in a circle",
            PredatorPrey::new,
            Map.of("four_populations", Map.of("populations", "4", "horizon", "20")),
            ParameterRule.integer("size", 5, 2, 1_000, "cells along a side"),
            ParameterRule.integer("horizon", 10, 1, 100_000, "number of decisions"),
            ParameterRule.integer("populations", 3, 3, 4, "number of populations"),
            ParameterRule.choice("geometry", "what is beyond the border", "square", "torus"),
            ParameterRule.real("noise_probability", 0.8, 0, 1, "how likely chance moves too, the four ways alike"),
            ParameterRule.real("congestion_coeff", 1, 0, 1_000_000, "weight of the logarithm"));

    private static final int[] MOVE_X = {0, 1, 0, 0, -1};
    private static final int[] MOVE_Y = {0, 0, 1, -1, 0};

    /** By number of populations: rewards of the row's population for meeting the column's. */
    private static final Map<Integer, double[][]> MEETING = Map.of(
            3, new double[][] {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}},
            4, new double[][] {{0, 1, 0, -1}, {-1, 0, 1, 0}, {0, -1, 0, 1}, {1, 0, -1, 0}});

    /** By number of populations: corners, 1 is the far end. */
    private static final Map<Integer, int[][]> CORNERS =
            Map.of(3, new int[][] {{0, 0}, {1, 0}, {0, 1}}, 4, new int[][] {{0, 0}, {0, 1}, {1, 1}, {1, 0}});

    private final Grid grid;
    private final double noise;
    private final int[] start;

    private PredatorPrey(GameArguments arguments) {
        super(
                arguments.toString(),
                arguments.integer("size") * arguments.integer("size"),
                MOVE_X.length,
                new TimeModel.FiniteHorizon(arguments.integer("horizon")),
                rewards(arguments.integer("populations"), arguments.real("congestion_coeff")));
        this.grid =
                new Grid(arguments.integer("size"), arguments.text("geometry").equals("torus"));
        this.noise = arguments.real("noise_probability");
        this.start = new int[populationCount()];
        int far = grid.size() - 1;
        int[][] corners = CORNERS.getOrDefault(populationCount(), new int[0][]);
        for (int p = 0; p < start.length; p++) {
            start[p] = grid.cell(far * corners[p][0], far * corners[p][1]);
        }
    }

    private static CrowdRewards rewards(int populations, double congestion) {
        double[] aversion = new double[populations];
        Arrays.fill(aversion, congestion);
        return CrowdRewards.of(aversion, MEETING.getOrDefault(populations, new double[0][]));
    }

    @Override
    public double initialProbability(int population, int state) {
        return state == start[population] ? 1 : 0;
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        int moved = grid.step(state, MOVE_X[action], MOVE_Y[action]);
        successors.add(moved, 1 - noise);
        for (int chance = 1; chance < MOVE_X.length; chance++) {
            successors.add(grid.step(moved, MOVE_X[chance], MOVE_Y[chance]), noise / (MOVE_X.length - 1));
        }
    }
}
