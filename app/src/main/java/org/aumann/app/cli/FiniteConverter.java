package org.aumann.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number that is neither infinite nor NaN. */
final class FiniteConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        return number(text);
    }

    static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same message serves for words and for infinities.
        }
        throw new TypeConversionException("'" + text + "' must be a finite number");
    }
}
