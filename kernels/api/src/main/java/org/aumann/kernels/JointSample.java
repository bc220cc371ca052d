package org.aumann.kernels;

/**
 * Weighted joint actions that stand for all of them. Owns its arrays; not to be modified.
 *
 * @see IncentiveOperator#sample
 */
public final class JointSample {
    private final long[] jointActions;
    private final double[] weights;

    /**
     * Takes over both arrays.
     *
     * @param jointActions joint actions, ascending
     * @param weights one weight for each
     */
    public JointSample(long[] jointActions, double[] weights) {
        if (jointActions.length != weights.length) {
            throw new IllegalArgumentException(
                    "weights.length (" + weights.length + ") must be " + jointActions.length);
        }
        this.jointActions = jointActions;
        this.weights = weights;
    }

    /**
     * Number of joint actions, repeated ones counted as often as they appear.
     *
     * @return at least 1
     */
    public int size() {
        return jointActions.length;
    }

    /**
     * The joint actions.
     *
     * @return a copy
     */
    public long[] jointActions() {
        return jointActions.clone();
    }

    /**
     * The weight of one entry.
     *
     * @param k entry from 0
     * @return a positive number
     */
    public double weight(int k) {
        return weights[k];
    }
}
