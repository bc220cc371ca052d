package org.aumann.core.stochastic;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.CompensatedSum;

/**
 * A joint policy that looks at the state alone: a distribution over joint actions in every state, perhaps a correlated one.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class StationaryPolicy {
    /** What the probabilities of a state may miss 1 by. */
    public static final double SUM_TOLERANCE = 1e-9;

    private final StochasticModel model;
    private final double[] probability;

    private StationaryPolicy(StochasticModel model, double[] probability) {
        this.model = model;
        this.probability = probability;
    }

    /**
     * A policy.
     *
     * @param model the game
     * @param probability by row: {@code π(a | s)}. Copied, and every state divided by its sum.
     * @return the policy
     * @throws InvalidInputException if a number is negative, or those of a state do not sum to 1 within 1e-9
     */
    public static StationaryPolicy of(StochasticModel model, double[] probability) {
        if (probability.length != model.rowCount()) {
            throw new IllegalArgumentException(
                    "probability.length (" + probability.length + ") must be " + model.rowCount() + ", one a row");
        }
        double[] copy = probability.clone();
        for (int s = 0; s < model.stateCount(); s++) {
            if (!model.isAbsorbing(s)) {
                normalise(model, s, copy);
            }
        }
        return new StationaryPolicy(model, copy);
    }

    private static void normalise(StochasticModel model, int state, double[] probability) {
        CompensatedSum sum = new CompensatedSum();
        for (int row = model.firstRow(state); row < model.firstRow(state + 1); row++) {
            if (!(probability[row] >= 0)) {
                throw new InvalidInputException("probability (" + probability[row] + ") in state "
                        + model.keys().get(state) + " must be at least 0");
            }
            sum.add(probability[row]);
        }
        if (!(Math.abs(sum.value() - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException("probabilities in state "
                    + model.keys().get(state) + " sum to " + sum.value() + ", they must sum to 1");
        }
        for (int row = model.firstRow(state); row < model.firstRow(state + 1); row++) {
            probability[row] /= sum.value();
        }
    }

    /**
     * Play that chooses all joint actions alike.
     *
     * @param model the game
     * @return the policy
     */
    public static StationaryPolicy uniform(StochasticModel model) {
        double[] probability = new double[model.rowCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            Arrays.fill(
                    probability,
                    model.firstRow(s),
                    model.firstRow(s + 1),
                    1.0 / Math.max(1, model.jointActionCount(s)));
        }
        return new StationaryPolicy(model, probability);
    }

    /**
     * The game.
     *
     * @return whose states these are
     */
    public StochasticModel model() {
        return model;
    }

    /**
     * The probability of a joint action in its state.
     *
     * @param row the row of both
     * @return π(a | s)
     */
    public double probability(int row) {
        return probability[row];
    }

    /**
     * All of them.
     *
     * @return a copy, by row
     */
    public double[] probabilities() {
        return probability.clone();
    }

    /**
     * How a player acts in a state.
     *
     * @param state a state that is not absorbing
     * @param player player from 0
     * @return one probability an action
     */
    public double[] marginal(int state, int player) {
        StageShape shape = model.shape(state);
        double[] marginal = new double[shape.index().actionCount(player)];
        for (int a = 0; a < shape.jointActionCount(); a++) {
            marginal[shape.index().action(a, player)] += probability[model.firstRow(state) + a];
        }
        return marginal;
    }

    /**
     * The policy in which every player draws by himself what he does here.
     *
     * @return the product of the marginals
     */
    public StationaryPolicy product() {
        double[] product = new double[probability.length];
        for (int s = 0; s < model.stateCount(); s++) {
            if (!model.isAbsorbing(s)) {
                StageShape shape = model.shape(s);
                Arrays.fill(product, model.firstRow(s), model.firstRow(s + 1), 1);
                for (int p = 0; p < model.playerCount(); p++) {
                    double[] marginal = marginal(s, p);
                    for (int a = 0; a < shape.jointActionCount(); a++) {
                        product[model.firstRow(s) + a] *= marginal[shape.index().action(a, p)];
                    }
                }
            }
        }
        return of(model, product);
    }

    /**
     * How far play is from independent.
     *
     * @return the largest difference of a probability from that of {@link #product}
     */
    public double correlation() {
        double[] product = product().probability;
        double largest = 0;
        for (int row = 0; row < product.length; row++) {
            largest = Math.max(largest, Math.abs(product[row] - probability[row]));
        }
        return largest;
    }
}
