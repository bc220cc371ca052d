package org.aumann.core.format;

import org.aumann.core.payoff.JointActionIndex;

/**
 * Walks the joint actions in the order of Gambit and GameTracer, the first player's action changing
 * fastest, and gives each one's index in the order of {@link JointActionIndex}.
 *
 * <p>A step takes amortised constant time. Not safe for use by several threads.
 */
final class FirstPlayerFastest {
    private final JointActionIndex index;
    private final int[] actions;
    private long jointAction;

    /**
     * Stands on joint action {@code (0, …, 0)}.
     *
     * @param index the joint actions
     */
    FirstPlayerFastest(JointActionIndex index) {
        this.index = index;
        this.actions = new int[index.playerCount()];
    }

    /**
     * The joint action of this step; moves to the next one, from the last one to the first.
     *
     * @return index in {@code 0..J-1}
     */
    long next() {
        long here = jointAction;
        for (int p = 0; p < actions.length; p++) {
            jointAction += index.stride(p);
            if (++actions[p] < index.actionCount(p)) {
                break;
            }
            jointAction -= actions[p] * index.stride(p);
            actions[p] = 0;
        }
        return here;
    }
}
