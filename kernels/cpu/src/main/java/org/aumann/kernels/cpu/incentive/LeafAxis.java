package org.aumann.kernels.cpu.incentive;

import org.aumann.kernels.cpu.base.Runs;

/**
 * The own actions of a leaf player in a block {@code x[slabs][A][stride]} of its payoffs in float64. An
 * instance has scratch memory and belongs to one task.
 */
abstract class LeafAxis {
    final int actions;
    final int stride;

    LeafAxis(int actions, int stride) {
        this.actions = actions;
        this.stride = stride;
    }

    /** The axis of a player by its stride: runs shorter than a vector need other loops than longer ones. */
    static LeafAxis of(int actions, int stride) {
        if (stride >= Runs.LANES) {
            return new StridedAxis(actions, stride);
        }
        if (stride == 1 && actions >= Runs.LANES) {
            return new RowAxis(actions);
        }
        return new ScalarAxis(actions, stride);
    }

    /** {@code logit(r, rest) += own x(r, rest) − Σ_d alpha[d] x(d, rest)}. */
    abstract void addLogits(double own, double[] alpha, double[] x, int length, double[] logit);

    /**
     * {@code deviation[d] += Σ_rest m(rest) x(d, rest)} with {@code m(rest) = Σ_r sigma(r, rest)}.
     *
     * @return the value {@code Σ sigma x}
     */
    abstract double addGains(double[] sigma, double[] x, int length, double[] deviation);
}
