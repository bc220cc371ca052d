package org.aumann.solvers.meta.program;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/**
 * An objective that is not made of payoffs, as the payoffs of a further player, number 0, who has a single action.
 *
 * <p>That player changes neither the joint actions, nor their order, nor the equilibria, and every back end can
 * do it: kernels need to know no other objective than weighted payoffs. The price is a copy of the tensor; a
 * symmetric game shares its payoffs.
 */
final class ObjectivePlayer {
    private ObjectivePlayer() {}

    /**
     * The game with the player.
     *
     * @param precision of the copy of a tensor
     * @param objective per outcome, asked once each and in order
     * @return of a tensor a copy, whose payoffs the caller closes
     */
    static MetaGame join(MetaGame game, Precision precision, LongToDoubleFunction objective) {
        return switch (game) {
            case TensorGame tensor -> join(tensor, precision, objective, ObjectivePlayer::copy);
            case SymmetricGame symmetric -> {
                double[] coefficients = new double[symmetric.profiles().count()];
                Arrays.setAll(coefficients, objective::applyAsDouble);
                yield symmetric.withObjective(coefficients);
            }
        };
    }

    /** Fills the payoffs of a player of the game. */
    @FunctionalInterface
    interface PlayerCopy {
        void copy(PayoffTensor from, int fromPlayer, PayoffTensor to, int toPlayer);
    }

    /**
     * A game with the player, and others whose payoffs are made of those of the game.
     *
     * @param precision of the copy
     * @param objective per joint action, asked once each and in order
     * @param others fills the payoffs of every player of the game
     * @return a copy, whose payoffs the caller closes
     */
    static TensorGame join(TensorGame game, Precision precision, LongToDoubleFunction objective, PlayerCopy others) {
        JointActionIndex index = game.index();
        int[] counts = new int[index.playerCount() + 1];
        int[][] repeats = new int[counts.length][];
        counts[0] = 1;
        repeats[0] = new int[] {1};
        for (int p = 0; p < index.playerCount(); p++) {
            counts[p + 1] = index.actionCount(p);
            repeats[p + 1] = game.repeats(p);
        }
        PayoffTensor tensor = PayoffTensor.allocate(JointActionIndex.of(counts), precision);
        try {
            for (long a = 0; a < index.jointActionCount(); a++) {
                tensor.set(0, a, objective.applyAsDouble(a));
            }
        } catch (RuntimeException e) {
            tensor.close();
            throw e;
        }
        for (int p = 0; p < index.playerCount(); p++) {
            others.copy(game.payoffs(), p, tensor, p + 1);
        }
        return MetaGame.of(tensor, repeats);
    }

    private static void copy(PayoffTensor from, int fromPlayer, PayoffTensor to, int toPlayer) {
        if (from.precision() == to.precision()) {
            to.segment(toPlayer).copyFrom(from.segment(fromPlayer));
            return;
        }
        for (long a = 0; a < from.index().jointActionCount(); a++) {
            to.set(toPlayer, a, from.get(fromPlayer, a));
        }
    }
}
