package org.aumann.core.payoff;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;

/**
 * The arithmetic of joint actions: row-major, last player fastest.
 *
 * <pre>{@code
 * jointActionIndex = Σ_p a_p · stride(p),   stride(n−1) = 1,   stride(p) = A_{p+1} · stride(p+1)
 * }</pre>
 *
 * <p>This is the order of OpenSpiel's {@code TensorGame}, of C and of NumPy. Immutable and safe for use by
 * several threads.
 */
public final class JointActionIndex {
    private final int[] actionCounts;
    private final long[] strides;
    private final long jointActionCount;
    private final int actionCountSum;

    private JointActionIndex(int[] actionCounts, long[] strides, long jointActionCount, int actionCountSum) {
        this.actionCounts = actionCounts;
        this.strides = strides;
        this.jointActionCount = jointActionCount;
        this.actionCountSum = actionCountSum;
    }

    /**
     * The index of a game with the given numbers of actions.
     *
     * @param actionCounts actions per player, each at least 1. Not modified.
     * @return the index
     * @throws InvalidInputException if there is no player, a player has no action, the number of joint actions
     *     exceeds 2⁶³−1, or the numbers of actions together 2³¹−1
     */
    public static JointActionIndex of(int... actionCounts) {
        if (actionCounts.length == 0) {
            throw new InvalidInputException("players (0) must be at least 1");
        }
        long[] strides = new long[actionCounts.length];
        long count = 1;
        for (int p = actionCounts.length - 1; p >= 0; p--) {
            if (actionCounts[p] < 1) {
                throw new InvalidInputException(
                        "actions of player " + p + " (" + actionCounts[p] + ") must be at least 1");
            }
            strides[p] = count;
            try {
                count = Math.multiplyExact(count, (long) actionCounts[p]);
            } catch (ArithmeticException e) {
                throw new InvalidInputException(
                        "joint actions of " + Arrays.toString(actionCounts) + " exceed " + Long.MAX_VALUE);
            }
        }
        long sum = Arrays.stream(actionCounts).asLongStream().sum();
        if (sum > Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    "actions of all players (" + sum + ") must be at most " + Integer.MAX_VALUE + " together");
        }
        return new JointActionIndex(actionCounts.clone(), strides, count, (int) sum);
    }

    /**
     * Number of players.
     *
     * @return at least 1
     */
    public int playerCount() {
        return actionCounts.length;
    }

    /**
     * Number of actions of a player.
     *
     * @param player player from 0
     * @return at least 1
     */
    public int actionCount(int player) {
        return actionCounts[player];
    }

    /**
     * Numbers of actions of all players.
     *
     * @return a copy
     */
    public int[] actionCounts() {
        return actionCounts.clone();
    }

    /**
     * Sum of the numbers of actions of all players.
     *
     * @return at least the number of players
     */
    public int actionCountSum() {
        return actionCountSum;
    }

    /**
     * Number of joint actions {@code J}.
     *
     * @return at least 1
     */
    public long jointActionCount() {
        return jointActionCount;
    }

    /**
     * Distance between two joint actions that differ by one in a player's action.
     *
     * @param player player from 0
     * @return {@code Π_{q > player} A_q}
     */
    public long stride(int player) {
        return strides[player];
    }

    /**
     * The action of a player in a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @param player player from 0
     * @return action from 0
     */
    public int action(long jointAction, int player) {
        return (int) (jointAction / strides[player] % actionCounts[player]);
    }

    /**
     * The same joint action with the player's action set to 0.
     *
     * @param jointAction index in {@code 0..J-1}
     * @param player player from 0
     * @return index of {@code (0, a_{-p})}
     */
    public long base(long jointAction, int player) {
        return jointAction - action(jointAction, player) * strides[player];
    }

    /**
     * The index of a joint action.
     *
     * @param actions one action per player. Not modified.
     * @return index in {@code 0..J-1}
     */
    public long jointAction(int... actions) {
        if (actions.length != actionCounts.length) {
            throw new IllegalArgumentException(
                    "actions.length (" + actions.length + ") must be the number of players, " + actionCounts.length);
        }
        long index = 0;
        for (int p = 0; p < actions.length; p++) {
            if (actions[p] < 0 || actions[p] >= actionCounts[p]) {
                throw new IllegalArgumentException(
                        "action of player " + p + " (" + actions[p] + ") must be in 0.." + (actionCounts[p] - 1));
            }
            index += actions[p] * strides[p];
        }
        return index;
    }

    /**
     * The actions of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @return one action per player
     */
    public int[] actions(long jointAction) {
        int[] actions = new int[actionCounts.length];
        for (int p = 0; p < actions.length; p++) {
            actions[p] = action(jointAction, p);
        }
        return actions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JointActionIndex that && Arrays.equals(actionCounts, that.actionCounts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(actionCounts);
    }

    @Override
    public String toString() {
        return Arrays.toString(actionCounts);
    }
}
