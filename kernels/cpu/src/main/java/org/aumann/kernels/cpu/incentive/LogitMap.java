package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.cpu.base.VectorExp;

/**
 * What happens to a block of complete logits while it is still in the cache. An instance belongs to one
 * task.
 */
abstract class LogitMap {
    /** Maps the first {@code length} logits; the array holds whole vectors. */
    final void apply(double[] logit, int length) {
        int padded = Runs.padded(length);
        Arrays.fill(logit, length, padded, Double.NEGATIVE_INFINITY);
        applyPadded(logit, padded);
    }

    abstract void applyPadded(double[] logit, int padded);

    /** Leaves them as they are. */
    static final class Identity extends LogitMap {
        @Override
        void applyPadded(double[] logit, int padded) {}
    }

    /** Leaves them and remembers the greatest. */
    static final class Greatest extends LogitMap {
        private double greatest = Double.NEGATIVE_INFINITY;

        double greatest() {
            return greatest;
        }

        @Override
        void applyPadded(double[] logit, int padded) {
            DoubleVector max = DoubleVector.broadcast(D, greatest);
            for (int i = 0; i < padded; i += LANES) {
                max = max.max(DoubleVector.fromArray(D, logit, i));
            }
            greatest = max.reduceLanes(VectorOperators.MAX);
        }
    }

    /** Replaces them by {@code exp(ℓ − shift)} and sums up. */
    static final class Exponential extends LogitMap {
        private final double shift;
        private double sum;

        Exponential(double shift) {
            this.shift = shift;
        }

        double sum() {
            return sum;
        }

        @Override
        void applyPadded(double[] logit, int padded) {
            DoubleVector total = DoubleVector.zero(D);
            for (int i = 0; i < padded; i += LANES) {
                DoubleVector mass =
                        VectorExp.exp(DoubleVector.fromArray(D, logit, i).sub(shift));
                mass.intoArray(logit, i);
                total = total.add(mass);
            }
            sum += Runs.sum(total);
        }
    }
}
