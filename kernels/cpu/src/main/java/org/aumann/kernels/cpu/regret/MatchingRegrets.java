package org.aumann.kernels.cpu.regret;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.cpu.base.Runs;

/**
 * Regret matching and its kin, three walks over a row that stays in the first-level cache:
 *
 * <pre>{@code
 * e = ⟨p, u⟩     R = max(R + (u − e), floor)     w = max(R + prediction (u − e), 0)     p = w / Σ w
 * }</pre>
 *
 * <p>Floor −∞ and prediction 0 is regret matching, floor 0 regret matching⁺, prediction 1 the predictive one.
 */
final class MatchingRegrets extends AbstractRegrets {
    /** Learners that take a walk together: one would wait for its own sums. */
    private static final int BATCH = 8;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final double floor;
    private final double prediction;
    private final int body;
    private final MemorySegment regrets;

    MatchingRegrets(int learnerCount, int actionCount, int tasks, double floor, double prediction) {
        super(learnerCount, actionCount, tasks);
        this.floor = floor;
        this.prediction = prediction;
        this.body = D.loopBound(actionCount);
        HostBuffer buffer = new HostBuffer((long) learnerCount * actionCount);
        this.regrets = buffer.stored();
        regrets.fill((byte) 0);
    }

    @Override
    void update(long round, MemorySegment utilities, MemorySegment strategies, int from, int end) {
        double[] number = new double[BATCH];
        for (int first = from; first < end; first += BATCH) {
            int batch = Math.min(BATCH, end - first);
            for (int k = 0; k < batch; k++) {
                number[k] = expected(utilities, strategies, offset(first + k));
            }
            for (int k = 0; k < batch; k++) {
                number[k] = add(utilities, number[k], strategies, offset(first + k));
            }
            for (int k = 0; k < batch; k++) {
                if (number[k] < Double.MIN_NORMAL) {
                    fill(strategies, offset(first + k), 1.0 / actionCount());
                } else {
                    scale(strategies, offset(first + k), 1 / number[k]);
                }
            }
        }
    }

    private double expected(MemorySegment utilities, MemorySegment strategies, long offset) {
        DoubleVector products = DoubleVector.zero(D);
        for (int a = 0; a < body; a += LANES) {
            long at = offset + 8L * a;
            products = DoubleVector.fromMemorySegment(D, strategies, at, ORDER)
                    .fma(DoubleVector.fromMemorySegment(D, utilities, at, ORDER), products);
        }
        double expected = Runs.sum(products);
        for (int a = body; a < actionCount(); a++) {
            long at = offset + 8L * a;
            expected = Math.fma(strategies.get(DOUBLE, at), utilities.get(DOUBLE, at), expected);
        }
        return expected;
    }

    /** Adds the regrets of the round and leaves the weights of the next one where its strategy will be. */
    private double add(MemorySegment utilities, double expected, MemorySegment strategies, long offset) {
        DoubleVector sums = DoubleVector.zero(D);
        for (int a = 0; a < body; a += LANES) {
            long at = offset + 8L * a;
            DoubleVector last =
                    DoubleVector.fromMemorySegment(D, utilities, at, ORDER).sub(expected);
            DoubleVector regret = DoubleVector.fromMemorySegment(D, regrets, at, ORDER)
                    .add(last)
                    .max(floor);
            regret.intoMemorySegment(regrets, at, ORDER);
            DoubleVector weight =
                    last.fma(DoubleVector.broadcast(D, prediction), regret).max(0);
            weight.intoMemorySegment(strategies, at, ORDER);
            sums = sums.add(weight);
        }
        double sum = Runs.sum(sums);
        for (int a = body; a < actionCount(); a++) {
            long at = offset + 8L * a;
            double last = utilities.get(DOUBLE, at) - expected;
            double regret = Math.max(regrets.get(DOUBLE, at) + last, floor);
            regrets.set(DOUBLE, at, regret);
            double weight = Math.max(Math.fma(last, prediction, regret), 0);
            strategies.set(DOUBLE, at, weight);
            sum += weight;
        }
        return sum;
    }

    private void scale(MemorySegment strategies, long offset, double scale) {
        for (int a = 0; a < body; a += LANES) {
            long at = offset + 8L * a;
            DoubleVector.fromMemorySegment(D, strategies, at, ORDER)
                    .mul(scale)
                    .intoMemorySegment(strategies, at, ORDER);
        }
        for (int a = body; a < actionCount(); a++) {
            long at = offset + 8L * a;
            strategies.set(DOUBLE, at, scale * strategies.get(DOUBLE, at));
        }
    }

    private void fill(MemorySegment strategies, long offset, double probability) {
        for (int a = 0; a < actionCount(); a++) {
            strategies.set(DOUBLE, offset + 8L * a, probability);
        }
    }
}
