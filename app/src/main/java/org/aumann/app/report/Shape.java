package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.JointActionIndex;
import org.jspecify.annotations.Nullable;

/**
 * The size of a (meta-)game.
 *
 * @param players number of players
 * @param actions number of actions of each player
 * @param jointActions number of joint actions
 * @param countProfiles number of count profiles, where a symmetric game was solved by them
 */
public record Shape(
        int players,
        List<Integer> actions,
        BigInteger jointActions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer countProfiles) {
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
                index.playerCount(),
                Arrays.stream(index.actionCounts()).boxed().toList(),
                BigInteger.valueOf(index.jointActionCount()),
                null);
    }

    /**
     * The shape of a symmetric game.
     *
     * @param profiles its count profiles
     * @return its shape
     */
    public static Shape of(CountProfiles profiles) {
        return new Shape(
                profiles.players(),
                Collections.nCopies(profiles.players(), profiles.actions()),
                BigInteger.valueOf(profiles.actions()).pow(profiles.players()),
                profiles.count());
    }

    /**
     * The shape for people.
     *
     * @param noun what a joint action is: an action or a policy
     * @return for example {@code 3 players, 2 x 2 x 4 = 16 joint actions}
     */
    public String describe(String noun) {
        if (countProfiles != null) {
            return Numbers.count(players, "player") + " who are alike, " + Numbers.count(actions.getFirst(), "action")
                    + ": " + Numbers.count(countProfiles) + " count profiles of " + Numbers.large(jointActions)
                    + " joint " + noun;
        }
        return Numbers.count(players, "player") + ", "
                + actions.stream().map(Object::toString).collect(Collectors.joining(" x "))
                + " = " + Numbers.large(jointActions) + " joint " + noun;
    }
}
