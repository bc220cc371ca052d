package org.aumann.kernels.cpu.base;

import static org.aumann.kernels.cpu.base.Runs.D;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.payoff.PayoffTensor;

/** Payoffs stored as float64. */
final class DoubleRuns extends PayoffRuns {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble LAYOUT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    DoubleRuns(PayoffTensor payoffs) {
        super(payoffs);
    }

    @Override
    DoubleVector vector(MemorySegment payoffs, long offset) {
        return DoubleVector.fromMemorySegment(D, payoffs, offset, ORDER);
    }

    @Override
    double scalar(MemorySegment payoffs, long offset) {
        return payoffs.get(LAYOUT, offset);
    }
}
