package org.aumann.core.stochastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random stochastic games for tests, and games made from others by changes that must not matter. */
public final class RandomStochasticGames {
    private RandomStochasticGames() {}

    /** How the payoffs of the players hang together. */
    public enum Interests {
        /** Not at all. */
        GENERAL,
        /** Those of two players sum to 0. */
        ZERO_SUM,
        /** All players earn the same. */
        COMMON
    }

    /**
     * A random game in which all states are of different shapes, and rows have one to three successors.
     *
     * @param random draws it
     * @param interests how payoffs hang together
     * @param discount γ; if it is 1, a third of every row leads to the end
     * @param states states that are not absorbing; one more is the end
     * @param mostActions most actions of every player
     * @return a game that may begin in any state but the end
     */
    public static StochasticModel game(
            RandomGenerator random, Interests interests, double discount, int states, int... mostActions) {
        List<String> players =
                IntStream.range(0, mostActions.length).mapToObj(p -> "p" + p).toList();
        StochasticModelBuilder builder = new StochasticModelBuilder("random", players, discount);
        for (int s = 0; s <= states; s++) {
            builder.addState(s < states ? "s" + s : "end");
        }
        for (int s = 0; s < states; s++) {
            builder.start(s, 1.0 / states);
            List<List<String>> labels = Arrays.stream(mostActions)
                    .mapToObj(most -> IntStream.rangeClosed(0, random.nextInt(most))
                            .mapToObj(a -> "a" + a)
                            .toList())
                    .toList();
            StageShape shape = builder.beginState(s, labels);
            for (int a = 0; a < shape.jointActionCount(); a++) {
                builder.beginRow();
                double[] weights = random.doubles(1 + random.nextInt(3), 0.1, 1).toArray();
                double sum = Arrays.stream(weights).sum() * (discount == 1 ? 1.5 : 1);
                for (double weight : weights) {
                    builder.add(random.nextInt(states + 1), weight / sum, rewards(random, interests, players.size()));
                }
                if (discount == 1) {
                    builder.add(states, 1.0 / 3, rewards(random, interests, players.size()));
                }
                builder.endRow();
            }
        }
        return builder.build();
    }

    private static double[] rewards(RandomGenerator random, Interests interests, int players) {
        double[] rewards = random.doubles(players, -2, 3).toArray();
        for (int p = 1; p < players; p++) {
            rewards[p] = switch (interests) {
                case GENERAL -> rewards[p];
                case ZERO_SUM -> -rewards[0];
                case COMMON -> rewards[0];
            };
        }
        return rewards;
    }

