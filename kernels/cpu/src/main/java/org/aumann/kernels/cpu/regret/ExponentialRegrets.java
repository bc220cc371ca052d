package org.aumann.kernels.cpu.regret;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.regret.LearningRate;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.cpu.base.VectorExp;

/**
 * Hedge and optimistic Hedge: {@code U += u}, {@code p = softmax(η (U + optimism u))}. A row is staged on the
 * heap in whole vectors, the rest of the last one −∞.
 */
final class ExponentialRegrets extends AbstractRegrets {
    private final LearningRate rate;
    private final double optimism;
    private final MemorySegment sums;

    ExponentialRegrets(int learnerCount, int actionCount, int tasks, LearningRate rate, double optimism) {
        super(learnerCount, actionCount, tasks);
        this.rate = rate;
        this.optimism = optimism;
        HostBuffer buffer = new HostBuffer((long) learnerCount * actionCount);
        this.sums = buffer.stored();
        sums.fill((byte) 0);
    }

    @Override
    void update(long round, MemorySegment utilities, MemorySegment strategies, int from, int end) {
        double eta = rate.after(round);
        int actions = actionCount();
        int padded = Runs.padded(actions);
        double[] utility = new double[padded];
        double[] sum = new double[padded];
        double[] logit = new double[padded];
        for (int learner = from; learner < end; learner++) {
            long first = (long) learner * actions;
            Runs.load(utilities, first, actions, utility, 0);
            Runs.load(sums, first, actions, sum, 0);
            for (int a = 0; a < padded; a += LANES) {
                DoubleVector last = DoubleVector.fromArray(D, utility, a);
                DoubleVector total = DoubleVector.fromArray(D, sum, a).add(last);
                total.intoArray(sum, a);
                last.mul(optimism).add(total).mul(eta).intoArray(logit, a);
            }
            Arrays.fill(logit, actions, padded, Double.NEGATIVE_INFINITY);
            Runs.store(sum, 0, actions, sums, first);
            softmax(logit);
            Runs.store(logit, 0, actions, strategies, first);
        }
    }

    private static void softmax(double[] logit) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double x : logit) {
            greatest = Math.max(greatest, x);
        }
        DoubleVector sums = DoubleVector.zero(D);
        for (int a = 0; a < logit.length; a += LANES) {
            DoubleVector weight =
                    VectorExp.exp(DoubleVector.fromArray(D, logit, a).sub(greatest));
            weight.intoArray(logit, a);
            sums = sums.add(weight);
        }
        double scale = 1 / Runs.sum(sums);
        for (int a = 0; a < logit.length; a += LANES) {
            DoubleVector.fromArray(D, logit, a).mul(scale).intoArray(logit, a);
        }
    }
}
