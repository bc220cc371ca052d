package org.aumann.app.cli;

import java.util.Arrays;
import java.util.List;

/**
 * Finite numbers in one word, separated by commas. A list option would also take the word twice.
 *
 * @param values the numbers, at least one
 */
record FiniteNumbers(List<Double> values) {
    FiniteNumbers {
        values = List.copyOf(values);
    }

    static FiniteNumbers parse(String text) {
        return new FiniteNumbers(
                Arrays.stream(text.split(",", -1)).map(Converters::finite).toList());
    }
}
