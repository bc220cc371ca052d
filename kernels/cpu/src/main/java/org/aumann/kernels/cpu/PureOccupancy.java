package org.aumann.kernels.cpu;

import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;

/** The occupancy of a deterministic policy with a finite horizon: one action a state, states that nobody is in left out. */
final class PureOccupancy {
    private PureOccupancy() {}

    static double[] of(MeanFieldPolicy policy) {
        MeanFieldModel model = policy.model();
        int states = model.stateCount();
        double[] occupancy = new double[model.fieldSize()];
        for (int x = 0; x < states; x++) {
            occupancy[x] = model.initialProbability(policy.population(), x);
        }
        for (int t = 0; t + 1 < model.timeCount(); t++) {
            for (int x = 0; x < states; x++) {
                double flow = occupancy[t * states + x];
                if (flow != 0) {
                    int action = policy.action(t, x);
                    int end = model.endSuccessor(x, action);
                    for (int k = model.firstSuccessor(x, action); k < end; k++) {
                        occupancy[(t + 1) * states + model.successor(k)] += flow * model.probability(k);
                    }
                }
            }
        }
        return occupancy;
    }
}
