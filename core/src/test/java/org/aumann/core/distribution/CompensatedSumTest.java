package org.aumann.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CompensatedSumTest {
    private static double sum(double... terms) {
        CompensatedSum sum = new CompensatedSum();
        for (double term : terms) {
            sum.add(term);
        }
        return sum.value();
    }

    @Test
    void manyEqualTerms() {
        int terms = 100_000_000;
        CompensatedSum sum = new CompensatedSum();
        double loop = 0;
        for (int i = 0; i < terms; i++) {
            sum.add(1.0 / terms);
            loop += 1.0 / terms;
        }
        assertThat(Math.abs(loop - 1)).as("a loop").isGreaterThan(2e-9);
        assertThat(sum.value()).isCloseTo(1, within(Math.ulp(1.0)));
    }

    @Test
    void whatLargeTermsSwallow() {
        assertThat(sum(1, 1e100, 1, -1e100)).isEqualTo(2);
        assertThat(sum(1e-20, -1, 1)).isEqualTo(1e-20);
    }

    @Test
    void fewTerms() {
        assertThat(sum()).isZero();
        assertThat(sum(0.1, 0.2)).isEqualTo(0.1 + 0.2);
    }

    @Test
    void withoutEnd() {
        assertThat(sum(1, Double.POSITIVE_INFINITY, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)).isNaN();
        assertThat(sum(Double.NaN, 1)).isNaN();
    }
}
