package org.aumann.core.stochastic;

import org.aumann.core.InvalidInputException;

/** How long play can last: whether it ends where γ = 1, and the greatest expected number of steps then. */
final class Horizon {
    /** Part of itself that the expected length may be wrong by. */
    private static final double PRECISION = 1e-6;

    private static final int SWEEPS = 1_000_000;

    private Horizon() {}

    static double of(StochasticModel model) {
        if (model.discount() < 1) {
            return 1 / (1 - model.discount());
        }
        requireEnd(model);
        double[] length = new double[model.stateCount()];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double change = 0;
            double greatest = 1;
            for (int s = model.stateCount() - 1; s >= 0; s--) {
                double longest = 0;
                for (int row = model.firstRow(s); row < model.firstRow(s + 1); row++) {
                    longest = Math.max(longest, 1 + expected(model, row, length));
                }
                change = Math.max(change, longest - length[s]);
                length[s] = longest;
                greatest = Math.max(greatest, longest);
            }
            if (change <= PRECISION) {
                return greatest;
            }
        }
        throw new InvalidInputException("game " + model.name()
                + ": found that play may last millions of steps, expected a discount below 1 or an earlier end");
    }

    private static double expected(StochasticModel model, int row, double[] values) {
        double sum = 0;
        for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
            sum += model.probability(i) * values[model.successor(i)];
        }
        return sum;
    }

    /** Looks for states that can be stayed in for ever: the largest set whose states each have a row that never leaves it. */
    private static void requireEnd(StochasticModel model) {
        boolean[] stays = new boolean[model.stateCount()];
        for (int s = 0; s < stays.length; s++) {
            stays[s] = !model.isAbsorbing(s);
        }
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (int s = stays.length - 1; s >= 0; s--) {
                if (stays[s] && !canStay(model, s, stays)) {
                    stays[s] = false;
                    isChanged = true;
                }
            }
        }
        for (int s = 0; s < stays.length; s++) {
            if (stays[s]) {
                throw new InvalidInputException("discount (1) of game " + model.name()
                        + ": found that play from state " + model.keys().get(s)
                        + " need never end, expected a discount below 1 or an absorbing state under every policy");
            }
        }
    }

    private static boolean canStay(StochasticModel model, int state, boolean[] stays) {
        for (int row = model.firstRow(state); row < model.firstRow(state + 1); row++) {
            boolean leaves = false;
            for (int i = model.firstSuccessor(row); i < model.firstSuccessor(row + 1); i++) {
                leaves |= !stays[model.successor(i)];
            }
            if (!leaves) {
                return true;
            }
        }
        return false;
    }
}
