package org.aumann.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.core.payoff.JointActionIndex;

/**
 * The size of a (meta-)game.
 *
 * @param players number of players
 * @param actions number of actions of each player
 * @param jointActions number of joint actions
 */
public record Shape(int players, List<Integer> actions, long jointActions) {
    /** Copies the list. */
    public Shape {
        actions = List.copyOf(actions);
    }

    /**
     * The shape of an index.
     *
     * @param index the joint actions
     * @return its shape
     */
    public static Shape of(JointActionIndex index) {
        return new Shape(
                index.playerCount(), Arrays.stream(index.actionCounts()).boxed().toList(), index.jointActionCount());
    }

    /**
     * The shape for people.
     *
     * @param noun what a joint action is: an action or a policy
     * @return for example {@code 3 players, 2 x 2 x 4 = 16 joint actions}
     */
    public String describe(String noun) {
        return Numbers.count(players, "player") + ", "
                + actions.stream().map(Object::toString).collect(Collectors.joining(" x "))
                + " = " + Numbers.count(jointActions) + " joint " + noun;
    }
}
