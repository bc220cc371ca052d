package org.aumann.core.payoff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.aumann.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoffRangeTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-1e-290, 0", "1e12, 1000000000001", "-8e307, 8e307", "1e300, 1e300"})
    void acceptsWhatFloat64CalculatesWith(double least, double greatest) {
        PayoffRange.requireCalculable(List.of(new PayoffRange(least, greatest)));
    }

    @ParameterizedTest
    @CsvSource({"-1e308, 1e308", "0, 1e-291", "-4.9e-324, 0"})
    void refusesWhatItDoesNot(double least, double greatest) {
        assertThatThrownBy(() ->
                        PayoffRange.requireCalculable(List.of(new PayoffRange(0, 1), new PayoffRange(least, greatest))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("payoffs of player 1 (" + least + " to " + greatest
                        + ") must differ by 0, or by 1.0E-290 to 1.7976931348623157E308");
    }

    @Test
    void refusesAWelfareThatIsInfinite() {
        PayoffRange large = new PayoffRange(1e308, 1e308);
        assertThatThrownBy(() -> PayoffRange.requireCalculable(List.of(large, large)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("payoffs of all players together must be at most 1.7976931348623157E308 in magnitude");
    }
}
