package org.aumann.core.payoff;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Symmetric games for tests, by count profiles and as tensors. */
public final class SymmetricGames {
    private SymmetricGames() {}

    /**
     * Independent N(0, 1).
     *
     * @param players number of players
     * @param actions number of actions
     * @param random draws the payoffs
     * @return the game
     */
    public static SymmetricGame gaussian(int players, int actions, RandomGenerator random) {
        return SymmetricGame.of(players, actions, (action, others) -> random.nextGaussian());
    }

    /**
     * The count profile of a joint action.
     *
     * @param index the joint actions
     * @param jointAction one of them
     * @return players per action
     */
    public static int[] profile(JointActionIndex index, long jointAction) {
        int[] profile = new int[index.actionCount(0)];
        for (int action : index.actions(jointAction)) {
            profile[action]++;
        }
        return profile;
    }

    /**
     * The same game as a tensor, by definition.
     *
     * @param game the game
     * @return a float64 tensor that the caller closes
     */
    public static PayoffTensor expand(SymmetricGame game) {
        int[] counts = new int[game.profiles().players()];
        Arrays.fill(counts, game.profiles().actions());
        JointActionIndex index = JointActionIndex.of(counts);
        PayoffTensor tensor = PayoffTensor.allocate(index, Precision.FLOAT64);
        for (long a = 0; a < index.jointActionCount(); a++) {
            for (int p = 0; p < counts.length; p++) {
                int action = index.action(a, p);
                int[] others = profile(index, a);
                others[action]--;
                tensor.set(p, a, game.payoff(action, game.coPlayers().index(others)));
            }
        }
        return tensor;
    }
}
