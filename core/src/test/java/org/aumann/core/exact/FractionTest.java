package org.aumann.core.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {
    @Test
    void isInLowestTermsWithAPositiveDenominator() {
        assertThat(Fraction.of(6, -4)).isEqualTo(Fraction.of(-3, 2)).hasToString("-3/2");
        assertThat(Fraction.of(0, -7)).isEqualTo(Fraction.ZERO).hasToString("0");
        assertThatThrownBy(() -> Fraction.of(1, 0)).hasMessage("denominator (0) must not be 0");
    }

    @Test
    void calculates() {
        Fraction third = Fraction.of(1, 3);
        assertThat(third.plus(third).plus(third)).isEqualTo(Fraction.ONE);
        assertThat(third.minus(Fraction.of(1, 2))).isEqualTo(Fraction.of(-1, 6));
        assertThat(third.times(Fraction.of(-3, 4))).isEqualTo(Fraction.of(-1, 4));
        assertThat(third.max(Fraction.of(1, 4))).isEqualTo(third);
        assertThat(third).isLessThan(Fraction.of(34, 101));
        assertThat(third.toDouble()).isEqualTo(1.0 / 3);
    }

    /** A float64 is a multiple of a power of two, exactly what {@link BigDecimal} says. */
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -3.5,
                0.1,
                1e300,
                -1e-300,
                123456789.125,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE
            })
    void isTheValueOfAFloat(double value) {
        Fraction fraction = Fraction.of(value);
        BigDecimal exact = new BigDecimal(value);
        assertThat(new BigDecimal(fraction.numerator()))
                .isEqualByComparingTo(exact.multiply(new BigDecimal(fraction.denominator())));
        assertThat(fraction.denominator().bitCount()).isEqualTo(1);
    }

    @Test
    void isTheValueOfADecimal() {
        assertThat(Fraction.of(new BigDecimal("0.10"))).isEqualTo(Fraction.of(1, 10));
        assertThat(Fraction.of(new BigDecimal("-12e3"))).isEqualTo(Fraction.of(-12_000, 1));
        assertThat(Fraction.of(0.1)).isGreaterThan(Fraction.of(1, 10));
    }

    /** 355/113 and 22/7 are convergents of π; 311/99 is an intermediate fraction. */
    @ParameterizedTest
    @CsvSource({
        "3.14159265358979, 0.01, 22/7",
        "3.14159265358979, 0.001, 201/64",
        "3.14159265358979, 0.000001, 355/113",
        "0.29411764, 0.0000001, 5/17",
        "0.5, 0.0000001, 1/2",
        "0.0000001, 0.000001, 0",
        "0.9999999, 0.000001, 1"
    })
    void findsTheSimplestNearby(BigDecimal value, BigDecimal distance, String expected) {
        Fraction simplest = Fraction.simplest(Fraction.of(value), Fraction.of(distance));
        assertThat(simplest).hasToString(expected);
    }

    @Test
    void noDenominatorBelowTheSimplestOneComesAsNear() {
        Fraction value = Fraction.of(271_828, 1_000_000);
        Fraction distance = Fraction.of(1, 10_000);
        BigInteger simplest = Fraction.simplest(value, distance).denominator();
        for (long d = 1; d < simplest.longValueExact(); d++) {
            Fraction nearest = Fraction.of(Math.round(0.271828 * d), d);
            Fraction off = nearest.minus(value).max(value.minus(nearest));
            assertThat(off).as("/%s", d).isGreaterThan(distance);
        }
    }
}
