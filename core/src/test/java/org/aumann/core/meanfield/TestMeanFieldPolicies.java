package org.aumann.core.meanfield;

import org.aumann.core.random.Philox;

/** Random policies. */
public final class TestMeanFieldPolicies {
    private TestMeanFieldPolicies() {}

    /**
     * A deterministic policy of random legal actions.
     *
     * @param model the game
     * @param population from 0
     * @param random source of the draws
     * @return the policy
     */
    public static MeanFieldPolicy deterministic(MeanFieldModel model, int population, Philox random) {
        int[] actions = new int[model.fieldSize()];
        for (int i = 0; i < actions.length; i++) {
            int state = i % model.stateCount();
            do {
                actions[i] = random.nextInt(model.actionCount());
            } while (!model.isLegal(state, actions[i]));
        }
        return MeanFieldPolicy.deterministic(model, population, actions);
    }

    /**
     * A policy of random probabilities, some of them 0.
     *
     * @param model the game
     * @param population from 0
     * @param random source of the draws
     * @return the policy
     */
    public static MeanFieldPolicy mixed(MeanFieldModel model, int population, Philox random) {
        double[] probabilities = new double[model.tableSize()];
        for (int t = 0; t < model.timeCount(); t++) {
            for (int x = 0; x < model.stateCount(); x++) {
                double sum = 0;
                for (int a = 0; a < model.actionCount(); a++) {
                    if (model.isLegal(x, a)) {
                        boolean isNever = sum > 0 && random.nextInt(4) == 0;
                        probabilities[model.index(t, x, a)] = isNever ? 0 : 0.01 + random.nextDouble();
                        sum += probabilities[model.index(t, x, a)];
                    }
                }
                for (int a = 0; a < model.actionCount(); a++) {
                    probabilities[model.index(t, x, a)] /= sum;
                }
            }
        }
        return MeanFieldPolicy.of(model, population, probabilities);
    }
}
