package org.aumann.core.stochastic;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/**
 * Lets somebody else take the place of a player, to see how all fare then.
 *
 * <p>The others go on as before, by {@code π_{−p}}, correlated among themselves as they were; the newcomer hears no recommendation. What
 * everybody earns now, exactly and not by samples, is {@link StationaryCertificate#startValues} of the result.
 */
public final class Challenge {
    private Challenge() {}

    /**
     * By somebody who plays all of his actions alike.
     *
     * @param policy how all have played
     * @param player who leaves
     * @return how all play now
     */
    public static StationaryPolicy random(StationaryPolicy policy, int player) {
        StochasticModel model = policy.model();
        return replaced(policy, player, s -> {
            double[] strategy = new double[model.shape(s).index().actionCount(player)];
            Arrays.fill(strategy, 1.0 / strategy.length);
            return strategy;
        });
    }

    /**
     * By somebody who knows how the others play, and does what is best for him.
     *
     * @param policy how all have played
     * @param player who leaves
     * @return how all play now
     */
    public static StationaryPolicy bestResponse(StationaryPolicy policy, int player) {
        StochasticModel model = policy.model();
        PlayValues values = new PlayValues(policy, player, SolutionConcept.CCE, new double[model.stateCount()]);
        return replaced(policy, player, s -> {
            double[] strategy = new double[model.shape(s).index().actionCount(player)];
            int best = 0;
            for (int d = 1; d < strategy.length; d++) {
                double worth = values.instead(s, d, strategy.length);
                best = worth > values.instead(s, best, strategy.length) ? d : best;
            }
            strategy[best] = 1;
            return strategy;
        });
    }

    /**
     * By somebody who plays his part of another policy: one made by hand, or found in another way.
     *
     * @param policy how all have played
     * @param player who leaves
     * @param other the other policy, of the same game
     * @return how all play now
     */
    public static StationaryPolicy by(StationaryPolicy policy, int player, StationaryPolicy other) {
        return replaced(policy, player, s -> other.marginal(s, player));
    }

    private static StationaryPolicy replaced(StationaryPolicy policy, int player, IntFunction<double[]> strategyOf) {
        StochasticModel model = policy.model();
        double[] probability = new double[model.rowCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            if (model.isAbsorbing(s)) {
                continue;
            }
            JointActionIndex index = model.shape(s).index();
            double[] strategy = strategyOf.apply(s);
            for (int a = 0; a < model.jointActionCount(s); a++) {
                for (int d = 0; d < strategy.length; d++) {
                    int row = model.firstRow(s) + (int) (index.base(a, player) + d * index.stride(player));
                    probability[row] += strategy[d] * policy.probability(model.firstRow(s) + a);
                }
            }
        }
        return StationaryPolicy.of(model, probability);
    }
}
