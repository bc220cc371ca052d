package org.aumann.kernels.cpu.profile;

import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ProfileOperator;

/** K2 by its definition. */
public final class ScalarProfiles implements ProfileOperator {
    private final PayoffTensor payoffs;

    /**
     * The operator of a payoff tensor.
     *
     * @param payoffs the payoffs, open as long as the operator
     */
    public ScalarProfiles(PayoffTensor payoffs) {
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
