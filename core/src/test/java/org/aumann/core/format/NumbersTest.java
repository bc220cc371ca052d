package org.aumann.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.aumann.core.Seeds;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0.0",
        "+7, 7",
        "-12, -12",
        "0.1, 0.1",
        ".80, 0.8",
        "5., 5",
        "1e3, 1000",
        "1.5E-3, 0.0015",
        "-2.5e+2, -250",
        "1/3, 0.3333333333333333",
        "-2/4, -0.5",
        "9007199254740993, 9007199254740992",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1e-400, 0",
        "1e22, 1e22",
        "1e23, 1e23",
        "100000000000000000000000/300000000000000000000000, 0.3333333333333333",
        "1/10000000000000000000000000000000000000000, 1e-40",
    })
    void numbersAreRead(String text, double value) {
        assertThat(Numbers.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "0x10",
                "nan",
                "NaN",
                "inf",
                "Infinity",
                "1/0",
                "1/",
                "/2",
                "1/-2",
                "1.5/2",
                "1/2/3",
                "1d",
                "1f",
                "--1",
                "٣",
                "1_000",
                "1 2",
                "1/00000000000000000000000000000"
            })
    void otherTextsAreNot(String text) {
        assertThat(Numbers.parse(text)).isNaN();
    }

    @Test
    void tooLargeNumbersAreInfinite() {
        assertThat(Numbers.parse("1e999")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Numbers.parse("-1e99999999999999999")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void decimalsAreTheNearestFloat64() {
        Philox random = new Philox(Seeds.seed());
        for (int round = 0; round < 20_000; round++) {
            String text = Long.toString(random.nextLong() >> random.nextInt(63));
            int point = random.nextInt(text.length() + 1);
            text = (point > 1 ? text.substring(0, point) + "." + text.substring(point) : text) + "e"
                    + random.nextInt(-30, 31);
            assertThat(Numbers.parse(text)).as("%s; %s", text, Seeds.replay()).isEqualTo(Double.parseDouble(text));
        }
    }

    @Test
    void formattedNumbersAreReadBack() {
        Philox random = new Philox(Seeds.seed());
        for (int round = 0; round < 20_000; round++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Numbers.parse(Numbers.format(value)))
                        .as(Seeds.replay())
                        .isEqualTo(value);
            }
        }
        assertThat(Numbers.format(1)).isEqualTo("1");
        assertThat(Numbers.format(-0.25)).isEqualTo("-0.25");
        assertThat(Numbers.format(1e10)).isEqualTo("1E10");
    }
}
