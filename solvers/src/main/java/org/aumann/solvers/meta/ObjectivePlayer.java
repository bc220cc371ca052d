package org.aumann.solvers.meta;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;

/**
 * An objective that is not made of payoffs, as the payoffs of a further player, number 0, who has a single action.
 *
 * <p>That player changes neither the joint actions, nor their order, nor the equilibria, and every back end can
 * do it: kernels need to know no other objective than weighted payoffs. The price is a copy of the tensor, which it
 * owns; a symmetric game shares its payoffs.
 */
final class ObjectivePlayer implements AutoCloseable {
    private final MetaGame game;
    private final double weight;

    private ObjectivePlayer(MetaGame game, double weight) {
        this.game = game;
        this.weight = weight;
    }

    /**
     * A given objective.
     *
     * @param precision of the copy of a tensor
     * @param weight of the objective among the payoffs
     * @param coefficient per outcome
     */
    static ObjectivePlayer of(MetaGame game, Precision precision, double weight, LongToDoubleFunction coefficient) {
        return switch (game) {
            case TensorGame tensor -> of(tensor, precision, weight, coefficient);
            case SymmetricGame symmetric -> of(symmetric, weight, coefficient);
        };
    }

    private static ObjectivePlayer of(SymmetricGame game, double weight, LongToDoubleFunction coefficient) {
        double[] coefficients = new double[game.profiles().count()];
        Arrays.setAll(coefficients, coefficient::applyAsDouble);
        return new ObjectivePlayer(game.withObjective(coefficients), weight);
    }

    private static ObjectivePlayer of(
            TensorGame game, Precision precision, double weight, LongToDoubleFunction coefficient) {
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
                tensor.set(0, a, coefficient.applyAsDouble(a));
            }
        } catch (RuntimeException e) {
            tensor.close();
            throw e;
        }
        for (int p = 0; p < index.playerCount(); p++) {
            copy(game.payoffs(), p, tensor, p + 1);
        }
        return new ObjectivePlayer(MetaGame.of(tensor, repeats), weight);
    }

    /** Coefficients drawn from N(0, 1). */
    static ObjectivePlayer gaussian(MetaGame game, double weight, long seed) {
        Philox random = new Philox(seed);
        Precision precision =
                game instanceof TensorGame tensor ? tensor.payoffs().precision() : Precision.FLOAT64;
        return of(game, precision, weight, a -> random.nextGaussian());
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

    /** The game with the player. */
    MetaGame game() {
        return game;
    }

    /** Weight of its payoffs in the objective. */
    double weight() {
        return weight;
    }

    @Override
    public void close() {
        if (game instanceof TensorGame tensor) {
            tensor.payoffs().close();
        }
    }
}
