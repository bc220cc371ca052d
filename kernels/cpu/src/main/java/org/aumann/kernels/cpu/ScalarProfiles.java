package org.aumann.kernels.cpu;

import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ProfileOperator;

/** K2 by its definition. */
final class ScalarProfiles implements ProfileOperator {
    private final PayoffTensor payoffs;

    ScalarProfiles(PayoffTensor payoffs) {
        this.payoffs = payoffs;
    }

    @Override
    public void actionValues(double[] profile, double[] values) {
        double[] reference = ProfileValues.actionValues(payoffs, profile);
        System.arraycopy(reference, 0, values, 0, reference.length);
    }

    @Override
    public void close() {}
}
