package org.aumann.kernels.host;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.stochastic.QLearner;
import org.aumann.core.stochastic.StochasticModel;

/**
 * A stochastic game as learners need it: thresholds of draws instead of probabilities, and what players earn beside each other.
 *
 * <p>The arrays are the model's own and not to be modified.
 */
public final class LearningModel {
    private final StochasticModel model;
    private final List<JointActionIndex> shapes;
    private final int[] shapeOf;
    private final int[] strides;
    private final int[] firstPart;
    private final int[] parts;
    private final int[] firstRow;
    private final int[] firstSuccessor;
    private final int[] successor;
    private final int[] lastDraw;
    private final double[] reward;
    private final int[] startState;
    private final int[] startLastDraw;

    /**
     * The tables of a game.
     *
     * @param model the game
     * @throws org.aumann.core.InvalidInputException if play may begin in an absorbing state
     */
    public LearningModel(StochasticModel model) {
        QLearner.requireStart(model);
        this.model = model;
        int n = model.playerCount();
        this.shapes = IntStream.range(0, model.stateCount())
                .filter(s -> !model.isAbsorbing(s))
                .mapToObj(s -> model.shape(s).index())
                .distinct()
                .toList();
        this.shapeOf = IntStream.range(0, model.stateCount())
                .map(s -> model.isAbsorbing(s)
                        ? -1
                        : shapes.indexOf(model.shape(s).index()))
                .toArray();
        this.strides = new int[shapes.size() * (n + 1)];
        for (int k = 0; k < shapes.size(); k++) {
            strides[k * (n + 1)] = Math.toIntExact(shapes.get(k).jointActionCount());
            for (int p = 0; p < n; p++) {
                strides[k * (n + 1) + p + 1] = Math.toIntExact(shapes.get(k).stride(p));
            }
        }
        this.firstPart = new int[shapes.size() + 1];
        for (int k = 0; k < shapes.size(); k++) {
            firstPart[k + 1] = Math.addExact(firstPart[k], Math.multiplyExact(n, strides[k * (n + 1)]));
        }
        this.parts = new int[firstPart[shapes.size()]];
        for (int k = 0; k < shapes.size(); k++) {
            for (int i = firstPart[k]; i < firstPart[k + 1]; i++) {
                int jointAction = (i - firstPart[k]) / n;
                int p = (i - firstPart[k]) % n;
                parts[i] = Math.toIntExact(
                        shapes.get(k).action(jointAction, p) * shapes.get(k).stride(p));
            }
        }
        this.firstRow = model.firstRows();
        this.firstSuccessor = model.firstSuccessors();
        this.successor = model.successors();
        this.lastDraw = new int[successor.length];
        double[] probability = model.probabilities();
        for (int row = 0; row < model.rowCount(); row++) {
            int first = firstSuccessor[row];
            EpisodeDraws.lastDraws(probability, first, firstSuccessor[row + 1] - first, lastDraw, first);
        }
        this.reward = rewards(model);
        this.startState = IntStream.range(0, model.stateCount())
                .filter(s -> model.start(s) > 0)
                .toArray();
        double[] start = IntStream.of(startState).mapToDouble(model::start).toArray();
        this.startLastDraw = new int[start.length];
        EpisodeDraws.lastDraws(start, 0, start.length, startLastDraw, 0);
    }

    private static double[] rewards(StochasticModel model) {
        int n = model.playerCount();
        boolean isOfSuccessors = model.hasTransitionRewards();
        double[] reward = new double[Math.multiplyExact(isOfSuccessors ? model.successorCount() : model.rowCount(), n)];
        for (int s = 0; s < model.stateCount(); s++) {
            for (int a = 0; a < model.jointActionCount(s); a++) {
                int row = model.firstRow(s) + a;
                for (int p = 0; p < n; p++) {
                    int cell = model.firstCell(s, p) + a;
                    if (isOfSuccessors) {
                        for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                            reward[i * n + p] = model.transitionReward(i, cell, p);
                        }
                    } else {
                        reward[row * n + p] = model.reward(cell);
                    }
                }
            }
        }
        return reward;
    }

    /**
     * The game.
     *
     * @return the compiled game
     */
    public StochasticModel model() {
        return model;
    }

    /**
     * The shapes of stage games.
     *
     * @return distinct indices, by first state
     */
    public List<JointActionIndex> shapes() {
        return shapes;
    }

    /**
     * The shape of every state.
     *
     * @return numbers of shapes, −1 where absorbing
     */
    public int[] shapeOf() {
        return shapeOf;
    }

    /**
     * The number of joint actions, and every player's stride; what lies between two strides are the actions of a player.
     *
     * @return {@code [shape][J, stride of player 0, …]}
     */
    public int[] strides() {
        return strides;
    }

    /**
     * Where the parts of every shape begin, and the end.
     *
     * @return one number a shape and one more
     */
    public int[] firstPart() {
        return firstPart;
    }

    /**
     * The parts of joint actions: a player's own action times its stride, the joint action in which all others play action 0.
     *
     * @return {@code [shape][joint action][player]}
     */
    public int[] parts() {
        return parts;
    }

    /**
     * The first row of every state, and the end.
     *
     * @return one number a state and one more
     */
    public int[] firstRow() {
        return firstRow;
    }

    /**
     * The first successor of every row, and the end.
     *
     * @return one number a row and one more
     */
    public int[] firstSuccessor() {
        return firstSuccessor;
    }

    /**
     * The states of successors.
     *
     * @return by successor
     */
    public int[] successor() {
        return successor;
    }

    /**
     * The last draw that chooses a successor or one before it.
     *
     * @return by successor
     */
    public int[] lastDraw() {
        return lastDraw;
    }

    /**
     * What is earned: {@code [successor][player]} if the game {@linkplain StochasticModel#hasTransitionRewards says so}, else
     * {@code [row][player]}.
     *
     * @return rewards
     */
    public double[] reward() {
        return reward;
    }

    /**
     * The states that play may begin in.
     *
     * @return ascending
     */
    public int[] startState() {
        return startState;
    }

    /**
     * The last draw that chooses a start or one before it.
     *
     * @return by start
     */
    public int[] startLastDraw() {
        return startLastDraw;
    }

    /**
     * The start that a draw chooses.
     *
     * @param draw a draw
     * @return state from 0
     */
    public int start(int draw) {
        int least = 0;
        int greatest = startState.length - 1;
        while (least < greatest) {
            int middle = (least + greatest) >>> 1;
            if (draw > startLastDraw[middle]) {
                least = middle + 1;
            } else {
                greatest = middle;
            }
        }
        return startState[least];
    }
}
