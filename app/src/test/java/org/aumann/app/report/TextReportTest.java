package org.aumann.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReportTest {
    @Test
    void alignsLinesAndTables() {
        TextReport text = new TextReport();
        text.line("status", "optimal");
        text.table("lrl", List.of(List.of("a", "b", "c"), List.of("long", "12", "d")));

        assertThat(text).hasToString("""
                status      optimal
                a      b  c
                long  12  d
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "0.1, 0.1",
        "13.636363636363638, 13.63636364",
        "100000, 100000",
        "1e20, 1E+20",
        "1.5e-9, 1.5E-9",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void valuesHaveTenDigits(double value, String text) {
        assertThat(Numbers.value(value)).isEqualTo(text);
    }

    @Test
    void whatRoundingLeavesOfASumIsZero() {
        assertThat(Numbers.welfare(List.of(0.1, 0.2, -0.3))).isEqualTo("0");
        assertThat(Numbers.welfare(List.of(1e-20, 1e-20))).isEqualTo("2E-20");
    }
}
