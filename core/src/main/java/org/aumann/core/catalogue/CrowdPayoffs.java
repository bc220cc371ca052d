package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SymmetricGame;

/**
 * Payoffs that depend on the own action and on how many players chose the same.
 *
 * <p>Along a fibre the crowd of the first n − 1 players is counted once.
 */
final class CrowdPayoffs implements FibreSource {
    /** The payoff of one player. */
    interface CrowdPayoff {
        /**
         * The payoff in a crowd.
         *
         * @param player player from 0
         * @param action the player's action
         * @param crowd number of players with that action, the player included
         * @return payoff units
         */
        double of(int player, int action, int crowd);
    }

    private final int last;
    private final CrowdPayoff payoff;
    private final int[] crowd;

    CrowdPayoffs(JointActionIndex index, CrowdPayoff payoff) {
        this.last = index.playerCount() - 1;
        this.payoff = payoff;
        this.crowd = new int[mostActions(index)];
    }

    /** The number of different actions of all players. */
    static int mostActions(JointActionIndex index) {
        return Arrays.stream(index.actionCounts()).max().orElseThrow();
    }

    /** The game by count profiles, of players who are alike. */
    static SymmetricGame symmetric(GameArguments given, IntFunction<CrowdPayoff> payoff) {
        GameArguments arguments = given.withPlayersFromActions();
        int actions = arguments.commonActionCount();
        CrowdPayoff ofCrowd = payoff.apply(actions);
        return SymmetricGame.of(
                arguments.integer("players"), actions, (action, others) -> ofCrowd.of(0, action, others[action] + 1));
    }

    @Override
    public void fill(long jointAction, int[] actions, double[][] payoffs) {
        Arrays.fill(crowd, 0);
        for (int p = 0; p < last; p++) {
            crowd[actions[p]]++;
        }
        for (int b = 0; b < payoffs[last].length; b++) {
            crowd[b]++;
            for (int p = 0; p < last; p++) {
                payoffs[p][b] = payoff.of(p, actions[p], crowd[actions[p]]);
            }
            payoffs[last][b] = payoff.of(last, b, crowd[b]);
            crowd[b]--;
        }
    }
}
