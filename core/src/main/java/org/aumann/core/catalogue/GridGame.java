package org.aumann.core.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.aumann.core.catalogue.Compass.Cell;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.Transitions;
import org.jspecify.annotations.Nullable;

/**
 * Two players on a grid of 3 × 3 squares who want to get to their goals.
 *
 * <p>A begins in the south-west, B in the south-east; both move at once to the north, south, east or west, and stay where a wall
 * is. If both would come to the same square, and it is no goal of both, both stay and pay. A goal is worth 100 and ends play; both may
 * get there at once. A third of the rules differ:
 *
 * <ul>
 *   <li>grid_game_1: goals are in the opposite corners;
 *   <li>grid_game_2: one goal in the middle of the north; a step north out of a corner where play begins succeeds half of the time;
 *   <li>grid_game_3: the same goal, no barrier. By the rules of 2007, both get 20 if both go north at the start, and who goes to the
 *       middle of the south from there gets 25. By those of 2003 the goal is worth 120 after both went north at the start, and 125 for the
 *       one who went to the middle alone. A collision costs 50.
 * </ul>
 *
 * <p>Hu and Wellman 2003, "Nash Q-learning for general-sum stochastic games"; Greenwald and Hall 2003, "Correlated-Q learning", and the
 * version of 2007 with Zinkevich.
 */
final class GridGame implements StochasticGame<GridGame.Position> {
    private static final int SIZE = 3;
    private static final Cell GOAL = new Cell(1, 2);
    private static final Cell WEST_START = new Cell(0, 0);
    private static final Cell EAST_START = new Cell(2, 0);
    private static final Cell MIDDLE = new Cell(1, 0);
    private static final double PRIZE = 100;

    static final KindDefinition<StochasticGame<?>> DECOUPLED = KindDefinition.stochastic(
            "grid_game_1",
            "two players cross a 3x3 grid to opposite corners",
            arguments -> new GridGame(arguments, new Cell(2, 2), new Cell(0, 2), Rules.PLAIN),
            StochasticParameters.discount(0.9));

    static final KindDefinition<StochasticGame<?>> BARRIERS = KindDefinition.stochastic(
            "grid_game_2",
            "two players with a common goal, behind barriers of one half",
            arguments -> new GridGame(arguments, GOAL, GOAL, Rules.BARRIERS),
            StochasticParameters.discount(0.9));

    static final KindDefinition<StochasticGame<?>> RACE = KindDefinition.stochastic(
            "grid_game_3",
            "two players with a common goal, and prizes for the way there",
            arguments -> new GridGame(
                    arguments,
                    GOAL,
                    GOAL,
                    arguments.text("rules").equals("2007") ? Rules.PRIZES_AT_START : Rules.PRIZES_AT_GOAL),
            ParameterRule.choice(
                    "rules", "when the prizes are paid: 2007 at the start, 2003 at the goal", "2007", "2003"),
            StochasticParameters.discount(0.9));

    private final String name;
    private final double discount;
    private final List<Cell> goals;
    private final Rules rules;

    /** What the three games differ in. */
    private enum Rules {
        PLAIN(1),
        BARRIERS(1),
        PRIZES_AT_START(50),
        PRIZES_AT_GOAL(50);

        final double collision;

        Rules(double collision) {
            this.collision = collision;
        }
    }

    /** How the players left the start, where it matters. */
    private enum Way {
        OTHER,
        BOTH_NORTH,
        A_MIDDLE,
        B_MIDDLE
    }

    /**
     * Where the players are; null where play has ended.
     *
     * @param a player A
     * @param b player B
     * @param way how they got there, if that is paid at the goal
     */
    record Position(@Nullable Cell a, @Nullable Cell b, Way way) {
        @Override
        public String toString() {
            String cells = "A" + a + " B" + b;
            return a == null
                    ? "end"
                    : way == Way.OTHER ? cells : cells + " " + way.name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Position END = new Position(null, null, Way.OTHER);
    private static final Position START = new Position(WEST_START, EAST_START, Way.OTHER);

    private GridGame(GameArguments arguments, Cell goalOfA, Cell goalOfB, Rules rules) {
        this.name = arguments.toString();
        this.discount = arguments.real("discount");
        this.goals = List.of(goalOfA, goalOfB);
        this.rules = rules;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> players() {
        return List.of("A", "B");
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public Map<Position, Double> start() {
        return Map.of(START, 1.0);
    }

    @Override
    public boolean isAbsorbing(Position state) {
        return state.equals(END);
    }

    @Override
    public List<String> actions(Position state, int player) {
        return Compass.DIRECTIONS;
    }

    @Override
    public void move(Position state, int[] actions, Transitions<Position> transitions) {
        Cell a = Objects.requireNonNull(state.a());
        Cell b = Objects.requireNonNull(state.b());
        Cell toA = target(a, actions[0]);
        Cell toB = target(b, actions[1]);
        double openA = passable(a, actions[0]);
        double openB = passable(b, actions[1]);
        add(state, toA, toB, openA * openB, transitions);
        add(state, a, toB, (1 - openA) * openB, transitions);
        add(state, toA, b, openA * (1 - openB), transitions);
        add(state, a, b, (1 - openA) * (1 - openB), transitions);
    }

    private static Cell target(Cell from, int action) {
        return Compass.of(action).from(from).clamped(SIZE, SIZE);
    }

    /** The probability that a step is not held up by a barrier. */
    private double passable(Cell from, int action) {
        boolean isBarrier = rules == Rules.BARRIERS
                && Compass.of(action) == Compass.NORTH
                && (from.equals(WEST_START) || from.equals(EAST_START));
        return isBarrier ? 0.5 : 1;
    }

    private void add(Position state, Cell toA, Cell toB, double probability, Transitions<Position> transitions) {
        if (probability == 0) {
            return;
        }
        boolean isShared = toA.equals(goals.get(0)) && toB.equals(goals.get(1));
        boolean collides = toA.equals(toB) && !isShared;
        double rewardA = collides ? -rules.collision : 0;
        double rewardB = rewardA;
        Way way = state.way();
        if (isAtStart(state)) {
            boolean isBothNorth = toA.row() == 1 && toB.row() == 1;
            if (rules == Rules.PRIZES_AT_START) {
                rewardA += isBothNorth ? 20 : toA.equals(MIDDLE) ? 25 : 0;
                rewardB += isBothNorth ? 20 : toB.equals(MIDDLE) ? 25 : 0;
            } else if (rules == Rules.PRIZES_AT_GOAL && !collides) {
                way = isBothNorth
                        ? Way.BOTH_NORTH
                        : toA.equals(MIDDLE) ? Way.A_MIDDLE : toB.equals(MIDDLE) ? Way.B_MIDDLE : Way.OTHER;
            }
        }
        if (collides) {
            transitions.add(state, probability, rewardA, rewardB);
            return;
        }
        boolean arrivesA = toA.equals(goals.get(0));
        boolean arrivesB = toB.equals(goals.get(1));
        rewardA += arrivesA ? PRIZE + extra(way, Way.A_MIDDLE) : 0;
        rewardB += arrivesB ? PRIZE + extra(way, Way.B_MIDDLE) : 0;
        transitions.add(arrivesA || arrivesB ? END : new Position(toA, toB, way), probability, rewardA, rewardB);
    }

    private static boolean isAtStart(Position state) {
        return WEST_START.equals(state.a()) && EAST_START.equals(state.b());
    }

    /** What the goal is worth beside the prize, by the rules of 2003. */
    private static double extra(Way way, Way own) {
        return way == Way.BOTH_NORTH ? 20 : way == own ? 25 : 0;
    }
}
