package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DyadicTest {
    private static double over(Dyadic dividend, long divisor) {
        return dividend.over(BigInteger.valueOf(divisor));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, 1, -1, 0.1, -2.5, 0x1p-1074, 0x1p-1022, -0x1.8p-1030, 1.7e308, -Double.MAX_VALUE, 3e-200})
    void everyNumberIsItself(double value) {
        assertThat(over(Dyadic.of(value), 1)).isEqualTo(value);
        assertThat(over(Dyadic.of(value).times(3), 3)).isEqualTo(value);
    }

    @Test
    void quotientsAreNearest() {
        Philox random = new Philox(Seeds.seed());
        for (int round = 0; round < 2000; round++) {
            double a = random.nextGaussian() * Math.pow(10, random.nextInt(-30, 31));
            double b = random.nextGaussian() * Math.pow(10, random.nextInt(-30, 31));
            long divisor = 1L + random.nextInt(1 << random.nextInt(1, 30));
            BigDecimal exact = new BigDecimal(a).add(new BigDecimal(b)).multiply(new BigDecimal(a));
            assertThat(over(Dyadic.of(a).plus(Dyadic.of(b)).times(Dyadic.of(a)), divisor))
                    .as("%s, %s, %s; %s", a, b, divisor, Seeds.replay())
                    .isEqualTo(exact.divide(BigDecimal.valueOf(divisor), new MathContext(400))
                            .doubleValue());
        }
    }

    /** (2⁵³ + 1) is half way between two numbers of float64, and the even one is below; a bit far behind decides. */
    @Test
    void tiesGoToTheEvenNumber() {
        Dyadic tie = Dyadic.of(0x1p53).plus(Dyadic.of(1));
        assertThat(over(tie, 1)).isEqualTo(0x1p53);
        assertThat(over(tie.plus(Dyadic.of(0x1p-900)), 1)).isEqualTo(0x1p53 + 2);
        assertThat(over(tie.minus(Dyadic.of(0x1p-900)), 1)).isEqualTo(0x1p53);
        assertThat(over(tie.plus(Dyadic.of(2)), 1)).isEqualTo(0x1p53 + 4);
    }

    @Test
    void sumsBeyondTheRangeAreKept() {
        Dyadic sum =
                Dyadic.of(Double.MAX_VALUE).plus(Dyadic.of(Double.MAX_VALUE)).plus(Dyadic.of(Double.MIN_VALUE));
        assertThat(over(sum, 1)).isInfinite();
        assertThat(over(sum, 2)).isEqualTo(Double.MAX_VALUE);
        assertThat(over(sum.minus(Dyadic.of(Double.MAX_VALUE)).minus(Dyadic.of(Double.MAX_VALUE)), 1))
                .isEqualTo(Double.MIN_VALUE);
    }
}
