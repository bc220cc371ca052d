package org.aumann.kernels.cpu.base;

import static org.aumann.kernels.cpu.base.Runs.D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@code log} of a vector of positive normal numbers, to about one unit in the last place; of others it is not a number.
 *
 * <p>Exactly rounded steps only, for the same reason as in {@link VectorExp}. {@code x = 2ⁿ (1 + f)} with {@code 1 + f}
 * from √½ to √2, {@code s = f / (2 + f)} and {@code log(1 + f) = f − f²/2 + s (f²/2 + R(s²))}: the polynomial and
 * the order of the last sums are those of fdlibm's {@code e_log.c} (error below 1 ulp).
 */
public final class VectorLog {
    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Coefficients of s⁴, s⁸, s¹² and of s², s⁶, s¹⁰, s¹⁴. */
    private static final double L2 = 0x1.999999997fa04p-2;

    private static final double L4 = 0x1.c71c51d8e78afp-3;
    private static final double L6 = 0x1.39a09d078c69fp-3;
    private static final double L1 = 0x1.5555555555593p-1;
    private static final double L3 = 0x1.2492494229359p-2;
    private static final double L5 = 0x1.7466496cb03dep-3;
    private static final double L7 = 0x1.2f112df3e5244p-3;

    private static final long ROOT_HALF = Double.doubleToRawLongBits(Math.sqrt(0.5));
    private static final long ONE = Double.doubleToRawLongBits(1.0);
    private static final long MANTISSA = (1L << 52) - 1;

    /** 1.5 · 2⁵², less the bias of exponents: a small integer added to its bits is added to it. */
    private static final double TO_DOUBLE = 0x1.8p52;

    private static final long TO_DOUBLE_BITS = Double.doubleToRawLongBits(TO_DOUBLE) - 1023;

    private VectorLog() {}

    /**
     * Natural logarithms, to a unit in the last place or so.
     *
     * @param x positive numbers
     * @return {@code log x} in every lane
     */
    public static DoubleVector log(DoubleVector x) {
        LongVector shifted = x.reinterpretAsLongs().add(ONE - ROOT_HALF);
        DoubleVector n = shifted.lanewise(VectorOperators.LSHR, 52L)
                .add(TO_DOUBLE_BITS)
                .reinterpretAsDoubles()
                .sub(TO_DOUBLE);
        DoubleVector f =
                shifted.and(MANTISSA).add(ROOT_HALF).reinterpretAsDoubles().sub(1.0);
        DoubleVector s = f.div(f.add(2.0));
        DoubleVector z = s.mul(s);
        DoubleVector w = z.mul(z);
        DoubleVector even =
                constant(L6).fma(w, constant(L4)).fma(w, constant(L2)).mul(w);
        DoubleVector odd = constant(L7)
                .fma(w, constant(L5))
                .fma(w, constant(L3))
                .fma(w, constant(L1))
                .mul(z);
        DoubleVector half = f.mul(f).mul(0.5);
        DoubleVector low = s.fma(half.add(odd.add(even)), n.mul(LN2_LOW));
        DoubleVector log = n.mul(LN2_HIGH).sub(half.sub(low).sub(f));
        return log.add(x.sub(x)) // neither infinite nor not a number
                .blend(Double.NaN, x.compare(VectorOperators.LT, Double.MIN_NORMAL));
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(D, value);
    }
}
