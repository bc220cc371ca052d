package org.aumann.core.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A rational number, exactly. Immutable; always in lowest terms, the denominator positive.
 *
 * @param numerator carries the sign
 * @param denominator at least 1
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
    /** The number 0. */
    public static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    /** The number 1. */
    public static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

    /** Correct to a unit in the last place and more, before the last rounding to float64. */
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private static final int MANTISSA_BITS = 52;
    private static final int SUBNORMAL_EXPONENT = 1074;

    /** Reduces to lowest terms. */
    public Fraction {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("denominator (0) must not be 0");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        if (!divisor.equals(BigInteger.ONE)) {
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
        }
    }

    /**
     * A quotient of small integers.
     *
     * @param numerator any
     * @param denominator not 0
     * @return the fraction
     */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * The number that a float64 is, not the decimal that it is printed as.
     *
     * @param value finite
     * @return its value: {@code of(0.1)} is a little more than 1/10
     */
    public static Fraction of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value (" + value + ") must be finite");
        }
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        long mantissa = biased == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
        int exponent = Math.max(biased, 1) - 1 - SUBNORMAL_EXPONENT;
        BigInteger signed = BigInteger.valueOf(bits < 0 ? -mantissa : mantissa);
        return exponent < 0
                ? new Fraction(signed, BigInteger.ONE.shiftLeft(-exponent))
                : new Fraction(signed.shiftLeft(exponent), BigInteger.ONE);
    }

    /**
     * The number that a decimal is.
     *
     * @param value any
     * @return its value: {@code of(new BigDecimal("0.1"))} is 1/10
     */
    public static Fraction of(BigDecimal value) {
        return value.scale() > 0
                ? new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : new Fraction(value.toBigIntegerExact(), BigInteger.ONE);
    }

    /**
     * The sum.
     *
     * @param other another number
     * @return {@code this + other}
     */
    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /**
     * The difference.
     *
     * @param other another number
     * @return {@code this − other}
     */
    public Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    /**
     * The product.
     *
     * @param other another number
     * @return {@code this · other}
     */
    public Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * The quotient.
     *
     * @param other another number, not 0
     * @return {@code this / other}
     */
    public Fraction over(Fraction other) {
        return times(other.reciprocal());
    }

    /**
     * The larger number.
     *
     * @param other another number
     * @return {@code this} if they are equal
     */
    public Fraction max(Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * The sign.
     *
     * @return −1, 0 or 1
     */
    public int signum() {
        return numerator.signum();
    }

    /**
     * The fraction with the smallest denominator, and then numerator, that is near a number: the first one on its path
     * through the Stern–Brocot tree (the last continued fraction convergent, or an intermediate one).
     *
     * @param value at least 0
     * @param distance how far off it may be, at least 0
     * @return the simplest number in {@code [value − distance, value + distance]}
     */
    public static Fraction simplest(Fraction value, Fraction distance) {
        Fraction least = value.minus(distance);
        return least.signum() <= 0 ? ZERO : simplestBetween(least, value.plus(distance));
    }

    /** Of positive numbers: the integer if there is one, else the common integer part and the simplest reciprocal rest. */
    private static Fraction simplestBetween(Fraction least, Fraction greatest) {
        BigInteger[] quotient = least.numerator.divideAndRemainder(least.denominator);
        Fraction floor = new Fraction(quotient[0], BigInteger.ONE);
        if (quotient[1].signum() == 0) {
            return floor;
        }
        if (floor.plus(ONE).compareTo(greatest) <= 0) {
            return floor.plus(ONE);
        }
        Fraction rest = simplestBetween(
                greatest.minus(floor).reciprocal(), least.minus(floor).reciprocal());
        return floor.plus(rest.reciprocal());
    }

    private Fraction reciprocal() {
        return new Fraction(denominator, numerator);
    }

    /**
     * The nearest decimal of 34 digits.
     *
     * @return for people and for {@link #toDouble}
     */
    public BigDecimal toDecimal() {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), DIGITS);
    }

    /**
     * The float64 nearest to {@link #toDecimal}.
     *
     * @return not 0 unless this is, or is below the range of float64
     */
    public double toDouble() {
        return toDecimal().doubleValue();
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
