package org.aumann.core.stochastic;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;

/**
 * What the players can do in a state.
 *
 * @param index the joint actions
 * @param labels the label of every action, {@code [player][action]}
 */
public record StageShape(JointActionIndex index, List<List<String>> labels) {
    /** Copies the lists. */
    public StageShape {
        labels = labels.stream().map(List::copyOf).toList();
    }

    /**
     * A shape.
     *
     * @param labels the label of every action, {@code [player][action]}
     * @return the shape, the number of actions counted
     */
    public static StageShape of(List<List<String>> labels) {
        return new StageShape(
                JointActionIndex.of(labels.stream().mapToInt(List::size).toArray()), labels);
    }

    /**
     * Number of joint actions.
     *
     * @return J
     */
    public int jointActionCount() {
        return Math.toIntExact(index.jointActionCount());
    }

    /**
     * The labels of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @return one label a player
     */
    public List<String> labels(int jointAction) {
        return IntStream.range(0, index.playerCount())
                .mapToObj(p -> labels.get(p).get(index.action(jointAction, p)))
                .toList();
    }
}
