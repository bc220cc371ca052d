package org.aumann.kernels.cpu.base;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Contiguous runs of payoffs in off-heap memory against float64 arrays. Payoffs are converted on the way: no
 * float64 copy of a tensor is ever made.
 *
 * <p>Conversions and stores are what these loops are bound by, so that they take several runs at a time.
 * Tails are scalar: a masked access to off-heap memory costs more than seven plain ones. The precision is a
 * subclass; its loads are inlined into the loops, also in a process that has both.
 */
public abstract class PayoffRuns {
    /** Payoffs of a game below which the scalar loops win, also because vector code is slow until it is compiled. */
    public static final long SMALL = 32_768;

    /**
     * Runs of a tensor.
     *
     * @param payoffs the tensor, open as long as this
     * @return in the precision of the tensor
     */
    public static PayoffRuns of(PayoffTensor payoffs) {
        return switch (payoffs.precision()) {
            case FLOAT32 -> new FloatRuns(payoffs);
            case FLOAT64 -> new DoubleRuns(payoffs);
        };
    }

    /** Bytes of a payoff. */
    private final long size;

    private final MemorySegment[] payoffsOf;

    PayoffRuns(PayoffTensor payoffs) {
        this.size = payoffs.precision().byteSize();
        this.payoffsOf = new MemorySegment[payoffs.playerCount()];
        for (int p = 0; p < payoffsOf.length; p++) {
            payoffsOf[p] = payoffs.segment(p);
        }
    }

    /** Consecutive payoffs from a byte on, one for every lane. */
    abstract DoubleVector vector(MemorySegment payoffs, long offset);

    /** The payoff at a byte. */
    abstract double scalar(MemorySegment payoffs, long offset);

    /**
     * {@code row[to + i] = G_p[element + i]} for {@code i < length}.
     *
     * @param player whose payoffs
     * @param element the first joint action
     * @param length elements of the run
     * @param row receives the payoffs. Modified.
     * @param to where the run begins there
     */
    public final void load(int player, long element, int length, double[] row, int to) {
        MemorySegment payoffs = payoffsOf[player];
        int body = D.loopBound(length);
        long offset = size * element;
        for (int i = 0; i < body; i += LANES) {
            vector(payoffs, offset + size * i).intoArray(row, to + i);
        }
        for (int i = body; i < length; i++) {
            row[to + i] = scalar(payoffs, offset + size * i);
        }
    }

    /**
     * {@code y[at + i] += Σ_d weights[d] G_p[base + d · stride + i]} for {@code i < length}; zero weights are free.
     *
     * @param weights a weight per action. Not modified.
     * @param player whose payoffs
     * @param base the joint action with action 0
     * @param stride joint actions between two actions
     * @param length elements of the run
     * @param y receives the sums. Modified.
     * @param at where the run begins in the array
     */
    public final void addCombination(
            double[] weights, int player, long base, long stride, int length, double[] y, int at) {
        int count = 0;
        int[] chosen = new int[weights.length];
        for (int d = 0; d < weights.length; d++) {
            if (weights[d] != 0) {
                chosen[count++] = d;
            }
        }
        MemorySegment payoffs = payoffsOf[player];
        int k = 0;
        for (; k + 3 < count; k += 4) {
            axpy(payoffs, weights, chosen, k, base, stride, length, y, at);
        }
        for (; k < count; k++) {
            axpy(payoffs, weights[chosen[k]], base + chosen[k] * stride, length, y, at);
        }
    }

    /** Four runs at once. */
    private void axpy(
            MemorySegment payoffs,
            double[] weights,
            int[] chosen,
            int k,
            long base,
            long stride,
            int length,
            double[] y,
            int at) {
        double w0 = weights[chosen[k]];
        double w1 = weights[chosen[k + 1]];
        double w2 = weights[chosen[k + 2]];
        double w3 = weights[chosen[k + 3]];
        DoubleVector weight0 = DoubleVector.broadcast(D, w0);
        DoubleVector weight1 = DoubleVector.broadcast(D, w1);
        DoubleVector weight2 = DoubleVector.broadcast(D, w2);
        DoubleVector weight3 = DoubleVector.broadcast(D, w3);
        long offset0 = size * (base + chosen[k] * stride);
        long offset1 = size * (base + chosen[k + 1] * stride);
        long offset2 = size * (base + chosen[k + 2] * stride);
        long offset3 = size * (base + chosen[k + 3] * stride);
        int body = D.loopBound(length);
        for (int i = 0; i < body; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(D, y, at + i);
            sum = vector(payoffs, offset0 + size * i).fma(weight0, sum);
            sum = vector(payoffs, offset1 + size * i).fma(weight1, sum);
            sum = vector(payoffs, offset2 + size * i).fma(weight2, sum);
            vector(payoffs, offset3 + size * i).fma(weight3, sum).intoArray(y, at + i);
        }
        for (int i = body; i < length; i++) {
            double sum = Math.fma(w0, scalar(payoffs, offset0 + size * i), y[at + i]);
            sum = Math.fma(w1, scalar(payoffs, offset1 + size * i), sum);
            sum = Math.fma(w2, scalar(payoffs, offset2 + size * i), sum);
            y[at + i] = Math.fma(w3, scalar(payoffs, offset3 + size * i), sum);
        }
    }

