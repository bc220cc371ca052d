package org.aumann.core.exact;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aumann.core.InvalidInputException;

/** Numbers as integers over one denominator, so that sums of them are sums of integers. Immutable. */
final class CommonDenominator {
    /**
     * Float64 numbers stay below 2100 bits. Fractions with thousands of different denominators could go on for
     * megabytes.
     */
    static final int BIT_LIMIT = 1 << 13;

    private final BigInteger[] numerators;
    private final BigInteger denominator;

    private CommonDenominator(BigInteger[] numerators, BigInteger denominator) {
        this.numerators = numerators;
        this.denominator = denominator;
    }

    /**
     * Finds the smallest denominator.
     *
     * @param numbers the numbers. Not modified.
     * @param what for the message: what they are
     * @return the same numbers
     * @throws InvalidInputException if it has more than {@link #BIT_LIMIT} bits
     */
    static CommonDenominator of(List<Fraction> numbers, String what) {
        return within(numbers, BIT_LIMIT)
                .orElseThrow(() -> new InvalidInputException("common denominator of " + what + " needs more than "
                        + BIT_LIMIT + " bits, too many for exact arithmetic"));
    }

    /**
     * Finds the smallest denominator if it is small.
     *
     * @param numbers the numbers. Not modified.
     * @param bits most bits of it
     * @return the same numbers, or empty if it has more
     */
    static Optional<CommonDenominator> within(List<Fraction> numbers, int bits) {
        BigInteger common = BigInteger.ONE;
        Set<BigInteger> seen = new HashSet<>();
        for (Fraction number : numbers) {
            BigInteger denominator = number.denominator();
            if (seen.add(denominator)) {
                common = common.divide(common.gcd(denominator)).multiply(denominator);
            }
            if (common.bitLength() > bits) {
                return Optional.empty();
            }
        }
        BigInteger denominator = common;
        BigInteger[] numerators = numbers.stream()
                .map(number -> number.numerator().multiply(denominator.divide(number.denominator())))
                .toArray(BigInteger[]::new);
        return Optional.of(new CommonDenominator(numerators, denominator));
    }

    int count() {
        return numerators.length;
    }

    BigInteger numerator(int k) {
        return numerators[k];
    }

    BigInteger denominator() {
        return denominator;
    }
}
