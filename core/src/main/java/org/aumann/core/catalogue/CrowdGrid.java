package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.meanfield.Successors;
import org.aumann.core.meanfield.TimeModel;

/**
 * A crowd on a torus, in rooms or in a maze: OpenSpiel's {@code mfg_crowd_modelling_2d}.
 *
 * <pre>{@code
 * r(t, x, y, µ) = (1 − 2|x − n/2| / n) + (1 − 2|y − n/2| / n) − |last move| / n − c log(µ_t(x, y) + 1e-25)
 * }</pre>
 *
 * <p>Positional rewards have other points (or several, each with a weight) in the place of the middle; {@link CongestedCrowd} has
 * other costs of a move.
 *
 * <p>The own move (down, left, stay, right, up) is followed by noise: with noise intensity ν, each move that is legal where one
 * then is has probability {@code ν / #legal}, and staying {@code 1 − ν} besides. Moves into forbidden cells are illegal; those cells are
 * states that nobody reaches. Perrin et al. 2020, section 4.2; the rooms and the maze: Geist et al. 2022, "Concave Utility
 * Reinforcement Learning: the Mean-Field Game Viewpoint"; Pérolat et al. 2021, "Scaling up Mean Field Games with Online Mirror Descent".
 */
final class CrowdGrid extends AbstractCrowdGame {
    static final KindDefinition<MeanFieldGame> DEFINITION = KindDefinition.meanField(
            "mfg_crowd_modelling_2d",
            "a crowd on a torus, in four rooms or in a maze, that avoids itself",
            CrowdGrid::game,
            Map.of("four_rooms", instance("four_rooms", 13, 40), "maze", instance("maze", 22, 100)),
            ParameterRule.integer("size", 10, 2, 1_000, "cells along a side"),
            ParameterRule.integer("horizon", 10, 1, 100_000, "number of decisions"),
            ParameterRule.choice("layout", "walls: none, or of size 13 or 22", "open", "four_rooms", "maze"),
            ParameterRule.choice("only_distribution_reward", "whether only the crowd counts", "false", "true"),
            ParameterRule.cells("forbidden_states", "further walls"),
            ParameterRule.cells("initial_distribution", "where everybody starts; none: everywhere but in walls"),
            ParameterRule.numbers(
                    "initial_distribution_value", "how many start there; none: the same number everywhere"),
            ParameterRule.cells("positional_reward", "where one wants to be; none: in the middle"),
            ParameterRule.numbers("positional_reward_value", "how much; none: 1 each"),
            ParameterRule.choice(
                    "with_congestion", "whether a move costs more the more others are where it ends", "false", "true"),
            ParameterRule.real("noise_intensity", 1, 0, 1, "how likely chance moves too"),
            ParameterRule.real("crowd_aversion_coef", 1, 0, 1_000_000, "weight of the logarithm"),
            ParameterRule.choice("geometry", "what is beyond the border", "torus", "square"));

    static final int STAY = 2;

    private static final int[] MOVE_X = {0, -1, 0, 1, 0};
    private static final int[] MOVE_Y = {-1, 0, 0, 0, 1};

    /** Rows y of the maze; bit x is set where there is a wall. */
    private static final int[] MAZE = {
        0x3fffff, 0x282081, 0x282081, 0x29a43f, 0x28a401, 0x2ba401, 0x2227f9, 0x2232a1, 0x3a82a1, 0x2a82a1, 0x2afebf,
        0x2a2009, 0x2a2769, 0x2be42b, 0x2a04ab, 0x2807a1, 0x23fd3d, 0x2e8901, 0x28a949, 0x20a17d, 0x202001, 0x3fffff
    };

    private final Grid grid;
    private final int horizon;
    private final boolean isOnlyDistribution;
    private final boolean isCongested;
    private final double noise;
    private final boolean[] isWall;
    private final double[] initial;

    /** Where one wants to be, and how much. */
    private final int[] goals;

    private final double[] goalValues;

    private CrowdGrid(GameArguments arguments) {
        super(
                arguments.toString(),
                arguments.integer("size") * arguments.integer("size"),
                MOVE_X.length,
                new TimeModel.FiniteHorizon(arguments.integer("horizon")),
                CrowdRewards.avoiding(arguments.real("crowd_aversion_coef")));
        this.grid =
                new Grid(arguments.integer("size"), arguments.text("geometry").equals("torus"));
        this.horizon = arguments.integer("horizon");
        this.isOnlyDistribution = arguments.flag("only_distribution_reward");
        this.noise = arguments.real("noise_intensity");
        this.isWall = walls(arguments);
        this.isCongested = arguments.flag("with_congestion");
        this.initial = start(arguments);
        int[] wanted = cells(arguments, "positional_reward");
        int middle = grid.cell(grid.size() / 2, grid.size() / 2);
        this.goals = wanted.length == 0 ? new int[] {middle} : wanted;
        this.goalValues = values(arguments, "positional_reward_value", wanted.length, goals.length);
    }

    private static MeanFieldGame game(GameArguments arguments) {
        CrowdGrid grid = new CrowdGrid(arguments);
        return grid.isCongested && !grid.isOnlyDistribution ? new CongestedCrowd(grid) : grid;
    }

    private static Map<String, String> instance(String layout, int size, int horizon) {
        return Map.of(
                "layout",
                layout,
                "size",
                Integer.toString(size),
                "horizon",
                Integer.toString(horizon),
                "only_distribution_reward",
                "true",
                "initial_distribution",
                "[1|1]");
    }