    private void axpy(MemorySegment payoffs, double w, long element, int length, double[] y, int at) {
        DoubleVector weight = DoubleVector.broadcast(D, w);
        int body = D.loopBound(length);
        long offset = size * element;
        for (int i = 0; i < body; i += LANES) {
            vector(payoffs, offset + size * i)
                    .fma(weight, DoubleVector.fromArray(D, y, at + i))
                    .intoArray(y, at + i);
        }
        for (int i = body; i < length; i++) {
            y[at + i] = Math.fma(w, scalar(payoffs, offset + size * i), y[at + i]);
        }
    }

    /**
     * {@code logit[i] += own G_p[element + i] − deviation[at + i]} for {@code i < length}.
     *
     * @param own the weight of the payoff
     * @param player whose payoffs
     * @param element the first joint action
     * @param length elements of the run
     * @param deviation what is subtracted. Not modified.
     * @param at where the run begins in the array
     * @param logit receives the logits. Modified.
     */
    public final void addLogits(
            double own, int player, long element, int length, double[] deviation, int at, double[] logit) {
        MemorySegment payoffs = payoffsOf[player];
        DoubleVector weight = DoubleVector.broadcast(D, own);
        int body = D.loopBound(length);
        long offset = size * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector rest = DoubleVector.fromArray(D, logit, i).sub(DoubleVector.fromArray(D, deviation, at + i));
            vector(payoffs, offset + size * i).fma(weight, rest).intoArray(logit, i);
        }
        for (int i = body; i < length; i++) {
            logit[i] = Math.fma(own, scalar(payoffs, offset + size * i), logit[i] - deviation[at + i]);
        }
    }

    /**
     * {@code Σ_i x[i] G_p[element + i]} for {@code i < length}.
     *
     * @param player whose payoffs
     * @param element the first joint action
     * @param length elements of the run
     * @param x the other factor. Not modified.
     * @return the product
     */
    public final double dot(int player, long element, int length, double[] x) {
        return dot(player, element, length, x, 0);
    }

    /**
     * {@code Σ_i x[at + i] G_p[element + i]} for {@code i < length}.
     *
     * @param player whose payoffs
     * @param element the first joint action
     * @param length elements of the run
     * @param x the other factor. Not modified.
     * @param at where the run begins in the array
     * @return the product
     */
    public final double dot(int player, long element, int length, double[] x, int at) {
        MemorySegment payoffs = payoffsOf[player];
        DoubleVector sum0 = DoubleVector.zero(D); // four chains: a fused multiply-add takes four cycles
        DoubleVector sum1 = DoubleVector.zero(D);
        DoubleVector sum2 = DoubleVector.zero(D);
        DoubleVector sum3 = DoubleVector.zero(D);
        long offset = size * element;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            long from = offset + size * i;
            sum0 = vector(payoffs, from).fma(DoubleVector.fromArray(D, x, at + i), sum0);
            sum1 = vector(payoffs, from + size * LANES).fma(DoubleVector.fromArray(D, x, at + i + LANES), sum1);
            sum2 = vector(payoffs, from + 2 * size * LANES).fma(DoubleVector.fromArray(D, x, at + i + 2 * LANES), sum2);
            sum3 = vector(payoffs, from + 3 * size * LANES).fma(DoubleVector.fromArray(D, x, at + i + 3 * LANES), sum3);
        }
        for (; i <= length - LANES; i += LANES) {
            sum0 = vector(payoffs, offset + size * i).fma(DoubleVector.fromArray(D, x, at + i), sum0);
        }
        double sum = Runs.sum(sum0.add(sum1).add(sum2.add(sum3)));
        for (; i < length; i++) {
            sum = Math.fma(x[at + i], scalar(payoffs, offset + size * i), sum);
        }
        return sum;
    }

    /**
     * {@code products[d] += Σ_i x[i] G_p[base + d · stride + i]} for {@code i < length} and every d.
     *
     * @param player whose payoffs
     * @param base the joint action with action 0
     * @param stride joint actions between two actions
     * @param length elements of the run
     * @param x the other factor. Not modified.
     * @param products receives the products. Modified.
     */
    public final void addProducts(int player, long base, long stride, int length, double[] x, double[] products) {
        int d = 0;
        for (; d + 1 < products.length; d += 2) {
            addTwoProducts(payoffsOf[player], base + d * stride, stride, length, x, products, d);
        }
        if (d < products.length) {
            products[d] += dot(player, base + d * stride, length, x);
        }
    }

    private void addTwoProducts(
            MemorySegment payoffs, long base, long stride, int length, double[] x, double[] products, int d) {
        DoubleVector even0 = DoubleVector.zero(D);
        DoubleVector even1 = DoubleVector.zero(D);
        DoubleVector odd0 = DoubleVector.zero(D);
        DoubleVector odd1 = DoubleVector.zero(D);
        long offset0 = size * base;
        long offset1 = size * (base + stride);
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            DoubleVector even = DoubleVector.fromArray(D, x, i);
            DoubleVector odd = DoubleVector.fromArray(D, x, i + LANES);
            even0 = vector(payoffs, offset0 + size * i).fma(even, even0);
            even1 = vector(payoffs, offset1 + size * i).fma(even, even1);
            odd0 = vector(payoffs, offset0 + size * i + size * LANES).fma(odd, odd0);
            odd1 = vector(payoffs, offset1 + size * i + size * LANES).fma(odd, odd1);
        }
        double sum0 = Runs.sum(even0.add(odd0));
        double sum1 = Runs.sum(even1.add(odd1));
        for (; i < length; i++) {
            sum0 = Math.fma(x[i], scalar(payoffs, offset0 + size * i), sum0);
            sum1 = Math.fma(x[i], scalar(payoffs, offset1 + size * i), sum1);
        }
        products[d] += sum0;
        products[d + 1] += sum1;
    }
}
