package org.aumann.core.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.catalogue.Compass.Cell;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.Transitions;

/**
 * Soccer for two on a grid: both choose a move, which are done one after the other in random order.
 *
 * <p>Who walks into the other stays where he is; if he has the ball he loses it to the other. Play ends with a goal.
 */
abstract class SoccerField implements StochasticGame<SoccerField.Position> {
    private static final Position END = new Position(new Cell(-1, -1), new Cell(-1, -1), false);

    private final String name;
    private final double discount;
    private final int columns;
    private final int rows;

    /**
     * Who is where.
     *
     * @param a player A
     * @param b player B
     * @param hasA whether A has the ball
     */
    record Position(Cell a, Cell b, boolean hasA) {
        private Cell of(int player) {
            return player == 0 ? a : b;
        }

        private Position moved(int player, Cell to) {
            return player == 0 ? new Position(to, b, hasA) : new Position(a, to, hasA);
        }

        @Override
        public String toString() {
            return equals(END) ? "end" : "A" + a + (hasA ? "* B" : " B") + b + (hasA ? "" : "*");
        }
    }

    /** What a move came to: where the players are, or who has scored. */
    private record Outcome(Position position, double rewardOfA) {}

    SoccerField(GameArguments arguments, int columns, int rows) {
        this.name = arguments.toString();
        this.discount = arguments.real("discount");
        this.columns = columns;
        this.rows = rows;
    }

    /** What A earns when the ball is carried from one square to another, which may be beyond the edge; 0 if that is no goal. */
    abstract double goal(Cell from, Cell to);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> players() {
        return List.of("A", "B");
    }

    @Override
    public final double discount() {
        return discount;
    }

    @Override
    public final boolean isAbsorbing(Position state) {
        return state.equals(END);
    }

    @Override
    public final List<String> actions(Position state, int player) {
        return Compass.ALL;
    }

    @Override
    public final void move(Position state, int[] actions, Transitions<Position> transitions) {
        for (int first = 0; first < 2; first++) {
            Outcome outcome = walk(state, first, actions[first]);
            if (outcome.rewardOfA() == 0) {
                outcome = walk(outcome.position(), 1 - first, actions[1 - first]);
            }
            transitions.add(outcome.position(), 0.5, outcome.rewardOfA(), 0 - outcome.rewardOfA());
        }
    }

    private Outcome walk(Position from, int player, int action) {
        boolean hasBall = from.hasA() == (player == 0);
        Cell here = from.of(player);
        Cell there = Compass.of(action).from(here);
        double reward = hasBall ? goal(here, there) : 0;
        if (reward != 0) {
            return new Outcome(END, reward);
        }
        if (there.equals(from.of(1 - player))) {
            return new Outcome(hasBall ? new Position(from.a(), from.b(), !from.hasA()) : from, 0);
        }
        return new Outcome(there.isWithin(columns, rows) ? from.moved(player, there) : from, 0);
    }

    /** Kick-off with the ball of one player or, by a toss, of either. */
    static Map<Position, Double> kickOff(Cell a, Cell b, String ball) {
        Position ofA = new Position(a, b, true);
        Position ofB = new Position(a, b, false);
        return switch (ball) {
            case "a" -> Map.of(ofA, 1.0);
            case "b" -> Map.of(ofB, 1.0);
            default -> {
                Map<Position, Double> toss = new LinkedHashMap<>();
                toss.put(ofA, 0.5);
                toss.put(ofB, 0.5);
                yield toss;
            }
        };
    }
}
