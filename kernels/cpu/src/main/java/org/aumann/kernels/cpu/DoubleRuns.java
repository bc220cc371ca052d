package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.payoff.PayoffTensor;

/** Payoffs stored as float64. */
final class DoubleRuns implements PayoffRuns {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble LAYOUT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /** Bytes of a payoff. */
    private static final long SIZE = LAYOUT.byteSize();

    /** Bytes that make up a vector of float64. */
    private static final long STEP = SIZE * LANES;

    private final MemorySegment[] payoffsOf;

    DoubleRuns(PayoffTensor payoffs) {
        this.payoffsOf = new MemorySegment[payoffs.playerCount()];
        for (int p = 0; p < payoffsOf.length; p++) {
            payoffsOf[p] = payoffs.segment(p);
        }
    }

    private static DoubleVector vector(MemorySegment payoffs, long offset) {
        return DoubleVector.fromMemorySegment(D, payoffs, offset, ORDER);
    }

    @Override
    public void load(int player, long element, int length, double[] row, int to) {
        MemorySegment payoffs = payoffsOf[player];
        int body = D.loopBound(length);
        long offset = SIZE * element;
        for (int i = 0; i < body; i += LANES) {
            vector(payoffs, offset + SIZE * i).intoArray(row, to + i);
        }
        for (int i = body; i < length; i++) {
            row[to + i] = payoffs.get(LAYOUT, offset + SIZE * i);
        }
    }

    @Override
    public void addCombination(double[] weights, int player, long base, long stride, int length, double[] y, int at) {
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
    private static void axpy(
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
        long offset0 = SIZE * (base + chosen[k] * stride);
        long offset1 = SIZE * (base + chosen[k + 1] * stride);
        long offset2 = SIZE * (base + chosen[k + 2] * stride);
        long offset3 = SIZE * (base + chosen[k + 3] * stride);
        int body = D.loopBound(length);
        for (int i = 0; i < body; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(D, y, at + i);
            sum = vector(payoffs, offset0 + SIZE * i).fma(weight0, sum);
            sum = vector(payoffs, offset1 + SIZE * i).fma(weight1, sum);
            sum = vector(payoffs, offset2 + SIZE * i).fma(weight2, sum);
            vector(payoffs, offset3 + SIZE * i).fma(weight3, sum).intoArray(y, at + i);
        }
        for (int i = body; i < length; i++) {
            double sum = Math.fma(w0, payoffs.get(LAYOUT, offset0 + SIZE * i), y[at + i]);
            sum = Math.fma(w1, payoffs.get(LAYOUT, offset1 + SIZE * i), sum);
            sum = Math.fma(w2, payoffs.get(LAYOUT, offset2 + SIZE * i), sum);
            y[at + i] = Math.fma(w3, payoffs.get(LAYOUT, offset3 + SIZE * i), sum);
        }
    }

    private static void axpy(MemorySegment payoffs, double w, long element, int length, double[] y, int at) {
        DoubleVector weight = DoubleVector.broadcast(D, w);
        int body = D.loopBound(length);
        long offset = SIZE * element;
        for (int i = 0; i < body; i += LANES) {
            vector(payoffs, offset + SIZE * i)
                    .fma(weight, DoubleVector.fromArray(D, y, at + i))
                    .intoArray(y, at + i);
        }
        for (int i = body; i < length; i++) {
            y[at + i] = Math.fma(w, payoffs.get(LAYOUT, offset + SIZE * i), y[at + i]);
        }
    }

    @Override
    public void addLogits(
            double own, int player, long element, int length, double[] deviation, int at, double[] logit) {
        MemorySegment payoffs = payoffsOf[player];
        DoubleVector weight = DoubleVector.broadcast(D, own);
        int body = D.loopBound(length);
        long offset = SIZE * element;
        for (int i = 0; i < body; i += LANES) {
            DoubleVector rest = DoubleVector.fromArray(D, logit, i).sub(DoubleVector.fromArray(D, deviation, at + i));
            vector(payoffs, offset + SIZE * i).fma(weight, rest).intoArray(logit, i);
        }
        for (int i = body; i < length; i++) {
            logit[i] = Math.fma(own, payoffs.get(LAYOUT, offset + SIZE * i), logit[i] - deviation[at + i]);
        }
    }

    @Override
    public double dot(int player, long element, int length, double[] x) {
        MemorySegment payoffs = payoffsOf[player];
        DoubleVector sum0 = DoubleVector.zero(D); // four chains: a fused multiply-add takes four cycles
        DoubleVector sum1 = DoubleVector.zero(D);
        DoubleVector sum2 = DoubleVector.zero(D);
        DoubleVector sum3 = DoubleVector.zero(D);
        long offset = SIZE * element;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            long from = offset + SIZE * i;
            sum0 = vector(payoffs, from).fma(DoubleVector.fromArray(D, x, i), sum0);
            sum1 = vector(payoffs, from + STEP).fma(DoubleVector.fromArray(D, x, i + LANES), sum1);
            sum2 = vector(payoffs, from + 2 * STEP).fma(DoubleVector.fromArray(D, x, i + 2 * LANES), sum2);
            sum3 = vector(payoffs, from + 3 * STEP).fma(DoubleVector.fromArray(D, x, i + 3 * LANES), sum3);
        }
        for (; i <= length - LANES; i += LANES) {
            sum0 = vector(payoffs, offset + SIZE * i).fma(DoubleVector.fromArray(D, x, i), sum0);
        }
        double sum = Runs.sum(sum0.add(sum1).add(sum2.add(sum3)));
        for (; i < length; i++) {
            sum = Math.fma(x[i], payoffs.get(LAYOUT, offset + SIZE * i), sum);
        }
        return sum;
    }

    @Override
    public void addProducts(int player, long base, long stride, int length, double[] x, double[] products) {
        int d = 0;
        for (; d + 1 < products.length; d += 2) {
            addTwoProducts(payoffsOf[player], base + d * stride, stride, length, x, products, d);
        }
        if (d < products.length) {
            products[d] += dot(player, base + d * stride, length, x);
        }
    }

    private static void addTwoProducts(
            MemorySegment payoffs, long base, long stride, int length, double[] x, double[] products, int d) {
        DoubleVector even0 = DoubleVector.zero(D);
        DoubleVector even1 = DoubleVector.zero(D);
        DoubleVector odd0 = DoubleVector.zero(D);
        DoubleVector odd1 = DoubleVector.zero(D);
        long offset0 = SIZE * base;
        long offset1 = SIZE * (base + stride);
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            DoubleVector even = DoubleVector.fromArray(D, x, i);
            DoubleVector odd = DoubleVector.fromArray(D, x, i + LANES);
            even0 = vector(payoffs, offset0 + SIZE * i).fma(even, even0);
            even1 = vector(payoffs, offset1 + SIZE * i).fma(even, even1);
            odd0 = vector(payoffs, offset0 + SIZE * i + STEP).fma(odd, odd0);
            odd1 = vector(payoffs, offset1 + SIZE * i + STEP).fma(odd, odd1);
        }
        double sum0 = Runs.sum(even0.add(odd0));
        double sum1 = Runs.sum(even1.add(odd1));
        for (; i < length; i++) {
            sum0 = Math.fma(x[i], payoffs.get(LAYOUT, offset0 + SIZE * i), sum0);
            sum1 = Math.fma(x[i], payoffs.get(LAYOUT, offset1 + SIZE * i), sum1);
        }
        products[d] += sum0;
        products[d + 1] += sum1;
    }
}
