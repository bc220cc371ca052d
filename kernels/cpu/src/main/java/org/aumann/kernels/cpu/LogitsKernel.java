package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * What the logits of both concepts share: payoffs are staged as float64 rows, a subclass turns them into
 * the player's terms, and the terms are added to the logits. Player 0 comes first everywhere and writes
 * instead of adding.
 */
abstract class LogitsKernel implements SlabKernel {
    /** No bias. */
    static final double[][] NONE = new double[0][];

    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final MemorySegment[] payoffsOf;
    private final MemorySegment logits;
    private final LogitMap map;
    private double[][] bias = NONE;
    private double[] payoff = new double[0];
    private double[] term = new double[0];

    LogitsKernel(PayoffTensor payoffs, MemorySegment logits, LogitMap map) {
        this.payoffs = payoffs;
        this.index = payoffs.index();
        this.payoffsOf = new MemorySegment[index.playerCount()];
        for (int p = 0; p < payoffsOf.length; p++) {
            payoffsOf[p] = payoffs.segment(p);
        }
        this.logits = logits;
        this.map = map;
    }

    /** Adds a number per player and action to the terms, the logarithm of the repeat count, unless {@link #NONE}. */
    final LogitsKernel withBias(double[][] bias) {
        this.bias = bias;
        return this;
    }

    /** Terms of a tile: {@code payoff} and {@code term} are {@code [A][padded]}. */
    abstract void tileTerms(int player, int padded, double[] payoff, double[] term);

    @Override
    public final void tile(int player, long base, int length) {
        int actions = index.actionCount(player);
        int padded = Runs.padded(length);
        reserve(actions * padded);
        long stride = index.stride(player);
        for (int r = 0; r < actions; r++) {
            Runs.loadPayoffs(payoffsOf[player], payoffs.precision(), base + r * stride, length, payoff, r * padded);
        }
        tileTerms(player, padded, payoff, term);
        addBias(player, actions, padded);
        for (int r = 0; r < actions; r++) {
            accumulate(term, player, r * padded, length, base + r * stride);
        }
    }

    @Override
    public final void rows(int player, long base, int slabs) {
        int actions = index.actionCount(player);
        int stride = (int) index.stride(player);
        int length = slabs * actions * stride;
        int padded = Runs.padded(slabs * stride);
        reserve(Math.max(Runs.padded(length), actions * padded));
        Runs.loadPayoffs(payoffsOf[player], payoffs.precision(), base, length, term, 0);
        Runs.actionsFirst(term, slabs, actions, stride, payoff);
        tileTerms(player, padded, payoff, term);
        addBias(player, actions, padded);
        Runs.actionsBack(term, slabs, actions, stride, payoff);
        accumulate(payoff, player, 0, length, base);
    }

    private void addBias(int player, int actions, int padded) {
        for (int i = 0; bias.length > 0 && i < actions * padded; i++) {
            term[i] += bias[player][i / padded];
        }
    }

    private void accumulate(double[] row, int player, int from, int length, long element) {
        if (player == 0) {
            Runs.store(row, from, length, logits, element);
        } else {
            Runs.add(row, from, length, logits, element);
        }
    }

    private void reserve(int size) {
        if (payoff.length < size) {
            payoff = new double[size];
            term = new double[size];
        }
    }

    @Override
    public final void complete(long base, int length) {
        map.apply(logits, base, length);
    }
}