    /**
     * A normal-form game of two players, again and again.
     *
     * @param discount γ
     * @param first what the first player earns. Not modified.
     * @param second what the second one earns. Not modified.
     * @return one state
     */
    public static StochasticModel repeated(double discount, double[][] first, double[][] second) {
        StochasticModelBuilder builder = new StochasticModelBuilder("repeated", List.of("A", "B"), discount);
        builder.addState("always");
        builder.start(0, 1);
        builder.beginState(0, List.of(numbers(first.length), numbers(first[0].length)));
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < first[i].length; j++) {
                builder.beginRow();
                builder.add(0, 1, first[i][j], second[i][j]);
                builder.endRow();
            }
        }
        return builder.build();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /**
     * The same game with states in another order.
     *
     * @param model the game
     * @param order which old state a new one is. Not modified.
     * @return the game with renumbered states
     */
    public static StochasticModel reordered(StochasticModel model, int[] order) {
        return remade(model, order, identity(model.playerCount()), List.of());
    }

    /**
     * The same game with players in another order.
     *
     * @param model the game
     * @param order which old player a new one is. Not modified.
     * @return the game with renumbered players
     */
    public static StochasticModel permuted(StochasticModel model, int[] order) {
        return remade(model, identity(model.stateCount()), order, List.of());
    }

    /**
     * The same game with other rewards.
     *
     * @param model the game
     * @param changes what becomes of the rewards of every player
     * @return the game with those rewards
     */
    public static StochasticModel paid(StochasticModel model, List<DoubleUnaryOperator> changes) {
        return remade(model, identity(model.stateCount()), identity(model.playerCount()), changes);
    }

    private static int[] identity(int size) {
        return IntStream.range(0, size).toArray();
    }

    private static StochasticModel remade(
            StochasticModel model, int[] states, int[] players, List<DoubleUnaryOperator> changes) {
        int n = players.length;
        StochasticModelBuilder builder = new StochasticModelBuilder(
                model.name(),
                Arrays.stream(players).mapToObj(model.players()::get).toList(),
                model.discount());
        int[] newState = new int[states.length];
        for (int s = 0; s < states.length; s++) {
            newState[states[s]] = s;
            builder.addState(model.keys().get(states[s]));
        }
        for (int s = 0; s < states.length; s++) {
            int old = states[s];
            builder.start(s, model.start(old));
            if (model.isAbsorbing(old)) {
                continue;
            }
            StageShape before = model.shape(old);
            List<List<String>> labels = new ArrayList<>();
            for (int p : players) {
                labels.add(before.labels().get(p));
            }
            StageShape after = builder.beginState(s, labels);
            for (int a = 0; a < after.jointActionCount(); a++) {
                int b = jointAction(before, after, a, players);
                int row = model.firstRow(old) + b;
                builder.beginRow();
                for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                    double[] rewards = new double[n];
                    for (int p = 0; p < n; p++) {
                        double reward = model.transitionReward(i, model.firstCell(old, players[p]) + b, players[p]);
                        rewards[p] = changes.isEmpty()
                                ? reward
                                : changes.get(players[p]).applyAsDouble(reward);
                    }
                    builder.add(newState[model.successor(i)], model.probability(i), rewards);
                }
                builder.endRow();
            }
        }
        return builder.build();
    }

    /** The joint action of the old order that is one of the new order. */
    private static int jointAction(StageShape before, StageShape after, int jointAction, int[] players) {
        int[] actions = new int[players.length];
        for (int p = 0; p < players.length; p++) {
            actions[players[p]] = after.index().action(jointAction, p);
        }
        return (int) before.index().jointAction(actions);
    }

    /**
     * A policy in a game with states and players in another order.
     *
     * @param policy the policy in the old game
     * @param model the new game
     * @param states which old state a new one is. Not modified.
     * @param players which old player a new one is. Not modified.
     * @return the same policy in the new game
     */
    static StationaryPolicy carried(StationaryPolicy policy, StochasticModel model, int[] states, int[] players) {
        double[] probability = new double[model.rowCount()];
        for (int s = 0; s < states.length; s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                int old = jointAction(policy.model().shape(states[s]), model.shape(s), a, players);
                probability[model.firstRow(s) + a] =
                        policy.probability(policy.model().firstRow(states[s]) + old);
            }
        }
        return StationaryPolicy.of(model, probability);
    }

    /**
     * A random policy, correlated.
     *
     * @param random draws it
     * @param model the game
     * @return a policy in which a third of the joint actions is not played
     */
    public static StationaryPolicy policy(RandomGenerator random, StochasticModel model) {
        double[] probability = new double[model.rowCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            double sum = 0;
            for (int row = model.firstRow(s); row < model.firstRow(s + 1); row++) {
                boolean isLast = row == model.firstRow(s + 1) - 1;
                probability[row] = random.nextInt(3) > 0 || (isLast && sum == 0) ? random.nextDouble(0.05, 1) : 0;
                sum += probability[row];
            }
            for (int row = model.firstRow(s); row < model.firstRow(s + 1); row++) {
                probability[row] /= sum;
            }
        }
        return StationaryPolicy.of(model, probability);
    }

    /**
     * A random order.
     *
     * @param random draws it
     * @param size how many there are
     * @return the numbers from 0 in that order
     */
    public static int[] order(RandomGenerator random, int size) {
        int[] order = identity(size);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
