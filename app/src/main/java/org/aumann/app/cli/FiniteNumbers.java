package org.aumann.app.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/**
 * Finite numbers in one word, separated by commas. A list option would also take the word twice.
 *
 * @param values the numbers, at least one
 */
record FiniteNumbers(List<Double> values) {
    FiniteNumbers {
        values = List.copyOf(values);
    }

    /** Reads the word. */
    static final class Converter implements ITypeConverter<FiniteNumbers> {
        @Override
        public FiniteNumbers convert(String text) {
            return new FiniteNumbers(Arrays.stream(text.split(",", -1))
                    .map(FiniteConverter::number)
                    .toList());
        }
    }
}