    private boolean[] walls(GameArguments arguments) {
        boolean[] walls = new boolean[stateCount()];
        String layout = arguments.text("layout");
        int needed = layout.equals("maze") ? MAZE.length : layout.equals("four_rooms") ? 13 : grid.size();
        if (grid.size() != needed) {
            throw new InvalidInputException(
                    "size (" + grid.size() + ") of mfg_crowd_modelling_2d must be " + needed + " for layout " + layout);
        }
        for (int cell = 0; cell < walls.length && !layout.equals("open"); cell++) {
            int x = grid.x(cell);
            int y = grid.y(cell);
            walls[cell] = layout.equals("maze") ? (MAZE[y] >> x & 1) != 0 : isWallOfRooms(x, y);
        }
        for (int cell : cells(arguments, "forbidden_states")) {
            walls[cell] = true;
        }
        return walls;
    }

    /** A border, a cross in the middle, and a door in the middle of every room's inner walls. */
    private static boolean isWallOfRooms(int x, int y) {
        boolean isDoor = (x == 6 && y % 6 == 3) || (y == 6 && x % 6 == 3);
        return (x % 6 == 0 || y % 6 == 0) && !isDoor;
    }

    private double[] start(GameArguments arguments) {
        int[] cells = cells(arguments, "initial_distribution");
        double[] values = values(arguments, "initial_distribution_value", cells.length, cells.length);
        double[] distribution = new double[stateCount()];
        if (cells.length == 0) {
            for (int cell = 0; cell < distribution.length; cell++) {
                distribution[cell] = isWall[cell] ? 0 : 1;
            }
        }
        for (int i = 0; i < cells.length; i++) {
            if (isWall[cells[i]]) {
                throw new InvalidInputException("initial_distribution (" + arguments.text("initial_distribution")
                        + ") of mfg_crowd_modelling_2d must not be in a forbidden cell");
            }
            distribution[cells[i]] += values[i];
        }
        double sum = Arrays.stream(distribution).sum();
        if (!(sum > 0)) {
            throw new InvalidInputException("mfg_crowd_modelling_2d must have a cell to start in");
        }
        return Arrays.stream(distribution).map(share -> share / sum).toArray();
    }

    /** One number for each of the cells that are given; 1 each if none is. */
    private static double[] values(GameArguments arguments, String parameter, int given, int count) {
        List<String> values = arguments.list(parameter);
        if (!values.isEmpty() && values.size() != given) {
            throw new InvalidInputException(parameter + " lists " + values.size()
                    + " numbers, it must list one for each of " + given + " cells");
        }
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> values.isEmpty() ? 1 : Double.parseDouble(values.get(i)));
        return numbers;
    }

    private int[] cells(GameArguments arguments, String parameter) {
        return arguments.list(parameter).stream()
                .mapToInt(text -> {
                    int bar = text.indexOf('|');
                    int x = Integer.parseInt(text.substring(0, bar));
                    int y = Integer.parseInt(text.substring(bar + 1));
                    if (Math.max(x, y) >= grid.size()) {
                        throw new InvalidInputException(parameter + " (" + text
                                + ") of mfg_crowd_modelling_2d must be in a grid of size " + grid.size());
                    }
                    return grid.cell(x, y);
                })
                .toArray();
    }

    @Override
    public double initialProbability(int population, int state) {
        return initial[state];
    }

    @Override
    public void successors(int state, int action, Successors successors) {
        if (!isLegal(state, action)) {
            return;
        }
        int moved = move(state, action);
        int legal = 0;
        for (int chance = 0; chance < MOVE_X.length; chance++) {
            legal += isLegal(moved, chance) ? 1 : 0;
        }
        for (int chance = 0; chance < MOVE_X.length; chance++) {
            if (isLegal(moved, chance)) {
                successors.add(move(moved, chance), noise / legal + (chance == STAY ? 1 - noise : 0));
            }
        }
    }

    private boolean isLegal(int cell, int action) {
        return action == STAY || (!isWall[cell] && !isWall[move(cell, action)]);
    }

    /** Where an action leads before chance moves too; −1 if it is illegal. */
    int moved(int cell, int action) {
        return isLegal(cell, action) ? move(cell, action) : -1;
    }

    /** What a move costs, without a crowd. */
    double effort() {
        return 1.0 / grid.size();
    }

    private int move(int cell, int action) {
        return grid.step(cell, MOVE_X[action], MOVE_Y[action]);
    }

    @Override
    public void fixedRewards(double[] rewards) {
        for (int i = 0; i < rewards.length && !isOnlyDistribution; i++) {
            int cell = i % stateCount();
            int action = i / stateCount() % MOVE_X.length;
            boolean isLast = i / stateCount() / MOVE_X.length == horizon - 1;
            boolean isFree = action == STAY || isLast || isCongested;
            rewards[i] = 2 - away(cell) - (isFree ? 0 : effort());
        }
    }

    private double away(int cell) {
        double away = 0;
        for (int k = 0; k < goals.length; k++) {
            int steps = Math.abs(grid.x(cell) - grid.x(goals[k])) + Math.abs(grid.y(cell) - grid.y(goals[k]));
            away += 2.0 * goalValues[k] * steps / grid.size();
        }
        return away;
    }
}
