package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * What the gains of both concepts share: payoffs and probabilities are staged as float64 rows, a subclass
 * adds their products to the task's own partial sums.
 */
abstract class GainsKernel implements SlabKernel {
    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final MemorySegment[] payoffsOf;
    private final MemorySegment sigma;
    private double[] payoff = new double[0];
    private double[] probability = new double[0];
    private double[] staged = new double[0];

    GainsKernel(PayoffTensor payoffs, MemorySegment sigma) {
        this.payoffs = payoffs;
        this.index = payoffs.index();
        this.payoffsOf = new MemorySegment[index.playerCount()];
        for (int p = 0; p < payoffsOf.length; p++) {
            payoffsOf[p] = payoffs.segment(p);
        }
        this.sigma = sigma;
    }

    /** Adds a tile: both arrays are {@code [A][padded]}, padded with zeros. */
    abstract void tileProducts(int player, int padded, double[] payoff, double[] probability);

    /** Adds the task's gains, one per incentive row. */
    abstract void addTo(double[] gains);

    @Override
    public final void tile(int player, long base, int length) {
        int actions = index.actionCount(player);
        int padded = Runs.padded(length);
        reserve(actions * padded);
        long stride = index.stride(player);
        for (int r = 0; r < actions; r++) {
            long element = base + r * stride;
            Runs.loadPayoffs(payoffsOf[player], payoffs.precision(), element, length, payoff, r * padded);
            Runs.load(sigma, element, length, probability, r * padded);
        }
        tileProducts(player, padded, payoff, probability);
    }

    @Override
    public final void rows(int player, long base, int slabs) {
        int actions = index.actionCount(player);
        int stride = (int) index.stride(player);
        int length = slabs * actions * stride;
        int padded = Runs.padded(slabs * stride);
        reserve(Math.max(Runs.padded(length), actions * padded));
        Runs.loadPayoffs(payoffsOf[player], payoffs.precision(), base, length, staged, 0);
        Runs.actionsFirst(staged, slabs, actions, stride, payoff);
        Runs.load(sigma, base, length, staged, 0);
        Runs.actionsFirst(staged, slabs, actions, stride, probability);
        tileProducts(player, padded, payoff, probability);
    }

    private void reserve(int size) {
        if (payoff.length < size) {
            payoff = new double[size];
            probability = new double[size];
            staged = new double[size];
        }
    }

    @Override
    public final void complete(long base, int length) {}
}
