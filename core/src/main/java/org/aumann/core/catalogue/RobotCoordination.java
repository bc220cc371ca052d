package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aumann.core.catalogue.Compass.Cell;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.Transitions;

/**
 * Two robots that cross a grid from opposite corners, and may slip.
 *
 * <p>The first moves to the north, east or north-east until it is in the north-east corner; the second the other way. Only moves that stay on the grid are
 * legal. A straight move goes one to either side, too, with probability {@code slip / 2} each (unless there is a wall), a diagonal one becomes either
 * of its straight parts. Both on one square is a crash, the end. The first robot earns 1, and the second loses it, if the first arrives without a crash: the value
 * is the probability of that, undiscounted. A benchmark of model checkers for concurrent stochastic games (Kwiatkowska, Norman, Parker and Santos
 * 2018).
 */
final class RobotCoordination implements StochasticGame<RobotCoordination.Position> {
    static final KindDefinition<StochasticGame<?>> DEFINITION = KindDefinition.stochastic(
            "robot_coordination",
            "two robots that slip cross a grid; the first one wants to arrive, the second to crash",
            RobotCoordination::new,
            ParameterRule.integer("size", 5, 2, 30, "columns and rows of the grid"),
            ParameterRule.real("slip", 0.1, 0, 1, "probability of another move than the chosen one"));

    /** Where the robots are. */
    record Position(Cell first, Cell second) {
        @Override
        public String toString() {
            return first + " " + second;
        }
    }

    /** A move and its probability. */
    private record Landing(Cell cell, double probability) {}

    private final String name;
    private final int size;
    private final double slip;
    private final Cell southWest = new Cell(0, 0);
    private final Cell northEast;

    private RobotCoordination(GameArguments arguments) {
        this.name = arguments.toString();
        this.size = arguments.integer("size");
        this.slip = arguments.real("slip");
        this.northEast = new Cell(size - 1, size - 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> players() {
        return List.of("first", "second");
    }

    @Override
    public double discount() {
        return 1;
    }

    @Override
    public Map<Position, Double> start() {
        return Map.of(new Position(southWest, northEast), 1.0);
    }

    @Override
    public boolean isAbsorbing(Position state) {
        return state.first().equals(state.second()) || state.first().equals(northEast);
    }

    @Override
    public List<String> actions(Position state, int player) {
        return steps(state, player).stream().map(step -> label(step, player)).toList();
    }

    /** The legal moves as steps away from the corner where the robot began; none in the other corner. */
    private List<Cell> steps(Position state, int player) {
        Cell from = player == 0 ? state.first() : state.second();
        List<Cell> steps = new ArrayList<>();
        for (Cell step : List.of(new Cell(0, 1), new Cell(1, 0), new Cell(1, 1))) {
            if (moved(from, step, player).isWithin(size, size)) {
                steps.add(step);
            }
        }
        return steps.isEmpty() ? List.of(new Cell(0, 0)) : steps;
    }

    private static String label(Cell step, int player) {
        if (step.column() + step.row() == 0) {
            return "stay";
        }
        String row = player == 0 ? "north" : "south";
        String column = player == 0 ? "east" : "west";
        return step.column() == 0 ? row : step.row() == 0 ? column : row + "-" + column;
    }

    private static Cell moved(Cell from, Cell step, int player) {
        int sign = player == 0 ? 1 : -1;
        return new Cell(from.column() + sign * step.column(), from.row() + sign * step.row());
    }

    @Override
    public void move(Position state, int[] actions, Transitions<Position> transitions) {
        for (Landing first : landings(state, 0, actions[0])) {
            for (Landing second : landings(state, 1, actions[1])) {
                Position next = new Position(first.cell(), second.cell());
                boolean arrives =
                        first.cell().equals(northEast) && !second.cell().equals(northEast);
                transitions.add(next, first.probability() * second.probability(), arrives ? 1 : 0, arrives ? -1 : 0);
            }
        }
    }

    private List<Landing> landings(Position state, int player, int action) {
        Cell from = player == 0 ? state.first() : state.second();
        Cell step = steps(state, player).get(action);
        List<Landing> landings = new ArrayList<>();
        boolean stays = step.column() + step.row() == 0;
        add(landings, moved(from, step, player), stays ? 1 : 1 - slip);
        if (!stays) {
            List<Cell> slips = step.column() + step.row() == 2
                    ? List.of(new Cell(1, 0), new Cell(0, 1))
                    : List.of(aside(step, 1), aside(step, -1));
            slips.forEach(slipped -> add(landings, moved(from, slipped, player).clamped(size, size), slip / 2));
        }
        return landings;
    }

    /** A straight step that goes aside, too. */
    private static Cell aside(Cell step, int sign) {
        return new Cell(step.column() + sign * step.row(), step.row() + sign * step.column());
    }

    private static void add(List<Landing> landings, Cell cell, double probability) {
        if (probability > 0) {
            landings.add(new Landing(cell, probability));
        }
    }
}
