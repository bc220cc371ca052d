package org.aumann.core.stochastic;

import java.util.Locale;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/** Who takes the place of a player, to see how the others fare with somebody else. */
public enum Challenge {
    /** Somebody who plays all of his actions alike. */
    RANDOM,
    /** Somebody who knows how the others play, and does what is best for him. */
    BEST_RESPONSE;

    /**
     * The word for it in tables and documents.
     *
     * @return such as {@code best_response}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Lets a challenger take the place of a player. The others go on as before, by {@code π_{−p}}; what they earn now, exactly and not by samples, is
     * {@link StationaryCertificate#startValues} of the result.
     *
     * @param policy how all have played
     * @param player who leaves
     * @return how all play now
     */
    public StationaryPolicy to(StationaryPolicy policy, int player) {
        StochasticModel model = policy.model();
        PlayValues best = new PlayValues(policy, player, SolutionConcept.CCE, new double[model.stateCount()]);
        double[] probability = new double[model.rowCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            if (model.isAbsorbing(s)) {
                continue;
            }
            JointActionIndex index = model.shape(s).index();
            int actions = index.actionCount(player);
            int choice = this == BEST_RESPONSE ? best(best, s, actions) : -1;
            for (int a = 0; a < model.jointActionCount(s); a++) {
                for (int d = 0; d < actions; d++) {
                    double share = choice < 0 ? 1.0 / actions : d == choice ? 1 : 0;
                    int row = model.firstRow(s) + (int) (index.base(a, player) + d * index.stride(player));
                    probability[row] += share * policy.probability(model.firstRow(s) + a);
                }
            }
        }
        return StationaryPolicy.of(model, probability);
    }

    private static int best(PlayValues values, int state, int actions) {
        int best = 0;
        for (int d = 1; d < actions; d++) {
            best = values.instead(state, d) > values.instead(state, best) ? d : best;
        }
        return best;
    }
}
