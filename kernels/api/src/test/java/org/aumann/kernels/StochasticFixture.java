package org.aumann.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.StageShape;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.core.stochastic.StochasticModelBuilder;
import org.aumann.core.stochastic.Transitions;

/** Stochastic games for tests. */
public final class StochasticFixture {
    private StochasticFixture() {}

    /**
     * One of each kind.
     *
     * @return two states that take turns, a grid, states of several shapes, three players, rewards of transitions, one player
     */
    public static List<StochasticModel> games() {
        return List.of(
                turns(),
                grid(),
                garnet(11, 2, 4, 3, 1),
                garnet(7, 3, 3, 2, 2),
                garnet(5, 1, 5, 4, 3),
                chain(),
                garnet(3, 4, 2, 1, 4));
    }

    /**
     * The game of Zinkevich, Greenwald and Littman 2005 without a deterministic stationary equilibrium.
     *
     * @return two states, in each of which one player keeps or sends
     */
    public static StochasticModel turns() {
        StochasticModelBuilder builder = new StochasticModelBuilder("turns", List.of("a", "b"), 0.75);
        builder.addState("first");
        builder.addState("second");
        builder.start(0, 1);
        builder.beginState(0, List.of(List.of("keep", "send"), List.of("wait")));
        row(builder, 0, 1, 0);
        row(builder, 1, 0, 3);
        builder.beginState(1, List.of(List.of("wait"), List.of("keep", "send")));
        row(builder, 1, 3, 1);
        row(builder, 0, 0, 0);
        return builder.build();
    }

    private static void row(StochasticModelBuilder builder, int next, double... rewards) {
        builder.beginRow();
        builder.add(next, 1, rewards);
        builder.endRow();
    }

    /**
     * One player walks right for 1 and then 10, or stops anywhere for 2: {@code V = (1 + 0.5 · 10, 10)} from the start on.
     *
     * @return two states and an end, γ = ½
     */
    public static StochasticModel chain() {
        StochasticModelBuilder builder = new StochasticModelBuilder("chain", List.of("a"), 0.5);
        builder.addState("first");
        builder.addState("second");
        builder.addState("end");
        builder.start(0, 1);
        for (int s = 0; s < 2; s++) {
            builder.beginState(s, List.of(List.of("stop", "walk")));
            row(builder, 2, 2);
            row(builder, s + 1, s == 0 ? 1 : 10);
        }
        return builder.build();
    }

    /**
     * Two on 2 × 2 squares who want to change places; they may meet.
     *
     * @return a compiled {@link StochasticGame}
     */
    public static StochasticModel grid() {
        return StochasticModel.of(new Grid());
    }

    /** States are the squares of both: 0 1 above 2 3. */
    private record Grid() implements StochasticGame<List<Integer>> {
        private static final List<String> MOVES = List.of("across", "along", "stay");

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
        public Map<List<Integer>, Double> start() {
            return Map.of(List.of(0, 3), 1.0);
        }

        @Override
        public boolean isAbsorbing(List<Integer> state) {
            return state.get(0) == 3 || state.get(1) == 0;
        }

        @Override
        public List<String> actions(List<Integer> state, int player) {
            return MOVES;
        }

        @Override
        public void move(List<Integer> state, int[] actions, Transitions<List<Integer>> transitions) {
            int[] bits = {1, 2, 0};
            int first = state.get(0) ^ bits[actions[0]];
            int second = state.get(1) ^ bits[actions[1]];
            double[] rewards = {first == 3 ? 100 : -1, second == 0 ? 100 : -1};
            if (first == second) { // one of them gets there
                transitions.add(List.of(first, state.get(1)), 0.5, rewards[0], -1);
                transitions.add(List.of(state.get(0), second), 0.5, -1, rewards[1]);
            } else {
                transitions.add(List.of(first, second), 1, rewards);
            }
        }
    }

    /**
     * Random games with states of several shapes, two of them absorbing where there are more than three, play that may begin in two
     * states, and rewards of transitions if the seed is even.
     *
     * @param states number of states
     * @param players number of players
     * @param actions most actions of a player
     * @param branching most successors of a row
     * @param seed of everything
     * @return the game
     */
    public static StochasticModel garnet(int states, int players, int actions, int branching, long seed) {
        Philox random = new Philox(seed);
        List<String> names = IntStream.range(0, players).mapToObj(p -> "p" + p).toList();
        StochasticModelBuilder builder = new StochasticModelBuilder("garnet" + seed, names, 0.8);
        IntStream.range(0, states).forEach(s -> builder.addState("s" + s));
        builder.start(0, 0.25);
        builder.start(1, 0.75);
        for (int s = 0; s < states; s++) {
            if (states > 3 && s % 3 == 2 && s < 6) {
                continue;
            }
            List<List<String>> labels = new ArrayList<>();
            for (int p = 0; p < players; p++) {
                int count = s == 0 ? actions : 1 + random.nextInt(actions);
                labels.add(Stream.iterate(0, a -> a + 1)
                        .limit(count)
                        .map(a -> "a" + a)
                        .toList());
            }
            StageShape shape = builder.beginState(s, labels);
            for (int a = 0; a < shape.jointActionCount(); a++) {
                addRow(builder, states, players, branching, seed % 2 == 0, random);
            }
        }
        return builder.build();
    }

    private static void addRow(
            StochasticModelBuilder builder,
            int states,
            int players,
            int branching,
            boolean isOfTransitions,
            Philox random) {
        builder.beginRow();
        double[] weights = random.doubles(1 + random.nextInt(branching), 0.1, 1).toArray();
        double sum = Arrays.stream(weights).sum();
        int first = random.nextInt(states);
        double[] rewards = random.doubles(players, -3, 5).toArray();
        for (int k = 0; k < weights.length; k++) {
            double[] own = isOfTransitions ? random.doubles(players, -3, 5).toArray() : rewards;
            builder.add((first + k) % states, weights[k] / sum, own);
        }
        builder.endRow();
    }
}
