package org.aumann.kernels.cpu.base;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.aumann.core.payoff.PayoffTensor;

/** Payoffs stored as float32. */
final class FloatRuns extends PayoffRuns {
    private static final VectorSpecies<Float> F =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LANES * Float.SIZE));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat LAYOUT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    FloatRuns(PayoffTensor payoffs) {
        super(payoffs);
    }

    @Override
    DoubleVector vector(MemorySegment payoffs, long offset) {
        return FloatVector.fromMemorySegment(F, payoffs, offset, ORDER)
                .convertShape(VectorOperators.F2D, D, 0)
                .reinterpretAsDoubles();
    }

    @Override
    double scalar(MemorySegment payoffs, long offset) {
        return payoffs.get(LAYOUT, offset);
    }
}
