package org.aumann.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;
import org.aumann.core.stochastic.Transitions;

/** Stochastic games to measure kernels on. */
final class BenchedGames {
    private BenchedGames() {}

    /** Two on 3 × 3 squares with goals of their own, as Greenwald and Hall 2003: 57 states and an end, 4 × 4 joint actions. */
    static StochasticModel grid() {
        return StochasticModel.of(new Grid());
    }

    /** The squares of both, from 0 row by row. */
    private record Squares(int first, int second) {}

    private record Grid() implements StochasticGame<Squares> {
        private static final int SIDE = 3;
        private static final int FIRST_GOAL = 8;
        private static final int SECOND_GOAL = 6;
        private static final Squares END = new Squares(-1, -1);
        private static final List<String> MOVES = List.of("north", "south", "east", "west");

        @Override
        public String name() {
            return "grid";
        }

        @Override
        public List<String> players() {
            return List.of("a", "b");
        }

        @Override
        public double discount() {
            return 0.9;
        }

        @Override
        public Map<Squares, Double> start() {
            return Map.of(new Squares(0, 2), 1.0);
        }

        @Override
        public boolean isAbsorbing(Squares state) {
            return state.equals(END);
        }

        @Override
        public List<String> actions(Squares state, int player) {
            return MOVES;
        }

        @Override
        public void move(Squares state, int[] actions, Transitions<Squares> transitions) {
            int first = moved(state.first, actions[0]);
            int second = moved(state.second, actions[1]);
            if (first == second) {
                transitions.add(state, 1, -1, -1);
            } else if (first == FIRST_GOAL || second == SECOND_GOAL) {
                transitions.add(END, 1, first == FIRST_GOAL ? 100 : 0, second == SECOND_GOAL ? 100 : 0);
            } else {
                transitions.add(new Squares(first, second), 1, 0, 0);
            }
        }

        private static int moved(int square, int action) {
            int column = square % SIDE + (action == 2 ? 1 : action == 3 ? -1 : 0);
            int row = square / SIDE + (action == 0 ? 1 : action == 1 ? -1 : 0);
            boolean isInside = column >= 0 && column < SIDE && row >= 0 && row < SIDE;
            return isInside ? row * SIDE + column : square;
        }
    }

    /** Random moves and rewards in [0, 1): two players of five actions, four successors a row. */
    static StochasticModel garnet(int states) {
        int actions = 5;
        int branching = 4;
        Philox random = new Philox(1);
        StochasticModelBuilder builder = new StochasticModelBuilder("garnet", List.of("a", "b"), 0.9);
        IntStream.range(0, states).forEach(s -> builder.addState("s" + s));
        builder.start(0, 1);
        List<List<String>> labels = Collections.nCopies(2, List.of("0", "1", "2", "3", "4"));
        for (int s = 0; s < states; s++) {
            builder.beginState(s, labels);
            for (int a = 0; a < actions * actions; a++) {
                double[] rewards = {random.nextDouble(), random.nextDouble()};
                builder.beginRow();
                for (int k = 0; k < branching; k++) {
                    builder.add(random.nextInt(states), 1.0 / branching, rewards);
                }
                builder.endRow();
            }
        }
        return builder.build();
    }
}
