package org.aumann.kernels.cpu.base;

import static org.aumann.kernels.cpu.base.Runs.D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@code exp} of a vector, to about one unit in the last place.
 *
 * <p>The Vector API's own {@code EXP} is another function before and after compilation, so that the same
 * input would give different bits within one run. This one is additions, multiplications and fused
 * multiply-adds, each exactly rounded everywhere: {@code x = n ln 2 + r}, {@code |r| ≤ ½ ln 2},
 * {@code exp x = 2ⁿ Σ rᵏ / k!} up to k = 13 (truncation below 1e-17). Below −708 the result is 0, above 709
 * it is that of 709.
 */
public final class VectorExp {
    private static final double LEAST = -708;
    private static final double GREATEST = 709;
    private static final double LOG2_E = 1.4426950408889634;

    /** ln 2 in two parts, the first with trailing zeros, so that n times it is exact. */
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Adding 1.5 · 2⁵² leaves the rounded integer in the low bits. */
    private static final double TO_INTEGER = 0x1.8p52;

    private static final long EXPONENT_SHIFT = 52;
    private static final long ONE = Double.doubleToRawLongBits(1.0);

    /** 1/13!, 1/12!, … 1/1!, 1/0!. */
    private static final double[] COEFFICIENTS = coefficients(13);

    private VectorExp() {}

    private static double[] coefficients(int degree) {
        double[] coefficients = new double[degree + 1];
        double factorial = 1;
        for (int k = 0; k <= degree; k++) {
            factorial *= Math.max(1, k);
            coefficients[degree - k] = 1 / factorial;
        }
        return coefficients;
    }

    /**
     * Exponentials, to a unit in the last place or so.
     *
     * @param x exponents
     * @return {@code e^x} in every lane
     */
    public static DoubleVector exp(DoubleVector x) {
        DoubleVector clamped = x.max(LEAST).min(GREATEST);
        DoubleVector shifted = clamped.fma(DoubleVector.broadcast(D, LOG2_E), DoubleVector.broadcast(D, TO_INTEGER));
        DoubleVector n = shifted.sub(TO_INTEGER);
        DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_HIGH), clamped);
        r = n.fma(DoubleVector.broadcast(D, -LN2_LOW), r);
        DoubleVector square = r.mul(r);
        DoubleVector odd = DoubleVector.broadcast(D, COEFFICIENTS[0]);
        DoubleVector even = DoubleVector.broadcast(D, COEFFICIENTS[1]);
        for (int k = 2; k < COEFFICIENTS.length; k += 2) { // two chains, half as long
            odd = odd.fma(square, DoubleVector.broadcast(D, COEFFICIENTS[k]));
            even = even.fma(square, DoubleVector.broadcast(D, COEFFICIENTS[k + 1]));
        }
        DoubleVector sum = odd.fma(r, even);
        LongVector power = shifted.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .add(ONE);
        DoubleVector result = sum.mul(power.reinterpretAsDoubles());
        return result.blend(0.0, x.compare(VectorOperators.LT, LEAST));
    }
}
