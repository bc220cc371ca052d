package org.aumann.core.format;

import java.math.BigInteger;

/**
 * The number {@code digits · 2^exponent}, exactly: what float64 numbers add up and multiply to, in any order.
 *
 * <p>As many digits as the numbers need that went in: some 64 bits for a million scores of like magnitude.
 *
 * @param digits any integer
 * @param exponent of the last digit
 */
record Dyadic(BigInteger digits, int exponent) {
    /** Nothing added up yet. */
    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    private static final int MANTISSA_BITS = 52;
    private static final int LEAST_EXPONENT = -1074;

    /** More digits than float64 has, and one: what is behind them decides ties only. */
    private static final int QUOTIENT_BITS = 64;

    /**
     * A float64 number.
     *
     * @param value finite
     * @return the same number
     */
    static Dyadic of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        long mantissa = biased == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
        if (mantissa == 0) {
            return ZERO;
        }
        int zeros = Long.numberOfTrailingZeros(mantissa);
        long digits = mantissa >>> zeros;
        return new Dyadic(
                BigInteger.valueOf(bits < 0 ? -digits : digits), LEAST_EXPONENT + Math.max(0, biased - 1) + zeros);
    }

    /**
     * A sum.
     *
     * @param other any number
     * @return {@code this + other}
     */
    Dyadic plus(Dyadic other) {
        if (exponent > other.exponent) {
            return other.plus(this);
        }
        BigInteger shifted = other.digits.shiftLeft(other.exponent - exponent);
        return new Dyadic(digits.add(shifted), exponent);
    }

    /**
     * A difference.
     *
     * @param other any number
     * @return {@code this − other}
     */
    Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.digits.negate(), other.exponent));
    }

    /**
     * A product.
     *
     * @param other any number
     * @return {@code this · other}
     */
    Dyadic times(Dyadic other) {
        return new Dyadic(digits.multiply(other.digits), exponent + other.exponent);
    }

    /**
     * A multiple.
     *
     * @param factor any integer
     * @return {@code this · factor}
     */
    Dyadic times(long factor) {
        return new Dyadic(digits.multiply(BigInteger.valueOf(factor)), exponent);
    }

    /**
     * A quotient in float64.
     *
     * @param divisor positive
     * @return the nearest number to {@code this / divisor}, ties to even; infinite beyond the range of float64. Below
     *     2.2e-308 it may be the second nearest.
     */
    double over(BigInteger divisor) {
        int shift = QUOTIENT_BITS + divisor.bitLength() - digits.bitLength();
        BigInteger dividend = digits.abs().shiftLeft(Math.max(0, shift));
        BigInteger[] quotient = dividend.divideAndRemainder(divisor.shiftLeft(Math.max(0, -shift)));
        // One bit for all that is cut off: it lies far behind the one that is rounded, and says that this is no tie.
        BigInteger sticky = quotient[1].signum() == 0 ? quotient[0] : quotient[0].setBit(0);
        double magnitude = Math.scalb(sticky.doubleValue(), exponent - shift);
        return digits.signum() < 0 ? -magnitude : magnitude;
    }
}
