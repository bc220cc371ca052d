package org.aumann.kernels;

/**
 * K2: expected payoffs against a product of mixed strategies, one per player.
 *
 * <p>One read of the tensor and two flops a payoff.
 */
public interface ProfileOperator extends AutoCloseable {
    /**
     * What every action is worth while the others play their strategies.
     *
     * <pre>{@code value[p][d] = Σ_{a_{-p}} G_p(d, a_{-p}) · Π_{q≠p} x_q(a_q)}</pre>
     *
     * @param profile the strategies one after the other, {@code Σ A_p} probabilities. Not modified.
     * @param values receives one value per player and action, in the same order, payoff units. Modified.
     */
    void actionValues(double[] profile, double[] values);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
