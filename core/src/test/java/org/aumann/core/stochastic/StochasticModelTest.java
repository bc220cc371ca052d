package org.aumann.core.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aumann.core.Tolerances.assertClose;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.RandomStochasticGames.Interests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticModelTest {
    private static final List<String> GO = List.of("go");

    /**
     * From n to 2n (up), or to 2n + 1 with 1/4 and to 2n + 2 with 3/4 (down), up to 9, with the second player able to double what both earn; above is
     * the end.
     */
    private record Tree(double discount) implements StochasticGame<Integer> {
        @Override
        public String name() {
            return "tree";
        }

        @Override
        public List<String> players() {
            return List.of("walker", "payer");
        }

        @Override
        public Map<Integer, Double> start() {
            return new TreeMap<>(Map.of(1, 0.25, 3, 0.75));
        }

        @Override
        public boolean isAbsorbing(Integer state) {
            return state > 9;
        }

        @Override
        public List<String> actions(Integer state, int player) {
            return player == 0
                    ? List.of("up", "down")
                    : state % 2 == 0 ? List.of("once") : List.of("once", "twice", "not");
        }

        @Override
        public void move(Integer state, int[] actions, Transitions<Integer> transitions) {
            int times = (actions[1] + 1) % 3;
            if (actions[0] == 0) {
                transitions.add(2 * state, 1, state * times, -state);
            } else {
                transitions.add(2 * state + 2, 0.75, 4 * times, 1);
                transitions.add(2 * state + 1, 0.25, 8 * times, 5);
            }
        }
    }

    /** States by a search in breadth: 1 and 3 begin, then what 1 leads to in order of its joint actions and moves. */
    @Test
    void statesAreInTheOrderOfTheSearch() {
        StochasticModel model = StochasticModel.of(new Tree(0.5));
        assertThat(model.keys()).startsWith("1", "3", "2", "4", "6", "8", "7").doesNotHaveDuplicates();
        assertThat(model.start(0)).isEqualTo(0.25);
        assertThat(model.start(1)).isEqualTo(0.75);
        assertThat(IntStream.range(2, model.stateCount()).mapToDouble(model::start))
                .containsOnly(0.0);
        for (int s = 0; s < model.stateCount(); s++) {
            assertThat(model.isAbsorbing(s))
                    .isEqualTo(Integer.parseInt(model.keys().get(s)) > 9);
        }
        assertThat(model.horizon()).isEqualTo(2);
        assertThat(model.name()).isEqualTo("tree");
        assertThat(model.players()).containsExactly("walker", "payer");
    }

    /** Rows, cells and successors of what was told, and what comes out of it by definition. */
    @Test
    void rowsAndCells() {
        Tree game = new Tree(0.5);
        StochasticModel model = StochasticModel.of(game);
        int row = 0;
        for (int s = 0; s < model.stateCount(); s++) {
            assertThat(model.firstRow(s)).isEqualTo(row);
            int state = Integer.parseInt(model.keys().get(s));
            int joint = game.isAbsorbing(state) ? 0 : state % 2 == 0 ? 2 : 6;
            assertThat(model.jointActionCount(s)).isEqualTo(joint);
            for (int a = 0; a < joint; a++, row++) {
                int payer = a % (joint / 2);
                int times = (payer + 1) % 3;
                boolean isUp = a < joint / 2;
                assertThat(model.shape(s).labels(a))
                        .containsExactly(
                                isUp ? "up" : "down",
                                List.of("once", "twice", "not").get(payer));
                int first = model.firstSuccessor(row);
                assertThat(model.firstSuccessor(row + 1) - first).isEqualTo(isUp ? 1 : 2);
                for (int i = first; i < model.firstSuccessor(row + 1); i++) {
                    int next = Integer.parseInt(model.keys().get(model.successor(i)));
                    assertThat(i == first || model.successor(i) > model.successor(i - 1))
                            .isTrue();
                    assertThat(model.probability(i)).isEqualTo(isUp ? 1 : next % 2 == 0 ? 0.75 : 0.25);
                    assertThat(model.transitionReward(i, model.firstCell(s, 0) + a, 0))
                            .isEqualTo((isUp ? state : next % 2 == 0 ? 4 : 8) * times);
                    assertThat(model.transitionReward(i, model.firstCell(s, 1) + a, 1))
                            .isEqualTo(isUp ? -state : next % 2 == 0 ? 1 : 5);
                }
                assertThat(model.reward(2 * model.firstRow(s) + a)).isEqualTo((isUp ? state : 5) * times);
                assertThat(model.reward(2 * model.firstRow(s) + joint + a)).isEqualTo(isUp ? -state : 2);
            }
        }
        assertThat(model.rowCount()).isEqualTo(row);
        assertThat(model.cellCount()).isEqualTo(2 * row);
        assertThat(model.hasTransitionRewards()).isTrue();
        assertThat(model.firstRows()).hasSize(model.stateCount() + 1).endsWith(row);
        assertThat(model.firstSuccessors()).hasSize(row + 1).endsWith(model.successorCount());
        assertThat(model.rewardRange(0)).isEqualTo(18); // state 9, twice
        assertThat(model.rewardRange(1)).isEqualTo(9 + 5);
    }

    @Test
    void statesOfEqualShapeShareIt() {
        StochasticModel model = StochasticModel.of(new Tree(0.5));
        assertThat(model.shape(0)).isSameAs(model.shape(1)).isNotSameAs(model.shape(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.shape(model.stateCount() - 1))
                .withMessage("state (" + (model.stateCount() - 1) + ") must not be absorbing");
    }

    private static StochasticModelBuilder oneState(double discount) {
        StochasticModelBuilder builder = new StochasticModelBuilder("test", List.of("a", "b"), discount);
        builder.addState("s");
        builder.addState("end");
        builder.start(0, 1);
        builder.beginState(0, List.of(GO, GO));
        builder.beginRow();
        return builder;
    }

    /** Successors that are the same add up, and their rewards to the mean; those in other rows do not. */
    @Test
    void equalSuccessorsAreOne() {
        StochasticModelBuilder builder = oneState(0.5);
        builder.add(1, 0.25, 4, 1);
        builder.add(0, 0.25, 7, 1);
        builder.add(1, 0.5, 10, 1);
        builder.endRow();
        StochasticModel model = builder.build();
        assertThat(model.successors()).containsExactly(0, 1);
        assertThat(model.probabilities()).containsExactly(0.25, 0.75);
        assertThat(model.transitionReward(1, 0, 0)).isEqualTo(8);
        assertThat(model.transitionReward(0, 0, 0)).isEqualTo(7);
        assertThat(model.rewards()).containsExactly(7.75, 1);
    }

    /** The mean of the same is the same, to the last digit: else rewards would seem to depend on where the step leads. */
    @Test
    void mergedRewardsThatAreEqualStayEqual() {
        Philox random = new Philox(Seeds.seed());
        for (int k = 0; k < 200; k++) {
            double[] rewards = random.doubles(2, -1, 1).toArray();
            double weight = random.nextDouble(0.01, 0.3);
            StochasticModelBuilder builder = oneState(0.5);
            builder.add(1, weight, rewards);
            builder.add(0, 0.5 - weight, rewards);
            builder.add(1, 0.5, rewards);
            builder.endRow();
            StochasticModel model = builder.build();
            assertThat(model.hasTransitionRewards()).as(Seeds.replay()).isFalse();
            assertThat(model.rewards()).as(Seeds.replay()).containsExactly(rewards);
        }
    }

    @Test
    void sumsAreExact() {
        StochasticModelBuilder builder = oneState(0.5);
        for (int k = 0; k < 10; k++) {
            builder.add(k % 2, 0.1 + 5e-11, k, 0);
        }
        builder.endRow();
        StochasticModel model = builder.build();
        assertClose("half", model.probability(0), 0.5, 1e-16, 0);
        assertThat(model.probability(0) + model.probability(1)).isEqualTo(1);
        assertClose("reward", model.reward(0), 4.5, 1e-15, 0);
    }

    @Test
    void atTheStart() {
        StochasticModel model = StochasticModel.of(new Tree(0.5));
        double[] values = new double[model.stateCount()];
        values[0] = 4;
        values[1] = 8;
        values[2] = Double.NaN; // does not count
        assertThat(model.atStart(values)).isEqualTo(7);
    }

    /** Undiscounted play must end whatever anybody does: the length of the longest way, here by the worst of the players. */
    @Test
    void horizonOfPlayThatEnds() {
        assertThat(StochasticModel.of(new Tree(1)).horizon()).isEqualTo(4); // 1, 2, 4, 8 and end
        StochasticModelBuilder builder = oneState(1);
        builder.add(0, 0.875, 0, 0);
        builder.add(1, 0.125, 0, 0);
        builder.endRow();
        assertClose("expected steps", builder.build().horizon(), 8, 0, 1e-5);
        assertThat(StochasticModel.of(new Tree(0)).horizon()).isEqualTo(1);
    }

    /** Only a set of states that can be kept for ever is refused: not one that is left with a small probability whatever is done. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endComponents(boolean isClosed) {
        StochasticModelBuilder builder = new StochasticModelBuilder("test", List.of("a", "b"), 1);
        List.of("start", "left", "right", "end").forEach(builder::addState);
        builder.start(0, 1);
        for (int s = 0; s < 3; s++) {
            // The first player leaves, or lets the second one choose left or right.
            builder.beginState(s, List.of(List.of("leave", "stay"), List.of("left", "right")));
            for (int a = 0; a < 4; a++) {
                builder.beginRow();
                double stay = a < 2 ? 0 : isClosed || (a == 3 && s == 1) ? 1 : 0.75;
                if (stay > 0) {
                    builder.add(1 + a % 2, stay, 0, 0);
                }
                if (stay < 1) {
                    builder.add(3, 1 - stay, 1, -1);
                }
                builder.endRow();
            }
        }
        if (isClosed) {
            assertThatThrownBy(builder::build)
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessage("discount (1) of game test: found that play from state start need never end, expected a"
                            + " discount below 1 or an absorbing state under every policy");
        } else {
            // From left one step to right is free; there 3/4 stay: L = 1 + R, R = 1 + 3/4 L
            StochasticModel model = builder.build();
            assertClose("expected steps", model.horizon(), 8, 0, 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.5 | discount (-0.5) of game test must be a number from 0 to 1",
                "1.5 | discount (1.5) of game test must be a number from 0 to 1",
                "NaN | discount (NaN) of game test must be a number from 0 to 1",
            })
    void refusedDiscounts(double discount, String message) {
        requireRefused(message, () -> oneState(discount));
    }

    private static void requireRefused(String message, Runnable run) {
        assertThatThrownBy(run::run)
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void refusals() {
        requireRefused(
                "game none: found no players, expected at least 1",
                () -> new StochasticModelBuilder("none", List.of(), 0.5));
        StochasticModelBuilder open = oneState(0.5);
        for (double weight : new double[] {0, -0.5, 1.5, Double.NaN}) {
            requireRefused(
                    "probability (" + weight + ") of successor end of game test must be above 0 and at most 1",
                    () -> open.add(1, weight, 0, 0));
        }
        requireRefused("reward (NaN) of game test must be finite", () -> open.add(1, 1, 0, Double.NaN));
        requireRefused("rewards (1) of game test must be one for each of 2 players", () -> open.add(1, 1, 0));
        requireRefused("probabilities of row 0 of game test sum to 0.0, they must sum to 1", open::endRow);
        open.add(1, 0.5, 0, 0);
        requireRefused("probabilities of row 0 of game test sum to 0.5, they must sum to 1", open::endRow);
        requireRefused("start probability (-1.0) of state s of game test must be from 0 to 1", () -> open.start(0, -1));
        StochasticModelBuilder idle = new StochasticModelBuilder("test", List.of("a", "b"), 0.5);
        idle.addState("s");
        requireRefused("start probabilities of game test sum to 0.0, they must sum to 1", idle::build);
        requireRefused(
                "state s of game test: found no action of player b, expected at least 1",
                () -> idle.beginState(0, List.of(GO, List.of())));
    }

    /** Whoever reads a game tells its states and actions apart by their names. */
    @Test
    void namesAreDistinct() {
        StochasticModelBuilder builder = new StochasticModelBuilder("test", List.of("a"), 0.5);
        builder.addState("s");
        builder.addState("s");
        builder.start(0, 1);
        requireRefused("state s of game test must be there once", builder::build);
        requireRefused(
                "action x of player a in state s of game test must be there once",
                () -> builder.beginState(0, List.of(List.of("x", "y", "x"))));
    }

    @Test
    void allRowsMustBeThere() {
        StochasticModelBuilder builder = new StochasticModelBuilder("test", List.of("a"), 0.5);
        builder.addState("s");
        builder.start(0, 1);
        builder.beginState(0, List.of(List.of("x", "y")));
        builder.beginRow();
        builder.add(0, 1, 0);
        builder.endRow();
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessage("rows (1) of game test must be 2, one for every state and joint action");
    }

    /** What is made of a game without changes is the same game. */
    @Test
    void remadeGamesAreTheSame() {
        Philox random = new Philox(Seeds.seed());
        StochasticModel model = RandomStochasticGames.game(random, Interests.GENERAL, 0.9, 6, 3, 2, 2);
        int[] order = RandomStochasticGames.order(random, model.stateCount());
        int[] back = new int[order.length];
        for (int s = 0; s < order.length; s++) {
            back[order[s]] = s;
        }
        StochasticModel again = RandomStochasticGames.reordered(RandomStochasticGames.reordered(model, order), back);
        assertThat(again.keys()).isEqualTo(model.keys());
        assertThat(again.successors()).isEqualTo(model.successors());
        assertClose("probabilities", again.probabilities(), model.probabilities(), 1e-15);
        assertClose("rewards", again.rewards(), model.rewards(), 1e-14);
        assertThat(again.firstRows()).isEqualTo(model.firstRows());
    }
}
